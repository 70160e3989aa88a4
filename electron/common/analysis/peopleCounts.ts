import type { peopleCounted } from '../catalog/analysis/counting.ts'
import { daysIn } from '../catalog/time/dateTime.ts'
import type { ValuesOf } from '../schema/infer.ts'

/** What one looks at: a day by its hours, a month by its days, a year by its months. */
export const countPeriods = ['day', 'month', 'year'] as const
export type CountPeriod = (typeof countPeriods)[number]

/** A day of the device's own calendar; of a month or a year the day that stands for it. */
export interface CountDay {
  readonly year: number
  /** [1, 12] */
  readonly month: number
  readonly day: number
}

export interface Count {
  readonly entered: number
  readonly left: number
}

/** One bar of the chart: an hour [0, 23], a day [1, 31] or a month [1, 12]; without a count where the device told none. */
export interface CountRow {
  readonly place: number
  readonly count?: Count
}

type Query = ValuesOf<typeof peopleCounted.args>
type Records = ValuesOf<NonNullable<typeof peopleCounted.answer>>['records']

const queries = { day: 'Hours of a day', month: 'Days of a month', year: 'Months of a year' } as const satisfies Record<
  CountPeriod,
  Query['by']
>

/** What a device is asked. The day goes along for a month and a year, too: the manual's own example has it (line 18192). */
export function countQuery(period: CountPeriod, { year, month, day }: CountDay): Query {
  return { by: queries[period], year, month, day }
}

/** The same for today, from midnight to now. */
export function todayQuery({ year, month, day }: CountDay): Query {
  return { by: 'Today until now', year, month, day }
}

/** All hours, days or months of a period with what the device told of them. Records of another time, or of none, are left out and counted. */
export function countRows(
  period: CountPeriod,
  day: CountDay,
  records: Records,
): { readonly rows: readonly CountRow[]; readonly strange: number } {
  const found = new Map<number, Count>()
  let strange = 0
  for (const { time, entered, left } of records) {
    const place = placeOf(period, day, time)
    if (place === undefined) strange += 1
    else found.set(place, added(found.get(place), { entered, left }))
  }
  const rows = placesOf(period, day).map((place): CountRow => {
    const count = found.get(place)
    return count ? { place, count } : { place }
  })
  return { rows, strange }
}

/** All of some rows; undefined where none has a count. */
export function totalOf(rows: readonly CountRow[]): Count | undefined {
  return rows.reduce<Count | undefined>((sum, { count }) => (count ? added(sum, count) : sum), undefined)
}

/** The period before or after. */
export function stepped(period: CountPeriod, { year, month, day }: CountDay, by: 1 | -1): CountDay {
  if (period === 'day') {
    const date = new Date(Date.UTC(year, month - 1, day + by))
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
  }
  const months = period === 'month' ? year * 12 + month - 1 + by : (year + by) * 12 + month - 1
  const [inYear, inMonth] = [Math.floor(months / 12), (months % 12) + 1]
  return { year: inYear, month: inMonth, day: Math.min(day, daysIn(inYear, inMonth)) }
}

/** The top of an axis for values up to this one, and the steps below it: 1, 2 or 5 of a power of ten, five at the most. */
export function axisFor(most: number): readonly number[] {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)))
  const step = Math.max(1, [0.2, 0.5, 1, 2, 5].map((part) => part * power).find((one) => most / one <= 5) ?? power)
  return Array.from({ length: Math.max(1, Math.ceil(most / step)) + 1 }, (_, index) => index * step)
}

function added(sum: Count | undefined, { entered, left }: Count): Count {
  return { entered: (sum?.entered ?? 0) + entered, left: (sum?.left ?? 0) + left }
}

function placesOf(period: CountPeriod, { year, month }: CountDay): readonly number[] {
  if (period === 'day') return Array.from({ length: 24 }, (_, hour) => hour)
  return Array.from({ length: period === 'month' ? daysIn(year, month) : 12 }, (_, index) => index + 1)
}

/** `2020-05-14 08:05:09`, as printed. */
function placeOf(period: CountPeriod, at: CountDay, time: string): number | undefined {
  const [, year, month, day, hour] = (/^(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):/.exec(time) ?? []).map(Number)
  if (year !== at.year || month === undefined || day === undefined || hour === undefined) return undefined
  if (period === 'year') return month
  if (month !== at.month) return undefined
  if (period === 'month') return day
  return day === at.day ? hour : undefined
}
