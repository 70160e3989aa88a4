import { type ChildProcess, fork } from 'node:child_process'
import type { GatewayAnswer, GatewayStart, GatewayUse } from './preview/gateway.ts'

/** Tells a forked copy of a bench what it is. */
export const role = 'SIGHTLINE_BENCH_ROLE'

export interface GatewayProcess {
  readonly port: number
  readonly viewings: readonly string[]
  /** What it used since the last question. */
  use(): Promise<GatewayUse>
  stop(): void
}

/** The same program again, in another role; its answers come one for each message. */
export function forkBench(bench: string, as: string): ChildProcess {
  return fork(process.argv[1] ?? '', [bench], {
    env: { ...process.env, [role]: as },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

export function answerOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a process of the bench ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message as T)
    })
  })
}

/** The gateway in a process of its own, so that its CPU and memory can be told from the camera's. */
export async function startGateway(bench: string, start: GatewayStart): Promise<GatewayProcess> {
  const child = forkBench(bench, 'gateway')
  child.send(start)
  const opened = await answerOf<GatewayAnswer>(child)
  if (!('port' in opened)) throw new Error('the gateway did not start')
  return {
    ...opened,
    async use() {
      child.send('use')
      return answerOf<GatewayUse>(child)
    },
    stop: () => child.kill(),
  }
}
