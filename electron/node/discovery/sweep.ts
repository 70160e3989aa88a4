import { connect } from 'node:net'
import type { DeviceIdentity, Endpoint } from '#common/device/device.ts'
import { addressesIn, rangeSize } from '#common/discovery/addresses.ts'
import type { SweepRange, SweepState } from '#common/discovery/search.ts'
import type { Asker } from './asker.ts'
import { pause, type Timers } from './timers.ts'

export type SweepProgress = Omit<SweepState, 'id'>

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

/** Addresses that may be asked as fast as connections go. */
const shortSweep = 512

export interface SweepOptions {
  readonly asker: Asker
  readonly timers: Timers
  /** Of connections. Shared by all sweeps: the network is one. */
  readonly pace: Pace
  /** Of addresses, in a long sweep. */
  readonly addressPace: Pace
  /** Connections tried at a time. */
  readonly parallel: number
  readonly connectTimeoutMs: number
  readonly signal: AbortSignal
  readonly onProgress: (state: SweepProgress) => void
  readonly onFound: (identity: DeviceIdentity, endpoint: Endpoint) => void
}

/**
 * Tries every address of a range: first whether anything listens there, then who it is. Never signs in.
 *
 * Resolves when all were tried, or soon after the signal.
 */
export async function sweepRange(range: SweepRange, options: SweepOptions): Promise<SweepProgress> {
  const { asker, timers, pace, addressPace, parallel, connectTimeoutMs, signal, onProgress, onFound } = options
  const total = rangeSize(range)
  const addresses = addressesIn(range)
  const found = new Set<string>()
  const asking = new Set<Promise<void>>()
  let asked = 0

  const state = (): SweepProgress => ({ range, asked, total, perSecond: pace.lastSecond(), found: found.size })

  async function knock(endpoint: Endpoint): Promise<void> {
    await pace.turn(signal)
    if (signal.aborted || !(await listens(endpoint, { timers, timeoutMs: connectTimeoutMs, signal }))) return
    // Somebody is there, and may take its time: the addresses after it need not wait for that.
    asking.add(askWho(endpoint))
  }

  async function askWho(endpoint: Endpoint): Promise<void> {
    const reply = await asker.ask(endpoint)
    if (signal.aborted || !('identity' in reply)) return
    found.add(endpoint.address)
    onFound(reply.identity, endpoint)
  }

  /** An address with its ports at once: of a silent one, each takes the whole time. */
  async function work(): Promise<void> {
    for (const address of addresses) {
      if (total > shortSweep) await addressPace.turn(signal)
      await Promise.all(range.ports.map((port) => knock({ address, port })))
      if (signal.aborted) return
      asked += 1
      onProgress(state())
    }
  }

  onProgress(state())
  const workers = Math.max(1, Math.floor(parallel / range.ports.length))
  await Promise.all(Array.from({ length: Math.min(workers, total) }, work))
  await Promise.all(asking)
  const last: SweepProgress = { ...state(), ended: signal.aborted ? 'cancelled' : 'done' }
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
