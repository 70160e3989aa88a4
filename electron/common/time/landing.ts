/** When to send a time so that it lands on its second. ms since the epoch. */
export interface Landing {
  /** The whole second the device is told. */
  readonly second: number
  readonly sendAt: number
}

/** Time to get ready in, ms (ours): longer than a timer is late on a busy laptop. */
const readyMs = 50

/** The next whole second that can still be met, when half the round trip is the way out. */
export function planWrite(nowMs: number, roundTripMs: number): Landing {
  const wayOut = Math.max(0, roundTripMs) / 2
  const second = Math.ceil((nowMs + readyMs + wayOut) / 1000) * 1000
  return { second, sendAt: second - wayOut }
}
