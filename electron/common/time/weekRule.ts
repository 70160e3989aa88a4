import type { TimeZone } from '../catalog/time/timeZone.ts'
import { daysIn } from '../catalog/time/dateTime.ts'

export type Week = NonNullable<TimeZone['beginWeek']>

/** A moment of every year in wall time, as devices keep it: "last Sunday of March, 120 min after midnight". */
export interface WeekRule {
  /** [1, 12] */
  readonly month: number
  readonly week: Week
  /** [0, 6], 0 Sunday; 7, seen on an NVR, is read as Sunday too (our reading). */
  readonly weekday: number
  /** min after 00:00, [0, 1440]; 1440 is the midnight that ends the day. */
  readonly minute: number
}

export const weeks: readonly Week[] = ['first', 'second', 'third', 'fourth', 'last']

/** The rule's moment in a year, as ms since the epoch of a clock that shows UTC. */
export function wallOf({ month, week, weekday, minute }: WeekRule, year: number): number {
  const firstWeekday = new Date(Date.UTC(year, month - 1, 1)).getUTCDay()
  const first = 1 + ((weekday - firstWeekday + 14) % 7)
  const nth = first + 7 * weeks.indexOf(week)
  return Date.UTC(year, month - 1, nth > daysIn(year, month) ? nth - 7 : nth, 0, minute)
}

/** Every rule that names this wall time; a midnight is also the end of the day before. */
export function rulesFor(wallMs: number): readonly WeekRule[] {
  const minute = Math.round((wallMs % 86_400_000) / 60_000)
  const same = onDay(wallMs, minute)
  return minute === 0 ? [...same, ...onDay(wallMs - 86_400_000, 1440)] : same
}

function onDay(wallMs: number, minute: number): readonly WeekRule[] {
  const date = new Date(wallMs)
  const [day, month, weekday] = [date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCDay()]
  const isLast = day + 7 > daysIn(date.getUTCFullYear(), month)
  const nth = weeks[Math.ceil(day / 7) - 1]
  const fitting: readonly Week[] = [...(isLast ? (['last'] as const) : []), ...(nth === undefined || nth === 'last' ? [] : [nth])]
  return fitting.map((week) => ({ month, week, weekday, minute }))
}
