import { choice, int, optional } from '../../schema/make.ts'
import { defineSetting, type ValueIn } from '../../schema/setting.ts'

const legacy = ['ipc-lite', 'nvr'] as const

/** Device clock: local civil time as the device shows it, no zone, whole seconds. */
export const dateTime = defineSetting({
  id: 'time.clock',
  title: 'Clock',
  manual: '2.6.1.7',
  request: { cgi: 'param', type: 'dateTime', scope: 'device' },
  write: 'whole',
  backup: 'record-only', // putting an old clock back is never wanted
  fields: {
    year: int('Year', { min: 1970, max: 2099 }), // absent from the manual's table; bounds are ours
    month: int('Month', { min: 1, max: 12 }),
    day: int('Day', { min: 1, max: 31 }),
    hour: int('Hour', { min: 0, max: 23 }),
    minute: int('Minute', { min: 0, max: 59 }),
    second: int('Second', { min: 0, max: 59 }),
    dateFormat: optional(
      choice(
        'Date format',
        { 0: 'YY/MM/DD time', 1: 'time YY/MM/DD', 2: 'MM/DD/YY time', 3: 'time MM/DD/YY', 4: 'DD/MM/YY time', 5: 'time DD/MM/YY' },
        { key: 'Datefmt', series: legacy }, // `datefmt` before the six fields on an NVR
      ),
    ),
    clockFormat: optional(choice('Clock', { 0: '12 h', 1: '24 h' }, { key: 'Timefmt', series: legacy })),
  },
  sample: { year: 2018, month: 9, day: 25, hour: 14, minute: 5, second: 20 },
  check: ({ year, month, day }) =>
    day <= daysIn(year, month) ? [] : [{ path: 'day', problem: 'noSuchDay', limits: { last: daysIn(year, month) } }],
})

export type DateTime = ValueIn<typeof dateTime>

/** Days of a month, [28, 31]. */
export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
