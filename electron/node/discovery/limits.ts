/** How hard the network is asked. The numbers are ours unless a source is named. */
export interface Limits {
  /** Connections a sweep may begin in a second; shown while it runs. */
  readonly sweepPerSecond: number
  /**
   * Addresses a long sweep may begin in a second. Linux keeps 1024 neighbours, and one that does not answer for 3 s (gc_thresh3 and
   * mcast_solicit of its defaults): a faster sweep of a flat network would lose devices.
   */
  readonly addressesPerSecond: number
  /** Connections under way at a time: as many as begin within the time until an address counts as silent. */
  readonly sweepParallel: number
  /** ms until an address counts as silent; a device in the same building answers in a few. */
  readonly connectTimeoutMs: number
  /** Identity questions under way at a time: 200 devices that lose power together are known to be gone within a minute. */
  readonly asksParallel: number
  readonly askTimeoutMs: number
  /** ms from one look at a known device to the next. */
  readonly lookEveryMs: number
  /** ms from a look without an answer to the next. */
  readonly lookAgainMs: number
  /** ms after which a device whose place another has taken, or whose announcement is not heard any more, is gone. */
  readonly goneAfterMs: number
}

/** Asking every 15 s and giving up after 45 s are the figures of a big vendor's finder. */
export const defaultLimits: Limits = {
  sweepPerSecond: 1500,
  addressesPerSecond: 300,
  sweepParallel: 640,
  connectTimeoutMs: 400,
  asksParallel: 64,
  askTimeoutMs: 3000,
  lookEveryMs: 15_000,
  lookAgainMs: 5000,
  goneAfterMs: 45_000,
}
