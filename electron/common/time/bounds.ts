/** One look at a clock that shows whole seconds. All in ms since the epoch; `shown` is the instant the shown second begins. */
export interface ClockLook {
  readonly shown: number
  /** This computer's time before the question left. */
  readonly sentAt: number
  /** This computer's time once the answer was there. */
  readonly receivedAt: number
}

/** Between which two values the offset (ms the device is ahead) lies at `at`. */
export interface OffsetBounds {
  readonly low: number
  readonly high: number
  readonly at: number
}

/** How fast a device's clock may run away, ms per ms: 100 ppm, about 9 s a day (ours; a bad crystal in the cold). */
export const driftAllowed = 100e-6

/**
 * What one look proves: at some time between question and answer the device showed that second.
 *
 * Nothing is assumed about how the round trip divides into way out and way back.
 */
export function boundsOf({ shown, sentAt, receivedAt }: ClockLook): OffsetBounds {
  const drift = driftAllowed * (receivedAt - sentAt)
  return { low: shown - receivedAt - drift, high: shown + 1000 - sentAt + drift, at: receivedAt }
}

/** Bounds and a further look together; `undefined` when they contradict each other: the clock was set meanwhile, or one look was false. */
export function narrow(bounds: OffsetBounds, look: ClockLook): OffsetBounds | undefined {
  const drift = driftAllowed * Math.max(0, look.receivedAt - bounds.at)
  const seen = boundsOf(look)
  const [low, high] = [Math.max(bounds.low - drift, seen.low), Math.min(bounds.high + drift, seen.high)]
  return low <= high ? { low, high, at: seen.at } : undefined
}

export function widthOf({ low, high }: OffsetBounds): number {
  return high - low
}

/** The device's next second (ms) whose beginning, wherever it lies within the bounds, comes after `earliest` on this computer. */
export function nextRollover({ high }: OffsetBounds, earliest: number): number {
  return Math.ceil((earliest + high) / 1000) * 1000
}
