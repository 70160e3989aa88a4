/** One caught rollover: the moment at which the device's second changed, and how far it may be off. */
export interface Rollover {
  readonly offsetSeconds: number
  readonly uncertaintySeconds: number
}

/** How far a device's clock is from this computer's. */
export interface ClockMeasurement {
  /** s the device is ahead; negative when it lags. */
  readonly offsetSeconds: number
  /** ±s, from the spacing of the questions and half the round trip. */
  readonly uncertaintySeconds: number
  readonly rollovers: readonly Rollover[]
  /** ms, median. */
  readonly roundTripMs: number
  /** ms since the epoch, of this computer. */
  readonly measuredAt: number
  /** The device's zone as used: shift from UTC in minutes at that moment, and the id it keeps. */
  readonly zoneShiftMinutes: number
  readonly zone: number
  /** Set when that id is none we know: the clock is then measured as if it were in this computer's zone. */
  readonly zoneUnknown?: true
}
