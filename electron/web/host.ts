import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import type { PageAnswer } from '#node/page/exchange.ts'
import { createPageServer, refusal } from '#node/page/pageServer.ts'
import type { CreateSightline } from '#node/sightlinePort.ts'
import type { Vault } from '#node/vault/vault.ts'
import { createAccess } from './access.ts'
import { serveLine } from './line.ts'
import { sendAnswer, toPageRequest } from './nodeHttp.ts'
import { createPages } from './socket.ts'

/** A plan of 16 channels is some 100 kB; nothing a page says is larger than this. In bytes. */
const longestMessage = 4 * 1024 * 1024

export interface WebHostOptions {
  readonly createSightline: CreateSightline
  readonly version: string
  /** The site folder. */
  readonly folder: string
  /** The built renderer. */
  readonly pageFolder: string
  /** Any free port when 0. */
  readonly port?: number
  readonly adapters?: readonly string[]
  /** 5353 but for tests, which must not hear the devices of others. */
  readonly mdnsPort?: number
  /** Of WS-Discovery: 3702 but for the same tests. */
  readonly wsPort?: number
  /** Where accounts are remembered; in memory unless given. */
  readonly vault?: Vault
}

export interface WebHost {
  /** What to open in a browser, token included. Whoever has it uses the application. */
  readonly url: string
  readonly port: number
  /** Closes every page and stream, then the application. */
  stop(): Promise<void>
}

/** Serves the application to browsers of this machine, and of this machine only. */
export async function startWebHost({ createSightline, pageFolder, port: wanted = 0, ...about }: WebHostOptions): Promise<WebHost> {
  const pages = createPages()
  const access = createAccess()
  const sightline = createSightline({ ...about, host: 'web', emit: pages.emit })
  const servePage = createPageServer({ folder: pageFolder, stream: (request) => sightline.stream(request) })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: longestMessage })
  const doors: Readonly<Record<string, (page: WebSocket) => void>> = {
    '/socket': (page) => pages.serve(page, sightline.handlers),
    '/line': (page) => serveLine(page, (request) => sightline.stream(request)),
  }
  let port = wanted

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    if (access.foreign(incoming, port) === undefined && access.showsToken(incoming)) {
      outgoing.writeHead(303, {
        Location: '/',
        'Set-Cookie': access.sessionCookie(port),
        'Referrer-Policy': 'no-referrer',
        'Cache-Control': 'no-store',
      })
      outgoing.end()
      return
    }
    const refused = access.refused(incoming, port)
    sendAnswer(refused === undefined ? await servePage(toPageRequest(incoming, outgoing)) : forbidden(refused), outgoing)
  }

  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => {
      if (outgoing.headersSent) outgoing.destroy()
      else outgoing.writeHead(500).end()
    })
  })
  server.on('connection', (socket) => socket.setNoDelay(true))
  server.on('upgrade', (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const serve = doors[incoming.url ?? '']
    const refused = access.refused(incoming, port) ?? (serve ? undefined : 'no such socket')
    if (refused !== undefined || !serve) socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    else sockets.handleUpgrade(incoming, socket, head, serve)
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(wanted, '127.0.0.1', resolve)
  })
  port = (server.address() as AddressInfo).port
  await sightline.start().catch((thrown: unknown) => {
    server.close()
    throw thrown
  })

  return {
    url: `http://127.0.0.1:${port}/?token=${access.token}`,
    port,
    async stop() {
      sockets.clients.forEach((page) => page.terminate())
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      await sightline.stop()
    },
  }
}

/** What a person sees who opened the address without its token, or a page elsewhere that tried. */
function forbidden(why: string): PageAnswer {
  return refusal(403, `Refused: ${why}. Open Sightline with the address it printed when it started.\n`)
}
