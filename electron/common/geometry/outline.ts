/** A place on the picture, in the units of its shape: percent of width and height, for outlines. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Where two edges of a shape cross, and which they are: edge `n` goes from corner `n` to the next. */
export interface Crossing extends Point {
  readonly edges: readonly [number, number]
}

/** What an outline may span, in percent. */
const most = 100
/** Digits behind the point that devices keep of a percentage (manual line 23310). */
const usualDigits = 6

/** The first crossing of two edges that do not meet at a corner; undefined for an outline one can walk round. */
export function crossingOf(points: readonly Point[]): Crossing | undefined {
  const count = points.length
  for (let first = 0; first < count; first++)
    for (let second = first + 2; second < count; second++) {
      if (first === 0 && second === count - 1) continue // they meet at the first corner
      const [a, b] = [points[first], points[first + 1]]
      const [c, d] = [points[second], points[(second + 1) % count]]
      const at = a && b && c && d && meeting(a, b, c, d)
      if (at) return { ...at, edges: [first, second] }
    }
  return undefined
}

/** Where two stretches cross between their ends; touching at an end, or lying on one another, is no crossing. */
function meeting(a: Point, b: Point, c: Point, d: Point): Point | undefined {
  const [alongX, alongY] = [b.x - a.x, b.y - a.y]
  const [acrossX, acrossY] = [d.x - c.x, d.y - c.y]
  const turn = alongX * acrossY - alongY * acrossX
  if (turn === 0) return undefined
  const onFirst = ((c.x - a.x) * acrossY - (c.y - a.y) * acrossX) / turn
  const onSecond = ((c.x - a.x) * alongY - (c.y - a.y) * alongX) / turn
  const isInside = onFirst > 0 && onFirst < 1 && onSecond > 0 && onSecond < 1
  return isInside ? { x: a.x + onFirst * alongX, y: a.y + onFirst * alongY } : undefined
}

/** A place moved onto the picture and to the digits a device keeps. */
export function onPicture({ x, y }: Point, digits = usualDigits): Point {
  const kept = (value: number) => Number(Math.min(most, Math.max(0, value)).toFixed(digits))
  return { x: kept(x), y: kept(y) }
}

/** An outline moved as a whole, as far as the picture goes: its shape stays. */
export function shifted(points: readonly Point[], by: Point): readonly Point[] {
  const reach = (axis: 'x' | 'y') => {
    const values = points.map((point) => point[axis])
    return Math.min(most - Math.max(...values), Math.max(-Math.min(...values), by[axis]))
  }
  const [x, y] = [reach('x'), reach('y')]
  return points.map((point) => onPicture({ x: point.x + x, y: point.y + y }))
}

/** With a corner in the middle of the edge that begins at a corner. */
export function withCornerAfter(points: readonly Point[], index: number): readonly Point[] {
  const [a, b] = [points[index], points[(index + 1) % points.length]]
  if (!a || !b) return points
  return [...points.slice(0, index + 1), onPicture({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }), ...points.slice(index + 1)]
}

/** How far apart the farthest corners of two outlines are, in percent of the picture; undefined where one has more corners. */
export function deviation(asked: readonly Point[], stored: readonly Point[]): number | undefined {
  if (asked.length !== stored.length) return undefined
  return Math.max(0, ...asked.map(({ x, y }, index) => Math.hypot(x - (stored[index]?.x ?? x), y - (stored[index]?.y ?? y))))
}

/** Left and right of its own middle exchanged; the picture is not left. */
export function mirrored(points: readonly Point[]): readonly Point[] {
  const xs = points.map(({ x }) => x)
  const sum = Math.min(...xs) + Math.max(...xs)
  return points.map(({ x, y }) => onPicture({ x: sum - x, y })).toReversed()
}

/** The four corners of a box from two opposite ones, from the upper left clockwise. */
export function boxCorners(ends: readonly Point[]): readonly Point[] {
  if (ends.length < 2) return ends
  const [xs, ys] = [ends.map(({ x }) => x), ends.map(({ y }) => y)]
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ]
}

/** The ends of a box with one of its four corners elsewhere; the corner opposite stays. */
export function withBoxCorner(ends: readonly Point[], corner: number, to: Point): readonly Point[] {
  const opposite = boxCorners(ends)[(corner + 2) % 4]
  return opposite ? [opposite, onPicture(to)] : ends
}
