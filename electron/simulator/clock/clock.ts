/** Where time comes from: a test hands in one that it moves by hand. */
export interface Clock {
  /** ms since the epoch. */
  now(): number
  /** Runs the action once after so many ms; the answer calls it off. */
  later(ms: number, action: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  later: (ms, action) => {
    const timer = setTimeout(action, ms)
    return () => clearTimeout(timer)
  },
}
