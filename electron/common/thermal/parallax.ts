import type { Point } from '../geometry/outline.ts'

/** Two lenses side by side that look the same way, as the second picture sees it. */
export interface Lenses {
  /** m from the first lens to the second, to the right and down. */
  readonly baseline: Point
  /** ° the second lens sees across and down. */
  readonly fieldOfView: Point
}

/** Distances, m. */
export interface Span {
  readonly from: number
  readonly to: number
}

const inRadians = Math.PI / 180

/**
 * How far beside the mark a thing lies on the second picture, in percent of its width and height, when the pictures were aligned for another
 * distance (m).
 *
 * A pinhole's: what is nearer is further to the left of a lens that is further to the right.
 */
export function parallaxAt(lenses: Lenses, alignedFor: number, distance: number): Point {
  const nearness = 1 / distance - 1 / alignedFor
  return { x: -perNearness(lenses, 'x') * nearness, y: -perNearness(lenses, 'y') * nearness }
}

/** The distances at which both pictures lie over each other within so many percent of width and height. */
export function alignedWithin(lenses: Lenses, alignedFor: number, percent: number): Span {
  const most = Math.max(Math.abs(perNearness(lenses, 'x')), Math.abs(perNearness(lenses, 'y')))
  if (most === 0) return { from: 0, to: Infinity }
  const [far, near] = [1 / alignedFor - percent / most, 1 / alignedFor + percent / most]
  return { from: 1 / near, to: far > 0 ? 1 / far : Infinity }
}

/** Percent of the second picture, times metres. */
function perNearness({ baseline, fieldOfView }: Lenses, axis: 'x' | 'y'): number {
  return (baseline[axis] / (2 * Math.tan((fieldOfView[axis] / 2) * inRadians))) * 100
}
