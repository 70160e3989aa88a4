import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises'
import { request, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { startWebHost, type WebHost } from '#web/host.ts'
import { fakeSightline, type FakeSightline } from './fakeSightline.ts'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

export interface TriedHost {
  readonly host: WebHost
  readonly sightline: FakeSightline
  readonly origin: string
  /** The session cookie a browser gets for the printed address. */
  readonly cookie: string
  /** Asks over a real socket, with whatever headers a test wants to lie with. */
  ask(path: string, headers?: Readonly<Record<string, string>>, method?: string): Promise<Answer>
  /** A WebSocket as our page opens it. */
  connect(headers?: Readonly<Record<string, string>>): WebSocket
  stop(): Promise<void>
}

/** A web host on a free port over a page of three files and an application that repeats what it is asked. */
export async function startTriedHost(): Promise<TriedHost> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-page-'))
  await mkdir(join(folder, 'page', 'assets'), { recursive: true })
  await writeFile(join(folder, 'page', 'index.html'), '<meta property="csp-nonce" nonce="SIGHTLINE_NONCE"><div id="app"></div>')
  await writeFile(join(folder, 'page', 'assets', 'index-1.js'), 'export {}')
  await writeFile(join(folder, 'secret.js'), 'not for the page')

  const sightline = fakeSightline()
  const host = await startWebHost({ createSightline: sightline.create, version: '0', folder, pageFolder: join(folder, 'page') })
  const origin = `http://127.0.0.1:${host.port}`

  function ask(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asking = request({ host: '127.0.0.1', port: host.port, path, headers, method, agent: false }, (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
      })
      asking.on('error', reject).end()
    })
  }

  const { headers } = await ask(new URL(host.url).pathname + new URL(host.url).search)
  const cookie = (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? ''

  return {
    host,
    sightline,
    origin,
    cookie,
    ask,
    connect: (more = {}) => new WebSocket(`ws://127.0.0.1:${host.port}/socket`, { headers: { origin, cookie, ...more } }),
    async stop() {
      await host.stop()
      await rm(folder, { recursive: true })
    },
  }
}
