import type { Point } from '#common/geometry/outline.ts'
import type { Drawn } from './drawn.ts'

/** px: how far an arrow reaches from its line, and where the names of the sides stand. */
const [reach, head, beside] = [26, 8, 38]

/** Arrows over a line and the names of its sides, in px: A at its left, looking from its start to its end, B at its right. */
export function wayOver([start, end]: readonly Point[], counts: NonNullable<Drawn['counts']>) {
  if (!start || !end) return undefined
  const [dx, dy] = [end.x - start.x, end.y - start.y]
  const length = Math.hypot(dx, dy) || 1
  const [along, right] = [
    { x: dx / length, y: dy / length },
    { x: -dy / length, y: dx / length },
  ]
  const at = (across: number, on = 0): Point => ({
    x: (start.x + end.x) / 2 + right.x * across + along.x * on,
    y: (start.y + end.y) / 2 + right.y * across + along.y * on,
  })
  const text = (points: readonly Point[]) => points.map(({ x, y }) => `${x},${y}`).join(' ')
  const arrow = (to: 1 | -1) => {
    const tip = at(to * reach)
    return text([at(0), tip, at(to * (reach - head), -head * 0.7), tip, at(to * (reach - head), head * 0.7)])
  }
  return {
    arrows: [...(counts === 'reverse' ? [] : [arrow(1)]), ...(counts === 'forward' ? [] : [arrow(-1)])],
    sides: [
      { name: 'A', ...at(-beside) },
      { name: 'B', ...at(beside) },
    ],
  }
}
