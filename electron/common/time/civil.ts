import type { DateTime } from '../catalog/time/dateTime.ts'
import type { TimeZone } from '../catalog/time/timeZone.ts'
import { wallOf, type WeekRule } from './weekRule.ts'
import { zoneById } from './zones.ts'

const minuteMs = 60_000

/** min a device adds in daylight saving where it has no field for it. The manual does not say; an hour is meant everywhere else. */
const usualShift = 60

/**
 * What the device's clock shows at an instant if it is right: its own zone id and daylight saving rule, whole seconds.
 *
 * `undefined` for an id the table does not know.
 */
export function localCivil(instantMs: number, timeZone: TimeZone): DateTime | undefined {
  const shift = deviceShift(instantMs, timeZone)
  return shift === undefined ? undefined : civilAt(instantMs, shift)
}

/**
 * The instant (ms since the epoch) at which the device shows this civil time; `undefined` for an unknown zone id.
 *
 * In the hour that comes twice the instant nearest to `near` is taken, the first without it. A time that is skipped is read as standard time.
 */
export function instantOf(dateTime: DateTime, timeZone: TimeZone, near = -Infinity): number | undefined {
  const base = zoneById(timeZone.zone)?.baseMinutes
  if (base === undefined) return undefined
  const wall = wallTime(dateTime)
  const standard = wall - base * minuteMs
  const daylight = standard - (timeZone.offset ?? usualShift) * minuteMs
  const possible = [daylight, standard].filter((instant) => instant + (deviceShift(instant, timeZone) ?? base) * minuteMs === wall)
  if (possible.length === 2 && near - daylight > standard - near) return standard
  return possible[0] ?? standard
}

/** min the device's clock is ahead of UTC at an instant, by its own zone id and rule; `undefined` for an unknown id. */
export function deviceShift(instantMs: number, timeZone: TimeZone): number | undefined {
  const base = zoneById(timeZone.zone)?.baseMinutes
  if (base === undefined) return undefined
  const shift = timeZone.offset ?? usualShift
  return isDaylight(instantMs + base * minuteMs, shift, timeZone) ? base + shift : base
}

/** Civil time at an instant, `shiftMinutes` ahead of UTC, cut to whole seconds. */
export function civilAt(instantMs: number, shiftMinutes: number): DateTime {
  const date = new Date(Math.floor(instantMs / 1000) * 1000 + shiftMinutes * minuteMs)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  }
}

/** Civil time as ms since the epoch of a clock that shows UTC. */
export function wallTime({ year, month, day, hour, minute, second }: DateTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** `standardWall` is standard time also in summer: the end, given in daylight time, is moved back by the shift. */
function isDaylight(standardWall: number, shift: number, timeZone: TimeZone): boolean {
  const [begin, end] = [ruleOf(timeZone, 'begin'), ruleOf(timeZone, 'end')]
  if (!timeZone.daylightSaving || !begin || !end) return false
  const year = new Date(standardWall).getUTCFullYear()
  const [from, to] = [wallOf(begin, year), wallOf(end, year) - shift * minuteMs]
  return from < to ? standardWall >= from && standardWall < to : standardWall >= from || standardWall < to
}

function ruleOf(timeZone: TimeZone, side: 'begin' | 'end'): WeekRule | undefined {
  const [month, week, weekday, minute] = [
    timeZone[`${side}Month`],
    timeZone[`${side}Week`],
    timeZone[`${side}Weekday`],
    timeZone[`${side}Minute`],
  ]
  if (month === undefined || week === undefined || weekday === undefined || minute === undefined) return undefined
  return { month, week, weekday, minute }
}
