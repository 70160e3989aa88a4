import type { ClockMeasurement } from '#common/time/measurement.ts'

/** s from which a clock is called off: evidence of two cameras no longer fits together. Ours. */
const offLimit = 1

export function isOff({ offsetSeconds }: Pick<ClockMeasurement, 'offsetSeconds'>): boolean {
  return Math.abs(offsetSeconds) > offLimit
}

/** "14:32:29.3" of an instant, `shiftMinutes` from UTC; tenths are cut, as a clock does. */
export function timeOfDay(ms: number, shiftMinutes: number): string {
  return new Date(Math.floor(ms / 100) * 100 + shiftMinutes * 60_000).toISOString().slice(11, 21)
}

/** "Sun 22 Nov 2026" there and then. */
export function dayOf(ms: number, shiftMinutes: number, locale: string): string {
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
  return format.format(ms + shiftMinutes * 60_000).replace(',', '')
}

/** "28 Mar 2027 02:00" of a wall time given as ms of a clock that shows UTC. */
export function wallWords(wallMs: number, locale: string): string {
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
  return `${format.format(wallMs)} ${new Date(wallMs).toISOString().slice(11, 16)}`
}
