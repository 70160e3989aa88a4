/** What a device's own display shows: no zone, no fraction. */
export interface Civil {
  readonly year: number
  /** [1, 12] */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** A yearly moment in the device's words: the last Sunday of March at 01:00. */
export interface Turn {
  /** [1, 12] */
  readonly month: number
  /** [1, 5], 5 is the last. */
  readonly week: number
  /** 0 and 7 are Sunday. */
  readonly weekday: number
  /** Minutes after midnight on the wall clock that is about to be changed. */
  readonly minute: number
}

export interface ZoneRule {
  /** Minutes east of UTC. */
  readonly standardMinutes: number
  readonly daylight?: { readonly begin: Turn; readonly end: Turn; readonly shiftMinutes: number }
}

const minuteMs = 60_000
const dayMs = 86_400_000

/** Minutes east of UTC at a moment, daylight saving included. */
export function shiftMinutesAt({ standardMinutes, daylight }: ZoneRule, utcMs: number): number {
  if (daylight === undefined) return standardMinutes
  const year = new Date(utcMs + standardMinutes * minuteMs).getUTCFullYear()
  const begin = wallTime(year, daylight.begin) - standardMinutes * minuteMs
  const end = wallTime(year, daylight.end) - (standardMinutes + daylight.shiftMinutes) * minuteMs
  const isSummer = begin < end ? utcMs >= begin && utcMs < end : utcMs >= begin || utcMs < end
  return isSummer ? standardMinutes + daylight.shiftMinutes : standardMinutes
}

/** The wall clock at a moment; seconds that have begun do not count yet. */
export function toCivil(rule: ZoneRule, utcMs: number): Civil {
  const local = new Date(utcMs + shiftMinutesAt(rule, utcMs) * minuteMs)
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
  }
}

/** The moment a wall clock means. An hour that comes twice is taken the first time; one that is skipped, as standard time. */
export function fromCivil(rule: ZoneRule, { year, month, day, hour, minute, second }: Civil): number {
  const wall = Date.UTC(year, month - 1, day, hour, minute, second)
  const asStandard = wall - rule.standardMinutes * minuteMs
  const asSummer = asStandard - (rule.daylight?.shiftMinutes ?? 0) * minuteMs
  return shiftMinutesAt(rule, asSummer) === rule.standardMinutes ? asStandard : asSummer
}

function wallTime(year: number, { month, week, weekday, minute }: Turn): number {
  const first = Date.UTC(year, month - 1, 1)
  const untilFirst = ((weekday % 7) - new Date(first).getUTCDay() + 7) % 7
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const wanted = 1 + untilFirst + (week - 1) * 7
  const day = wanted > days ? wanted - 7 : wanted
  return first + (day - 1) * dayMs + minute * minuteMs
}
