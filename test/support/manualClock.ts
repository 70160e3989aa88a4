import type { Clock } from '#simulator/clock/clock.ts'

export interface ManualClock extends Clock {
  /** Lets time pass; what falls due on the way is run at its moment. */
  readonly advance: (ms: number) => void
  /** How many actions wait for their moment. */
  readonly pending: () => number
}

/** A clock that only a test moves. Starts on 2026-03-10 12:00:00 UTC, a Tuesday, unless told otherwise. */
export function createManualClock(start = Date.UTC(2026, 2, 10, 12)): ManualClock {
  let now = start
  const waiting = new Set<{ readonly at: number; readonly action: () => void }>()
  return {
    now: () => now,
    later: (ms, action) => {
      const entry = { at: now + ms, action }
      waiting.add(entry)
      return () => void waiting.delete(entry)
    },
    pending: () => waiting.size,
    advance: (ms) => {
      const until = now + ms
      for (;;) {
        const [next] = [...waiting].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)
        if (next === undefined) break
        waiting.delete(next)
        now = next.at
        next.action()
      }
      now = until
    },
  }
}
