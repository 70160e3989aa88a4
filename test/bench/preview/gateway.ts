import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { join, normalize } from 'node:path'
import { createAttemptBudget } from '#node/client/budget.ts'
import { createClient } from '#node/client/client.ts'
import { createLive, type Live } from '#node/live/live.ts'
import type { PageAnswer } from '#node/page/exchange.ts'
import { sendAnswer, toPageRequest } from '#web/nodeHttp.ts'
import { httpVideo, snapshot } from '#common/catalog/stream/live.ts'
import type { Endpoint } from '#common/device/device.ts'
import { fail } from '#common/errors/appError.ts'
import { meterLoop } from './loopMeter.ts'

/** What the bench tells its gateway. */
export interface GatewayStart {
  /** A viewing is opened for each. */
  readonly cameras: readonly Endpoint[]
  readonly account: { readonly user: string; readonly password: string }
  readonly page: string
}

/** What a gateway has used since the last question. */
export interface GatewayUse {
  /** ms */
  readonly cpuMs: number
  /** How much later than due its event loop came to a timer: the 99th of a hundred, ms. */
  readonly loopDelayMs: number
}

/** What the gateway answers: where it listens, then its use each time it is asked. */
export type GatewayAnswer = { readonly port: number; readonly viewings: readonly string[] } | GatewayUse

/** The application's own client and live gateway in a process of their own, so that their CPU can be told from the camera's. */
export function runGateway(): void {
  process.once('message', (start: GatewayStart) => void serve(start))
}

async function serve({ cameras, account, page }: GatewayStart): Promise<void> {
  const clients = await Promise.all(
    cameras.map(async (camera) => {
      const client = createClient(camera, { budget: createAttemptBudget() })
      await client.signIn(account)
      return client
    }),
  )
  const clientOf = (device: string) => clients[Number(device)] ?? fail({ kind: 'bug', message: `no camera ${device}` })
  const live = createLive(
    {
      openStream: ({ deviceId, channel, stream }, signal) => clientOf(deviceId).stream(httpVideo, { channel, stream }, {}, { signal }),
      takeSnapshot: ({ deviceId, channel }, signal) => clientOf(deviceId).bytes(snapshot, { channel }, { quality: 5 }, { signal }),
    },
    { onChanged: () => undefined },
  )
  const { port } = await servePreview(live, page)
  const viewings = cameras.map((_, index) => live.open(String(index), { channel: 1, stream: 1 }).viewing)
  const loop = meterLoop()
  let used = process.cpuUsage()
  process.on('message', () => {
    const { user, system } = process.cpuUsage(used)
    const loopDelayMs = loop.p99()
    process.send?.({ cpuMs: (user + system) / 1000, loopDelayMs } satisfies GatewayAnswer)
    used = process.cpuUsage()
  })
  process.send?.({ port, viewings } satisfies GatewayAnswer)
}

/** Serves the page's files and the live picture on 127.0.0.1. */
export function servePreview(live: Live, page: string): Promise<{ readonly port: number; close(): void }> {
  const server = createServer((request, response) => {
    const asked = toPageRequest(request, response)
    const answer = asked.path.startsWith('/live/') ? live.handle(asked) : file(page, new URL(asked.path, 'http://page').pathname)
    answer.then((one) => sendAnswer(one, response)).catch(() => response.destroy())
  })
  server.on('connection', (socket) => socket.setNoDelay(true))
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const at = server.address()
      resolve({
        port: typeof at === 'object' && at ? at.port : 0,
        close() {
          server.closeAllConnections()
          server.close()
        },
      })
    })
  })
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  m3u8: 'application/vnd.apple.mpegurl',
  m4s: 'video/mp4',
  mp4: 'video/mp4',
}

async function file(folder: string, path: string): Promise<PageAnswer> {
  const name = normalize(path)
  const type = types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
  return { status: 200, headers: { 'content-type': type }, body: await readFile(join(folder, name)) }
}
