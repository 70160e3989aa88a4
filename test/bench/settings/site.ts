import { profiles } from '#simulator/profiles.ts'
import { startVirtualDevice } from '#test/support/virtualDevice.ts'
import type { Endpoint } from '#common/device/device.ts'
import { answerOf, forkBench } from '../gatewayProcess.ts'

export interface SiteTask {
  readonly devices: number
  /** Addresses begin after this network, `127.51.0`. */
  readonly network: string
  readonly signIn: 'digest' | 'query'
  /** ms from a request to its answer. */
  readonly roundTripMs: number
}

/** Cameras of one kind that answer late, in a process of their own. */
export async function startCameras(bench: string, task: SiteTask): Promise<{ readonly endpoints: readonly Endpoint[]; stop(): void }> {
  const child = forkBench(bench, 'site')
  child.send(task)
  return { endpoints: await answerOf<readonly Endpoint[]>(child), stop: () => child.kill() }
}

/** Plays them. */
export function runCameras(): void {
  process.once('message', (task: SiteTask) => void play(task))
}

async function play({ devices, network, signIn, roundTripMs }: SiteTask): Promise<void> {
  const started = await Promise.all(
    Array.from({ length: devices }, (_, at) => {
      const number = String(at + 1).padStart(2, '0')
      return startVirtualDevice({
        profile: { ...profiles.ipc, signIn },
        identity: { deviceId: String(500_000 + at), mac: macOf(at), instance: `Camera ${number}` },
        endpoint: { address: `${network}.${at + 1}`, port: 8080 },
        quirks: [`slow:${roundTripMs}`],
      })
    }),
  )
  process.send?.(started.map(({ endpoint }) => endpoint))
}

function macOf(at: number): string {
  return `00:1C:27:51:00:${at.toString(16).padStart(2, '0').toUpperCase()}`
}
