import { peopleCounted, peopleCounting } from '#common/catalog/analysis/counting.ts'
import { timeZone } from '#common/catalog/time/timeZone.ts'
import { type AnyValues, restore, type ValuesOf } from '#common/schema/infer.ts'
import { type Civil, fromCivil, toCivil } from '../clock/civil.ts'
import { ruleOf } from '../clock/zones.ts'
import type { Inside } from '../inside.ts'
import { loop } from '../scene/actors.ts'
import { crossed } from './crossings.ts'
import { theFilm } from './film.ts'
import { isArmed } from './rules.ts'

/** A time in which a device counted by one rule: true ms since the epoch, to now where it has no end. */
interface Span {
  readonly rule: AnyValues
  readonly from: number
  readonly to?: number
}

/** Periods of a schedule are whole half hours (manual line 18156). */
const slotMs = 1_800_000
const loopMs = loop * 1000

/** Spans a device remembers. Ours. */
const most = 64

/** People counting was written, on whatever channel: what was counted stays, and from now on the new rule counts. */
export function countAnew(inside: Inside): void {
  for (const channel of inside.profile.channels) {
    const rule = inside.kept(`${peopleCounting.id}/${channel}`)
    const before = spansOf(inside, channel)
    const last = before.at(-1)
    const goesOn = last !== undefined && last.to === undefined
    if (goesOn && JSON.stringify(last.rule) === JSON.stringify(rule)) continue
    const now = inside.nowMs()
    const ended = before.map((span) => (span.to === undefined ? { ...span, to: now } : span))
    const begun = rule['enabled'] === true ? [{ rule, from: now }] : []
    keepSpans(inside, channel, [...ended, ...begun].slice(-most))
  }
}

/** Gives a device a past: it counted by this rule from one true moment to another, ms since the epoch. */
export function haveCounted(inside: Pick<Inside, 'kept' | 'keep'>, channel: number, span: Required<Span>): void {
  keepSpans(inside, channel, [span, ...spansOf(inside, channel)])
}

type Query = ValuesOf<typeof peopleCounted.args>
type Records = ValuesOf<NonNullable<typeof peopleCounted.answer>>['records']

/**
 * What it has counted by hour, day or month, by its own clock; undefined where the query lacks what it needs.
 *
 * Hours, days and months in which it did not count have no record: the manual's own reply has two days of a month (line 18196). A change of the
 * clock moves all of the past. Ours.
 */
export function toldCounts(inside: Inside, channel: number, query: Query): Records | undefined {
  const period = periodOf(query)
  if (!period) return undefined
  const zone = ruleOf(restore(timeZone.fields, inside.kept(timeZone.id)))
  const ahead = inside.clock.utcMs() - inside.nowMs()
  const [from, to] = [fromCivil(zone, period.from), Math.min(fromCivil(zone, period.to), inside.clock.utcMs())]
  const totals = new Map<string, { entered: number; left: number }>()
  for (const span of spansOf(inside, channel)) {
    const ways = crossed(restore(peopleCounting.fields, span.rule), theFilm())
    const first = from + Math.max(0, Math.floor((span.from + ahead - from) / slotMs)) * slotMs
    const last = Math.min(to, (span.to ?? Infinity) + ahead)
    for (let slot = first; slot < last; slot += slotMs) {
      const [begin, end] = [Math.max(slot - ahead, span.from), Math.min(slot + slotMs, last) - ahead]
      const civil = toCivil(zone, slot)
      if (end <= begin || !isOn(span.rule, civil)) continue
      const time = timeOf(civil, query.by)
      const { entered, left } = totals.get(time) ?? { entered: 0, left: 0 }
      const among = (what: string) => ways.filter((way) => way.what === what).reduce((sum, { at }) => sum + passes(at, begin, end), 0)
      totals.set(time, { entered: entered + among('Forward'), left: left + among('Reverse') })
    }
  }
  return [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([time, count]) => ({ time, ...count }))
}

/** How often a moment of the loop, s, comes after one true moment and up to another, ms. */
function passes(at: number, begin: number, end: number): number {
  const until = (moment: number) => Math.floor((moment - at * 1000) / loopMs)
  return until(end) - until(begin)
}

function isOn(rule: AnyValues, { year, month, day, hour, minute }: Civil): boolean {
  return isArmed(rule, new Date(Date.UTC(year, month - 1, day)).getUTCDay(), (hour * 60 + minute) * 60)
}

function periodOf({ by, year, month, day }: Query): { readonly from: Civil; readonly to: Civil } | undefined {
  if (by === 'Months of a year') return { from: midnight(year, 1, 1), to: midnight(year + 1, 1, 1) }
  if (month === undefined) return undefined
  if (by === 'Days of a month') return { from: midnight(year, month, 1), to: next(year, month + 1, 1) }
  return day === undefined ? undefined : { from: midnight(year, month, day), to: next(year, month, day + 1) }
}

/** Of a month that may be the thirteenth, and a day that may be the thirty-second. */
function next(year: number, month: number, day: number): Civil {
  const date = new Date(Date.UTC(year, month - 1, day))
  return midnight(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

function midnight(year: number, month: number, day: number): Civil {
  return { year, month, day, hour: 0, minute: 0, second: 0 }
}

/** `2020-05-14 00:00:00`: when the hour, the day or the month begins. */
function timeOf({ year, month, day, hour }: Civil, by: Query['by']): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const [days, hours] = [by === 'Months of a year' ? 1 : day, by === 'Hours of a day' || by === 'Today until now' ? hour : 0]
  return `${year}-${two(month)}-${two(days)} ${two(hours)}:00:00`
}

function spansOf({ kept }: Pick<Inside, 'kept'>, channel: number): readonly Span[] {
  const { spans = [] } = kept(`${peopleCounted.id}/${channel}`)
  return (spans as readonly AnyValues[]).map(({ from, to, ...rule }) => ({
    rule,
    from: Number(from),
    ...(to === undefined ? {} : { to: Number(to) }),
  }))
}

function keepSpans({ keep }: Pick<Inside, 'keep'>, channel: number, spans: readonly Span[]): void {
  keep(`${peopleCounted.id}/${channel}`, { spans: spans.map(({ rule, ...times }) => ({ ...rule, ...times })) })
}
