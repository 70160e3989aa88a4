import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A request as it reached the server. */
export interface SeenRequest {
  /** Path and query exactly as they came. */
  readonly target: string
  readonly program: string
  /** Parameters in order, unescaped. */
  readonly query: readonly (readonly [string, string])[]
  readonly type: string
  readonly authorization: string | undefined
  /** Shows an account, in a header or in the query. */
  readonly hasAccount: boolean
}

/** Answers one request, as badly as it likes. */
export type Behaviour = (request: SeenRequest, response: ServerResponse, socket: Socket) => void

/** A small HTTP server on a loopback address for everything a device should not do. */
export interface RudeServer {
  readonly endpoint: { readonly address: string; readonly port: number }
  readonly requests: readonly SeenRequest[]
  /** Connections that were open at the same time, at most. */
  readonly mostConnections: () => number
  readonly openConnections: () => number
  behave(behaviour: Behaviour): void
  /** Resolves with the next request that arrives from now on. */
  nextRequest(): Promise<SeenRequest>
  close(): Promise<void>
}

export async function startRudeServer(behaviour: Behaviour): Promise<RudeServer> {
  let current = behaviour
  let most = 0
  const requests: SeenRequest[] = []
  const sockets = new Set<Socket>()
  const waiting: ((request: SeenRequest) => void)[] = []
  const server = createServer((incoming, response) => {
    const request = seen(incoming)
    requests.push(request)
    for (const tell of waiting.splice(0)) tell(request)
    current(request, response, incoming.socket)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    most = Math.max(most, sockets.size)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: { address: '127.0.0.1', port: (server.address() as AddressInfo).port },
    requests,
    mostConnections: () => most,
    openConnections: () => sockets.size,
    behave: (next) => (current = next),
    nextRequest: () => new Promise((resolve) => waiting.push(resolve)),
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function seen({ url = '', headers }: IncomingMessage): SeenRequest {
  const [program = '', search = ''] = url.split('?')
  const query = search
    .split('&')
    .filter((part) => part !== '')
    .map((part) => part.split('=').map(decodeURIComponent) as [string, string])
  const { authorization } = headers
  const type = query.find(([name]) => name === 'type')?.[1] ?? ''
  return {
    target: url,
    program,
    query,
    type,
    authorization,
    hasAccount: authorization !== undefined || query.some(([name]) => name === 'password'),
  }
}

/** `text/plain`, 200 unless told otherwise. */
export function text(
  body: string,
  { status = 200, headers = {} }: { readonly status?: number; readonly headers?: Readonly<Record<string, string | string[]>> } = {},
): Behaviour {
  return (_, response) =>
    void response.writeHead(status, { 'content-type': 'text/plain', 'content-length': Buffer.byteLength(body), ...headers }).end(body)
}

/** Bytes that need not be HTTP, then perhaps the end of the connection. */
export function raw(bytes: string, then: 'keep' | 'end' | 'reset' = 'end'): Behaviour {
  return (_request, _response, socket) => {
    socket.write(bytes, () => {
      if (then === 'end') socket.end()
      if (then === 'reset') socket.resetAndDestroy()
    })
  }
}

/** The connection is gone as soon as the request is there. */
export const reset: Behaviour = (_request, _response, socket) => void socket.resetAndDestroy()

/** Never says a word. */
export const silence: Behaviour = () => undefined

/** Another behaviour for each request, the last for all that follow. */
export function inTurn(...behaviours: readonly [Behaviour, ...Behaviour[]]): Behaviour {
  let count = 0
  return (...request) => (behaviours[Math.min(count++, behaviours.length - 1)] ?? silence)(...request)
}

/** One behaviour for requests of a type, another for the rest. */
export function when(type: string, behaviour: Behaviour, otherwise: Behaviour): Behaviour {
  return (request, ...rest) => (request.type === type ? behaviour : otherwise)(request, ...rest)
}

export interface GuardOptions {
  readonly user?: string
  readonly password?: string
  /** Failures after which the account is locked. */
  readonly locksAfter?: number
  readonly algorithm?: 'MD5' | 'MD5-sess' | 'SHA-256'
  /** Requests a nonce is good for. */
  readonly nonceUses?: number
  /** What an old nonce gets besides the new one: `stale=true`, nothing at all, or `stale=false`. */
  readonly saysStale?: boolean | 'never'
}

/** A behaviour behind an account. The password can be changed while it runs; failures are counted. */
export interface Guarded {
  readonly behaviour: Behaviour
  setPassword(password: string): void
  readonly failures: () => number
}

type Judgement = 'right' | 'wrong' | 'nobody' | 'old'

function guarded(
  inside: Behaviour,
  { password = 'right-1234', locksAfter = 5 }: GuardOptions,
  judge: (request: SeenRequest, password: string) => Judgement,
  refuse: (code: number, isOld: boolean) => Behaviour,
): Guarded {
  let current = password
  let failures = 0
  return {
    behaviour(request, ...rest) {
      const judgement = judge(request, current)
      if (judgement === 'wrong') failures += 1
      if (judgement !== 'nobody' && judgement !== 'old' && failures >= locksAfter) return refuse(-527, false)(request, ...rest)
      if (judgement === 'right') {
        failures = 0
        return inside(request, ...rest)
      }
      refuse(-508, judgement === 'old')(request, ...rest)
    },
    setPassword: (next) => (current = next),
    failures: () => failures,
  }
}

/** HTTP Digest, checked here by hand, not by the code under test. */
export function digest(inside: Behaviour, options: GuardOptions = {}): Guarded {
  const { user = 'admin', algorithm = 'MD5', nonceUses = Infinity, saysStale = true } = options
  const uses = new Map<string, Set<string>>()
  const hash = (part: string) =>
    createHash(algorithm === 'SHA-256' ? 'sha256' : 'md5')
      .update(part)
      .digest('hex')
  return guarded(
    inside,
    options,
    ({ authorization, target }, password) => {
      if (authorization === undefined) return 'nobody'
      const field = (name: string) => new RegExp(`[ ,]${name}="?([^",]*)"?`).exec(authorization)?.[1] ?? ''
      const used = uses.get(field('nonce'))
      if (!used || used.size >= nonceUses || used.has(field('nc'))) return 'old'
      used.add(field('nc'))
      const plain = hash(`${user}:the site, east "wing":${password}`)
      const a1 = algorithm === 'MD5-sess' ? hash(`${plain}:${field('nonce')}:${field('cnonce')}`) : plain
      const expected = hash(`${a1}:${field('nonce')}:${field('nc')}:${field('cnonce')}:auth:${hash(`GET:${target}`)}`)
      return field('response') === expected && field('username') === user ? 'right' : 'wrong'
    },
    (code, isOld) => {
      const nonce = `nonce-${uses.size + 1}`
      uses.set(nonce, new Set())
      const stale = saysStale === 'never' ? '' : `, stale=${isOld && saysStale}`
      const challenge = `Digest realm="the site, east \\"wing\\"", nonce="${nonce}", qop="auth,auth-int", algorithm=${algorithm}${stale}`
      const body = isOld && saysStale === 'never' ? '' : `Error,return=${code}`
      return text(body, { status: 401, headers: { 'www-authenticate': ['Basic realm="other"', challenge] } })
    },
  )
}

export function basic(inside: Behaviour, options: GuardOptions = {}): Guarded {
  const { user = 'admin' } = options
  return guarded(
    inside,
    options,
    ({ authorization }, password) => {
      if (authorization === undefined) return 'nobody'
      return authorization === `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` ? 'right' : 'wrong'
    },
    (code) => text(`Error,return=${code}`, { status: 401, headers: { 'www-authenticate': 'Basic realm="camera"' } }),
  )
}

/** userName and password as the first two parameters; refused with HTTP 200 unless told otherwise. */
export function inQuery(inside: Behaviour, { status = 200, ...options }: GuardOptions & { readonly status?: number } = {}): Guarded {
  const { user = 'admin' } = options
  return guarded(
    inside,
    options,
    ({ query: [first, second] }, password) => {
      if (first?.[0] !== 'userName' || second?.[0] !== 'password') return 'nobody'
      return first[1] === user && second[1] === password ? 'right' : 'wrong'
    },
    (code) => text(`error, Return=${code}`, { status }),
  )
}
