/** When pictures were taken, on this computer's clock. */
export interface MediaClock {
  /** ms: the arrival itself where there is no timestamp. */
  arrivalMs(nowMs: number, timestamp?: number): number
}

/** ms a camera's clock may part from arrivals before it is not believed any more: more than a network's jitter. Ours. */
const mostApartMs = 1000

/**
 * Timestamps (90 kHz) say more evenly than arrivals when pictures were taken, but a camera's clock may jump or run at another
 * speed: it is laid beside the arrivals, and anew where the two have parted.
 */
export function createMediaClock(): MediaClock {
  let ahead: number | undefined
  return {
    arrivalMs(nowMs, timestamp) {
      if (timestamp === undefined) return nowMs
      const mediaMs = timestamp / 90
      if (ahead === undefined || Math.abs(mediaMs + ahead - nowMs) > mostApartMs) ahead = nowMs - mediaMs
      return mediaMs + ahead
    },
  }
}
