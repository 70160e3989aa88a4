import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { httpVideo } from '#common/catalog/stream/live.ts'
import { createAttemptBudget } from '#node/client/budget.ts'
import { createClient } from '#node/client/client.ts'
import { answerOf, forkBench } from '../gatewayProcess.ts'
import type { GatewayStart } from '../preview/gateway.ts'
import { meterLoop } from '../preview/loopMeter.ts'

/** What the process of pipes has used since the last question. */
export interface PipesUse {
  /** ms */
  readonly cpuMs: number
  readonly loopDelayMs: number
}

export interface PipesProcess {
  use(): Promise<PipesUse>
  stop(): void
}

/** The least a gateway could do: bytes of each camera piped to who asks, in one process, read here and thrown away. */
export async function startPipes(bench: string, start: GatewayStart): Promise<PipesProcess> {
  const child = forkBench(bench, 'pipes')
  child.send(start)
  const { port } = await answerOf<{ readonly port: number }>(child)
  const viewers = start.cameras.map((_, index) =>
    get({ host: '127.0.0.1', port, path: `/${index}`, agent: false }, (answer) => answer.on('error', () => undefined).resume()).on(
      'error',
      () => undefined, // cut when the measurement is over
    ),
  )
  return {
    async use() {
      child.send('use')
      return answerOf<PipesUse>(child)
    },
    stop() {
      for (const viewer of viewers) viewer.destroy()
      child.kill()
    },
  }
}

/** The process of pipes itself. */
export function runPipes(): void {
  process.once('message', ({ cameras, account }: GatewayStart) => {
    const clients = cameras.map((camera) => createClient(camera, { budget: createAttemptBudget() }))
    const { signal } = new AbortController() // it ends with the process
    const server = createServer((request, response) => {
      const client = clients[Number(request.url?.slice(1))]
      if (!client) return void response.writeHead(404).end()
      client
        .signIn(account)
        .then(() => client.stream(httpVideo, { channel: 1, stream: 1 }, {}, { signal }))
        .then(({ body }) =>
          Readable.from(body, { objectMode: false })
            .on('error', () => response.destroy())
            .pipe(response),
        )
        .catch(() => response.destroy())
    })
    server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
    const loop = meterLoop()
    let used = process.cpuUsage()
    process.on('message', () => {
      const { user, system } = process.cpuUsage(used)
      process.send?.({ cpuMs: (user + system) / 1000, loopDelayMs: loop.p99() } satisfies PipesUse)
      used = process.cpuUsage()
    })
  })
}
