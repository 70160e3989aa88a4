import type { Timers } from '#node/discovery/timers.ts'

/** Real time, so many times faster: for tests over real sockets of what takes a minute. */
export function fastTimers(times: number): Timers {
  const start = Date.now()
  return {
    now: () => start + (Date.now() - start) * times,
    later: (ms, action) => {
      const timer = setTimeout(action, ms / times)
      return () => clearTimeout(timer)
    },
  }
}
