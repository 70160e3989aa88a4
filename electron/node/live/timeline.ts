import { timescale } from './boxes.ts'

/** Decode times of one session: a clock that only goes forward, whatever the camera's or the network's does. */
export interface Timeline {
  /** Decode time and duration, in ticks, of the picture that arrived at `arrivalMs`. Nothing waits for its successor. */
  place(arrivalMs: number): { readonly decodeTime: number; readonly duration: number }
  /** Frames a second, smoothed. */
  rate(): number
}

const slowestMs = 1000
const smoothing = 0.05
const correction = 0.05

/**
 * Multipart carries no timestamps, so durations are predicted: the smoothed spacing of arrivals, pulled by 5 % of the phase
 * error. A gap over 1 s, or arrivals going back, is a jump: the clock is anchored anew and goes on without a hole.
 */
export function createTimeline(expectedRate = 25): Timeline {
  let spacingMs = 1000 / expectedRate
  let last: number | undefined
  let next = 0
  let anchor: { readonly arrivalMs: number; readonly ticks: number } | undefined

  return {
    place(arrivalMs) {
      const delta = last === undefined ? spacingMs : arrivalMs - last
      last = arrivalMs
      const jumped = delta < 0 || delta > slowestMs
      if (!jumped) spacingMs += (delta - spacingMs) * smoothing
      if (jumped || !anchor) anchor = { arrivalMs, ticks: next }
      const due = anchor.ticks + ticks(arrivalMs - anchor.arrivalMs)
      const wanted = ticks(spacingMs) + (due - next) * correction
      const duration = Math.round(Math.min(Math.max(wanted, ticks(spacingMs) / 2), ticks(spacingMs) * 2))
      const decodeTime = next
      next += duration
      return { decodeTime, duration }
    },
    rate: () => 1000 / spacingMs,
  }
}

function ticks(ms: number): number {
  return (ms / 1000) * timescale
}
