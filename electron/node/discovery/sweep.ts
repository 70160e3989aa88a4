import { connect } from 'node:net'
import type { DeviceIdentity, Endpoint } from '#common/device/device.ts'
import { addressesIn, rangeSize } from '#common/discovery/addresses.ts'
import type { SearchState, SweepRange } from '#common/discovery/search.ts'
import type { Asker } from './asker.ts'
import { pause, type Timers } from './timers.ts'

export type SweepState = SearchState['sweeps'][number]

/** Lets so many through in a second, evenly, and tells how many it let through in the last one. */
export interface Pace {
  turn(signal: AbortSignal): Promise<void>
  lastSecond(): number
}

export function createPace(perSecond: number, timers: Timers): Pace {
  let nextAt = 0
  let turns: number[] = []
  return {
    async turn(signal) {
      const at = Math.max(timers.now(), nextAt)
      nextAt = at + 1000 / perSecond
      if (at > timers.now()) await pause(timers, at - timers.now(), signal)
      if (!signal.aborted) turns.push(timers.now())
    },
    lastSecond() {
      const since = timers.now() - 1000
      turns = turns.filter((at) => at > since)
      return turns.length
    },
  }
}

export interface SweepOptions {
  readonly asker: Asker
  readonly timers: Timers
  /** Shared by all sweeps: the network is one. */
  readonly pace: Pace
  /** Addresses tried at a time. */
  readonly parallel: number
  readonly connectTimeoutMs: number
  readonly signal: AbortSignal
  readonly onProgress: (state: SweepState) => void
  readonly onFound: (identity: DeviceIdentity, endpoint: Endpoint) => void
}

/**
 * Tries every address of a range: first whether anything listens there, then who it is. Never signs in.
 *
 * Resolves when all were tried, or soon after the signal.
 */
export async function sweepRange(range: SweepRange, options: SweepOptions): Promise<SweepState> {
  const { asker, timers, pace, parallel, connectTimeoutMs, signal, onProgress, onFound } = options
  const total = rangeSize(range)
  const addresses = addressesIn(range)
  const found = new Set<string>()
  let asked = 0

  const state = (): SweepState => ({ range, asked, total, perSecond: pace.lastSecond(), found: found.size })

  async function tryPort(endpoint: Endpoint): Promise<void> {
    await pace.turn(signal)
    if (signal.aborted || !(await listens(endpoint, { timers, timeoutMs: connectTimeoutMs, signal }))) return
    const reply = await asker.ask(endpoint)
    if (signal.aborted || !('identity' in reply)) return
    found.add(endpoint.address)
    onFound(reply.identity, endpoint)
  }

  async function work(): Promise<void> {
    for (const address of addresses) {
      for (const port of range.ports) await tryPort({ address, port })
      if (signal.aborted) return
      asked += 1
      onProgress(state())
    }
  }

  onProgress(state())
  await Promise.all(Array.from({ length: Math.min(parallel, total) }, work))
  const last: SweepState = { ...state(), ended: signal.aborted ? 'cancelled' : 'done' }
  onProgress(last)
  return last
}

interface Knock {
  readonly timers: Timers
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** True when a TCP connection comes about in time; it is closed at once. */
function listens({ address, port }: Endpoint, { timers, timeoutMs, signal }: Knock): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port })
    const end = (answer: boolean) => {
      callOff()
      signal.removeEventListener('abort', stop)
      socket.destroy()
      resolve(answer)
    }
    const stop = () => end(false)
    const callOff = timers.later(timeoutMs, stop)
    signal.addEventListener('abort', stop, { once: true })
    socket.once('connect', () => end(true))
    socket.once('error', stop)
  })
}
