import type { TimeZone } from '../catalog/time/timeZone.ts'
import { type Change, changesOf, shiftOf } from './shift.ts'
import { rulesFor, type WeekRule, wallOf } from './weekRule.ts'

type FieldName = `${'begin' | 'end'}${'Month' | 'Week' | 'Weekday' | 'Minute'}`

/** The daylight saving part of a device's zone setting. Without daylight saving only the switch: what the device keeps besides stays. */
export type DaylightFields = Pick<TimeZone, 'daylightSaving' | FieldName>

/** A place's daylight saving, as far as a device's fields can say it. */
export interface Daylight {
  readonly fields: DaylightFields
  /** min from UTC outside daylight saving. */
  readonly standardMinutes: number
  /** min added by daylight saving, 0 without. Goes to `offset` of an NVR; the other lines have no such field. */
  readonly shiftMinutes: number
  /** The changes of the year asked for. */
  readonly changes: readonly Change[]
  /** Years, of the five from the one asked for, in which the fields give exactly the place's own changes. */
  readonly fitsYears: readonly number[]
  /** True when the fields are wrong in one of those five years: someone has to set them again. */
  readonly isIrregular: boolean
  /**
   * True when the device may refuse the fields or read them otherwise, so the clock has to prove them.
   *
   * Manual 2.6.1.8.3: with daylight saving on, "the start time must be less than the end time". South of the equator it begins in
   * October and ends in April. We send what is true there. Also true for a shift other than 60 min, which only an NVR has a field for
   * (30 or 60), and for a minute that is no multiple of 30.
   */
  readonly needsProof: boolean
}

const yearsTested = 5

/**
 * Daylight saving of a place (IANA name) from this computer's rules, for devices set up in `year`.
 *
 * The beginning is in standard time, the end in daylight time, both as the wall clock shows them just before the change: the manual's
 * sample for London says 60 and 120 min (manual 2.6.1.8.2). The fields are exact for `year`; among those that are, the ones which hold for
 * most of the five years from `year` are taken.
 */
export function daylightOf(zone: string, year: number): Daylight {
  const changes = changesOf(zone, year)
  const [forward, back] = [changes.find(isForward), changes.find((change) => !isForward(change))]
  const years = Array.from({ length: yearsTested }, (_, index) => year + index)
  if (changes.length !== 2 || !forward || !back || forward.before !== back.after || forward.after !== back.before)
    return steady(zone, changes, years)

  const begin = bestRule(zone, years, forward)
  const end = bestRule(zone, years, back)
  const shiftMinutes = forward.after - forward.before
  const fitsYears = years.filter(
    (each) => changesOf(zone, each).length === 2 && holds(zone, each, begin, isForward) && holds(zone, each, end, isBack),
  )
  return {
    fields: fieldsOf(begin, end),
    standardMinutes: forward.before,
    shiftMinutes,
    changes,
    fitsYears,
    isIrregular: fitsYears.length < yearsTested,
    needsProof: forward.at > back.at || shiftMinutes !== 60 || begin.minute % 30 !== 0 || end.minute % 30 !== 0,
  }
}

/** A place without daylight saving in that year, or with changes that no begin and end can say. */
function steady(zone: string, changes: readonly Change[], years: readonly number[]): Daylight {
  const fitsYears = years.filter((year) => changesOf(zone, year).length === 0)
  const [first = 0] = years
  const after = shiftOf(zone, Date.UTC(first + 1, 0, 1))
  return {
    fields: { daylightSaving: false },
    standardMinutes: changes.length < 2 ? after : Math.min(...changes.flatMap((change) => [change.before, change.after])),
    shiftMinutes: 0,
    changes,
    fitsYears,
    isIrregular: fitsYears.length < yearsTested,
    needsProof: false,
  }
}

function bestRule(zone: string, years: readonly number[], change: Change): WeekRule {
  const direction = isForward(change) ? isForward : isBack
  const counted = rulesFor(wallBefore(change)).map((rule) => ({
    rule,
    fits: years.filter((year) => holds(zone, year, rule, direction)).length,
  }))
  return counted.reduce((best, other) => (other.fits > best.fits ? other : best)).rule
}

function holds(zone: string, year: number, rule: WeekRule, direction: (change: Change) => boolean): boolean {
  return changesOf(zone, year).some((change) => direction(change) && wallBefore(change) === wallOf(rule, year))
}

function isForward({ before, after }: Change): boolean {
  return after > before
}

function isBack(change: Change): boolean {
  return !isForward(change)
}

function wallBefore({ at, before }: Change): number {
  return at + before * 60_000
}

function fieldsOf(begin: WeekRule, end: WeekRule): DaylightFields {
  return {
    daylightSaving: true,
    beginMonth: begin.month,
    beginWeek: begin.week,
    beginWeekday: begin.weekday,
    beginMinute: begin.minute,
    endMonth: end.month,
    endWeek: end.week,
    endWeekday: end.weekday,
    endMinute: end.minute,
  }
}
