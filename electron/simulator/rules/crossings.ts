import type { doubleTripwire, tripwire } from '#common/catalog/analysis/tripwire.ts'
import type { areaEntered } from '#common/catalog/analysis/area.ts'
import type { peopleCounting } from '#common/catalog/analysis/counting.ts'
import type { ValuesOf } from '#common/schema/infer.ts'
import { type Episode, type Film, whenever } from './film.ts'
import { crossing, isInside, type Line } from './geometry.ts'
import { isTarget } from './targets.ts'

/** s an alarm of what happens in a moment goes on. Ours. */
const lasting = 1

/** Whoever crosses a line of the rule in its direction; without one, in either. */
export function tripwireCrossed(rule: ValuesOf<typeof tripwire.fields>, film: Film): readonly Episode[] {
  const crossed = rule.regions.flatMap((region) => {
    const line = lineOf(region)
    const wanted = { ...without(rule), ...without(region) }
    const direction = region.bidirectional === true ? undefined : region.direction
    return line === undefined
      ? []
      : whenever(film, (before, after) => {
          const way = isTarget(after, wanted) ? crossing(line, before.foot, after.foot) : undefined
          return direction === undefined || way === direction ? way : undefined
        })
  })
  return momentary(crossed)
}

/** Whoever crosses the first line and then, in time, the second. */
export function doubleTripwireCrossed(rule: ValuesOf<typeof doubleTripwire.fields>, film: Film): readonly Episode[] {
  const crossed = rule.regions.flatMap((region) => {
    const first = lineOf(region)
    const second = lineOf({ startX: region.startX2, startY: region.startY2, endX: region.endX2, endY: region.endY2 })
    if (first === undefined || second === undefined) return []
    const over = (line: Line, direction: string | undefined) =>
      whenever(film, (before, after) => {
        const way = isTarget(after, region) ? crossing(line, before.foot, after.foot) : undefined
        return direction === undefined || way === direction ? way : undefined
      })
    const begun = over(first, region.direction)
    return over(second, region.direction2).filter(({ id, at }) =>
      begun.some((one) => one.id === id && one.at <= at && at - one.at <= (region.interval ?? Infinity)),
    )
  })
  return momentary(crossed)
}

/** Whoever comes into a region, or goes out of one: both rules have the same fields. */
export function areaCrossed(rule: ValuesOf<typeof areaEntered.fields>, film: Film, way: 'in' | 'out'): readonly Episode[] {
  const crossed = rule.regions.flatMap((region) =>
    whenever(film, (before, after) => {
      const [was, is] = [before, after].map(({ foot }) => isInside(region.outline, foot))
      return was !== is && is === (way === 'in') && isTarget(after, { ...without(rule), ...without(region) }) ? way : undefined
    }),
  )
  return momentary(crossed)
}

/** When people cross a line of the rule in one loop, and which way: forward is in, in reverse is out. */
export function crossed(
  rule: Pick<ValuesOf<typeof peopleCounting.fields>, keyof Ends | 'regions'>,
  film: Film,
): readonly { readonly at: number; readonly what: 'Forward' | 'Reverse' }[] {
  return [rule, ...(rule.regions ?? [])].flatMap((region) => {
    const line = lineOf(region)
    return line === undefined
      ? []
      : whenever(film, (before, after) => (isTarget(after, {}, ['person']) ? crossing(line, before.foot, after.foot) : undefined))
  })
}

interface Ends {
  readonly startX?: number | undefined
  readonly startY?: number | undefined
  readonly endX?: number | undefined
  readonly endY?: number | undefined
}

function lineOf({ startX, startY, endX, endY }: Ends): Line | undefined {
  if (startX === undefined || startY === undefined || endX === undefined || endY === undefined) return undefined
  return { start: { x: startX, y: startY }, end: { x: endX, y: endY } }
}

/** One alarm a crossing: the next ends the one before. */
function momentary(crossed: readonly { readonly at: number }[]): readonly Episode[] {
  const moments = [...new Set(crossed.map(({ at }) => at))].sort((a, b) => a - b)
  return moments.map((from, index) => ({ from, to: Math.min(from + lasting, moments[index + 1] ?? Infinity) }))
}

/** Without what is not said, so that it does not hide what is said for all regions. */
function without<T extends object>(said: T): T {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as T
}
