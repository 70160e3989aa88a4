import type { AnyValues } from '#common/schema/infer.ts'
import { weekDays } from '#common/catalog/shared/week.ts'

/** A period of one day, in seconds from midnight. */
export interface Period {
  readonly day: string
  readonly from: number
  readonly to: number
}

export const dayNames: readonly string[] = Object.values(weekDays)

/** s; half hours are painted. */
export const cell = 1800

/** Periods as the shared week of the catalog has them. */
export function periodsOf(items: readonly AnyValues[]): readonly Period[] {
  return items.flatMap(({ day, from, to }) =>
    typeof day === 'string' && typeof from === 'number' && typeof to === 'number' ? [{ day, from, to }] : [],
  )
}

/** True when any part of the time is in a period. */
export function isOn(periods: readonly Period[], day: string, from: number, to: number): boolean {
  return periods.some((period) => period.day === day && period.from < to && period.to > from)
}

/** The periods with a time of a day added or taken away; what touches is joined, days stay in the order of a week. */
export function painted(periods: readonly Period[], day: string, from: number, to: number, on: boolean): readonly Period[] {
  const others = periods.filter((period) => period.day !== day)
  const own = periods.filter((period) => period.day === day)
  const left = own.flatMap((period) => [
    { ...period, to: Math.min(period.to, from) },
    { ...period, from: Math.max(period.from, to) },
  ])
  const pieces = [...left, ...(on ? [{ day, from, to }] : [])].filter((period) => period.from < period.to)
  const joined: Period[] = []
  for (const period of pieces.sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && last.to >= period.from) joined[joined.length - 1] = { ...last, to: Math.max(last.to, period.to) }
    else joined.push(period)
  }
  return [...others, ...joined].sort((a, b) => dayNames.indexOf(a.day) - dayNames.indexOf(b.day) || a.from - b.from)
}
