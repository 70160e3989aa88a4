import type { Box, Point } from '../scene/ground.ts'

/** True inside a closed outline of three corners or more. */
export function isInside(outline: readonly Point[], { x, y }: Point): boolean {
  if (outline.length < 3) return false
  let inside = false
  for (const [index, a] of outline.entries()) {
    const b = outline[(index + 1) % outline.length] ?? a
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside
  }
  return inside
}

/** A line from its start to its end. */
export interface Line {
  readonly start: Point
  readonly end: Point
}

/**
 * How a step crosses a line: `Forward` from its left to its right, as one looks from start to end; `undefined` when it does not.
 *
 * The manual says 1 is reverse and 2 forward (line 14747), not to which side; that is ours.
 */
export function crossing({ start, end }: Line, from: Point, to: Point): 'Forward' | 'Reverse' | undefined {
  const [before, after] = [sideOf(start, end, from), sideOf(start, end, to)]
  if (before > 0 === after > 0 || sideOf(from, to, start) > 0 === sideOf(from, to, end) > 0) return undefined
  return after > 0 ? 'Forward' : 'Reverse'
}

/** Above 0 to the right of a line, whose picture's y grows downwards. */
function sideOf(start: Point, end: Point, { x, y }: Point): number {
  return (end.x - start.x) * (y - start.y) - (end.y - start.y) * (x - start.x)
}

export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height
}
