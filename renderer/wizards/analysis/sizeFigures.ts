import { type SizeLimit, sizeLimits, withSizeLimit } from '#common/analysis/sizes.ts'
import type { Point } from '#common/geometry/outline.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import type { Rule } from './machine.ts'
import type { RuleFigure } from './useRuleFigures.ts'

/** Where boxes of sizes stand, by the id of their figure: the middle of their lower edge, percent. */
export type Spots = Readonly<Record<string, Point>>

/** Part of the picture's width over which boxes nobody has moved yet stand in a row, and how far down, percent. */
const [rowFrom, rowTo, rowAt] = [25, 75, 70]

/** The limits of size of a rule as boxes on the picture, each where a person left it. */
export function sizeFigures({ id: rule, setting, had, draft, picture }: Rule, spots: Spots): readonly RuleFigure[] {
  const before = new Map(sizeLimits(setting.fields, had, picture).map((limit) => [limit.id, limit]))
  return sizeLimits(setting.fields, draft, picture).map((limit, index, all): RuleFigure => {
    const id = `${rule} size ${limit.id}`
    const spot = spots[id] ?? { x: rowFrom + ((rowTo - rowFrom) * (index + 0.5)) / all.length, y: rowAt }
    const old = before.get(limit.id)
    const ends = { shape: 'box', min: 2, max: 2, points: endsOf(limit, spot) } as const
    return {
      ...ends,
      id,
      label: limit.label,
      shape: 'size',
      stored: old ? endsOf(old, spot, limit.height) : [],
      rule,
      figure: { ...ends, id: limit.id },
      number: index + 1,
    }
  })
}

/** The values with a box of another size; undefined where only its place is another. */
export function resized({ setting, draft, picture }: Rule, limit: string, points: readonly Point[]): AnyValues | undefined {
  const [width, height] = [extent(points, 'x'), extent(points, 'y')]
  const next = withSizeLimit(setting.fields, draft, limit, { width, height }, picture)
  const isSame = Object.entries(next).every(([name, value]) => draft[name] === value)
  return isSame ? undefined : next
}

/** The middle of the lower edge of a box. */
export function footOf(points: readonly Point[]): Point {
  const xs = points.map(({ x }) => x)
  return { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: Math.max(...points.map(({ y }) => y)) }
}

/** Two corners of a box that stands on a spot, moved onto the picture as far as it fits there; `tall` is what stands beside it. */
function endsOf({ width, height }: Pick<SizeLimit, 'width' | 'height'>, { x, y }: Point, tall = height): readonly Point[] {
  const left = Math.max(0, Math.min(x - width / 2, 100 - width))
  const foot = Math.min(100, Math.max(y, tall))
  return [
    { x: left, y: foot - height },
    { x: left + width, y: foot },
  ]
}

function extent(points: readonly Point[], axis: 'x' | 'y'): number {
  const values = points.map((point) => point[axis])
  return Math.max(...values) - Math.min(...values)
}
