import { choice, flag, int, list, optional, text } from '../../schema/make.ts'
import { defineSetting, type ValueIn } from '../../schema/setting.ts'

/**
 * Names of the zones this device knows, in its own order. Names only: the ids stand nowhere.
 *
 * The template asks for timeZoneAbility (manual line 2435), the example for timeZone (line 2441), which is another request; we
 * follow the template.
 */
export const timeZoneAbility = defineSetting({
  id: 'time.zoneNames',
  title: 'Zones the device knows',
  manual: '2.6.1.8',
  request: { cgi: 'param', type: 'timeZoneAbility', scope: 'device', query: { languageId: '1' } },
  write: 'none',
  backup: 'record-only',
  fields: {
    zones: list('Zone', 'timeZone', {
      markers: { next: ['next_TimeZoneURL', 'next_timeZoneURL'] }, // capital T, manual line 2441
      endValue: 'one',
      item: { name: text('Name', { key: 'timeZoneName' }) },
    }),
  },
  sample: { zones: [{ name: '(GMT) Greenwich Mean Time: Dublin, Edinburgh, Lisbon, London' }, { name: '(GMT+09:00) Seoul' }] },
})

const month = { min: 1, max: 12 } as const
const week = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', 5: 'last' } as const
const weekday = { min: 0, max: 7 } as const // [0,6] in the manual, 0 Sunday; 7 occurs on an NVR
const minuteOfDay = { min: 0, max: 1440, step: 30, unit: 'min' } as const

/** Zone and daylight saving. The zone is the device's own id, [0, 300]. */
export const timeZone = defineSetting({
  id: 'time.zone',
  title: 'Time zone',
  manual: '2.6.1.8',
  request: { cgi: 'param', type: 'timeZone', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  fields: {
    zone: int('Zone', { key: 'timeZone', min: 0, max: 300 }),
    daylightSaving: flag('Daylight saving', { key: 'DSTOpenFlag' }),
    beginMonth: optional(int('Begins in month', month)),
    beginWeek: optional(choice('Begins in week', week, { key: 'beginWeekly' })),
    beginWeekday: optional(int('Begins on weekday', { key: 'beginWeekDays', ...weekday })),
    beginMinute: optional(int('Begins at', { key: 'beginTime', ...minuteOfDay })),
    endMonth: optional(int('Ends in month', month)),
    endWeek: optional(choice('Ends in week', week, { key: 'endWeekly' })),
    endWeekday: optional(int('Ends on weekday', { key: 'endWeekDays', ...weekday })),
    endMinute: optional(int('Ends at', { key: 'endTime', ...minuteOfDay })),
    offset: optional(int('Shift', { min: 30, max: 60, step: 30, unit: 'min', series: ['nvr'] })), // `Offset` in the table, `offset` on the wire
  },
  sample: {
    zone: 85,
    daylightSaving: false,
    beginMonth: 3,
    beginWeek: 'last',
    beginWeekday: 0,
    beginMinute: 60,
    endMonth: 10,
    endWeek: 'last',
    endWeekday: 0,
    endMinute: 120,
  },
})

export type TimeZone = ValueIn<typeof timeZone>
