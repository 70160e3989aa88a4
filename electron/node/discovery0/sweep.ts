import { connect } from 'node:net'
import PQueue from 'p-queue'
import { addressesOf } from './classify.ts'
import type { SweepRange } from '#common/discovery/search.ts'
import type { DeviceIdentity, Endpoint } from '#common/device/device.ts'
import { fail } from '#common/errors/appError.ts'

export interface SweepOptions {
  readonly identify: (endpoint: Endpoint, signal: AbortSignal) => Promise<DeviceIdentity>
  readonly onFound: (identity: DeviceIdentity, endpoint: Endpoint) => void
  /** Called after each address; `asked` counts addresses, not ports. */
  readonly onProgress: (asked: number, total: number, found: number) => void
  readonly signal: AbortSignal
  readonly limits?: Partial<SweepLimits>
}

export interface SweepLimits {
  /** Connections begun a second: visible, bounded, below what switches take for an attack. */
  readonly perSecond: number
  readonly atOnce: number
  readonly connectMs: number
  readonly identifyMs: number
}

export const sweepLimits: SweepLimits = { perSecond: 300, atOnce: 64, connectMs: 400, identifyMs: 3000 }

/**
 * Knocks at every address and port of a range; who opens is asked who it is, without signing in, so no attempt is burnt.
 *
 * @throws AppFailure `invalid` for a range that is none or holds more than 4096 addresses.
 */
export async function sweep(range: SweepRange, { identify, onFound, onProgress, signal, limits = {} }: SweepOptions): Promise<void> {
  const { perSecond, atOnce, connectMs, identifyMs } = { ...sweepLimits, ...limits }
  const addresses =
    addressesOf(range.from, range.to) ?? fail({ kind: 'invalid', issues: [{ path: 'range', problem: 'tooMany', limits: { max: 4096 } }] })
  const queue = new PQueue({ concurrency: atOnce, interval: 100, intervalCap: Math.max(1, Math.round(perSecond / 10)) })
  let asked = 0
  let found = 0

  async function one(address: string): Promise<void> {
    for (const port of range.ports) {
      if (signal.aborted || !(await opens({ address, port }, connectMs, signal))) continue
      try {
        const identity = await identify({ address, port }, AbortSignal.any([signal, AbortSignal.timeout(identifyMs)]))
        found += 1
        onFound(identity, { address, port })
        break
      } catch {
        // Something else listens there; the next port may be a device.
      }
    }
    asked += 1
    onProgress(asked, addresses.length, found)
  }

  signal.addEventListener('abort', () => queue.clear(), { once: true })
  onProgress(0, addresses.length, 0)
  for (const address of addresses) void queue.add(() => one(address))
  await queue.onIdle()
}

function opens({ address, port }: Endpoint, ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: ms, signal })
    const end = (open: boolean) => {
      socket.destroy()
      resolve(open)
    }
    socket.once('connect', () => end(true))
    socket.once('timeout', () => end(false))
    socket.once('error', () => end(false))
  })
}
