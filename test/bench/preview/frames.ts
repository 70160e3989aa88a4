import type { ShownFrame } from '../page/main.ts'

export interface Figures {
  /** ms from the moment a picture was due at the camera to its display. */
  readonly p50: number
  readonly p95: number
  /** Gaps without a new picture over 200 ms. */
  readonly stalls: number
  /** Part of the pictures that were due and never shown, %. */
  readonly missed: number
  readonly shown: number
}

const stallMs = 200

/**
 * The figures of a run. A counter wraps after `length` pictures; the newest picture it can mean is meant.
 *
 * The page is called once for each of its own renderings and so does not see every picture that was shown; how many were is the
 * browser's count of those it handed to the screen. Delays and stalls are of the pictures the page saw.
 */
export function figuresOf(
  frames: readonly ShownFrame[],
  { length, frameMs }: { readonly length: number; readonly frameMs: number },
): Figures {
  const placed = frames.map(({ counter, presented, shownAt }) => {
    const newest = Math.floor(shownAt / frameMs)
    const number = newest - ((((newest - counter) % length) + length) % length)
    return { number, presented, shownAt, delay: shownAt - number * frameMs }
  })
  const fresh = placed.filter((frame, index) => index === 0 || frame.number > (placed[index - 1]?.number ?? -1))
  const delays = fresh.map((frame) => frame.delay).sort((a, b) => a - b)
  const [first, last] = [fresh[0], fresh.at(-1)]
  const due = first && last ? last.number - first.number + 1 : 0
  const shown = first && last ? last.presented - first.presented + 1 : 0
  const at = (part: number) => delays[Math.min(delays.length - 1, Math.floor(delays.length * part))] ?? Number.NaN
  return {
    p50: at(0.5),
    p95: at(0.95),
    stalls: fresh.filter((frame, index) => index > 0 && frame.shownAt - (fresh[index - 1]?.shownAt ?? 0) > stallMs).length,
    missed: due === 0 ? 100 : (100 * Math.max(0, due - shown)) / due,
    shown,
  }
}
