import { setMaxListeners } from 'node:events'

/** Something that many wait for at a time; Node would warn of a leak from the eleventh on. */
export function createStopper(): AbortController {
  const stopper = new AbortController()
  setMaxListeners(0, stopper.signal)
  return stopper
}

/** Time, handed in so that a test can move it. */
export interface Timers {
  /** ms since the epoch. */
  readonly now: () => number
  /** Does it once, after so many ms, unless it is called off. */
  readonly later: (ms: number, action: () => void) => () => void
}

/** This computer's clock. A timer does not keep the process alive: what is waited for does. */
export const systemTimers: Timers = {
  now: Date.now,
  later: (ms, action) => {
    const timer = setTimeout(action, ms).unref()
    return () => clearTimeout(timer)
  },
}

/** Resolves after so many ms, or as soon as the signal is aborted. */
export function pause(timers: Timers, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const done = () => {
      callOff()
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const callOff = timers.later(ms, done)
    signal?.addEventListener('abort', done, { once: true })
  })
}
