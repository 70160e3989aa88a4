import { createHash } from 'node:crypto'
import { Agent, request } from 'node:http'

export interface Heard {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

/** Asks with plain node:http, sharing nothing with the app's client. */
export function ask(url: string, { authorization }: { readonly authorization?: string } = {}): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const headers = authorization === undefined ? {} : { authorization }
    const asked = request(url, { agent: new Agent({ keepAlive: false }), headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString('utf8') })
      })
    })
    asked.on('error', reject)
    asked.end()
  })
}

/** Answers a Digest challenge as RFC 7616 says. */
export function digestFor(
  url: string,
  challenge: string,
  { user, password, nc = '00000001' }: { readonly user: string; readonly password: string; readonly nc?: string },
): string {
  const part = (name: string) => new RegExp(`${name}="?([^",]+)`).exec(challenge)?.[1] ?? ''
  const algorithm = part('algorithm')
  const hash = (text: string) =>
    createHash(algorithm === 'SHA-256' ? 'sha256' : 'md5')
      .update(text)
      .digest('hex')
  const { pathname, search } = new URL(url)
  const uri = `${pathname}${search}`
  const [realm, nonce] = [part('realm'), part('nonce')]
  const response = hash(`${hash(`${user}:${realm}:${password}`)}:${nonce}:${nc}:abc:auth:${hash(`GET:${uri}`)}`)
  return (
    `Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="${uri}", ` +
    `algorithm=${algorithm}, qop=auth, nc=${nc}, cnonce="abc", response="${response}"`
  )
}

/** Asks, answers the challenge, asks again. */
export async function askSigned(url: string, account: { readonly user: string; readonly password: string }): Promise<Heard> {
  const [challenge = ''] = challengesOf(await ask(url))
  return ask(url, { authorization: digestFor(url, challenge, account) })
}

export function challengesOf({ headers }: Heard): readonly string[] {
  const found = headers['www-authenticate']
  return found === undefined ? [] : typeof found === 'string' ? found.split(/, (?=Digest )/) : found
}
