import { defineAction } from '../../schema/action.ts'
import { choice, flag, int, list, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { weekDays } from '../shared/week.ts'
import { cameras } from '../shared/lines.ts'

/** Puts everything back to how it left the factory; on a recorder, the camera of a channel. */
export const reset = defineAction({
  id: 'maintenance.reset',
  title: 'Factory reset',
  help: 'All settings are lost, accounts and passwords too.',
  manual: '2.7.1',
  request: { cgi: 'operate', action: 'reset', scope: 'device' },
  args: {
    keepAddress: flag('Keep the address', { key: 'keepIpAddress', help: 'Otherwise the device goes back to its default address.' }),
    channel: optional(int('Channel', { key: 'cameraID', min: 0, special: { 0: 'the recorder itself' } })),
  },
  reply: 'ok',
  damage: 'destroys',
  sample: { keepAddress: true },
})

export const format = defineAction({
  id: 'maintenance.format',
  title: 'Format a disk',
  help: 'All recordings on it are lost.',
  manual: '2.7.4',
  request: { cgi: 'operate', action: 'format', scope: 'device' },
  args: { disk: int('Disk', { key: 'diskID', min: 0 }) },
  reply: 'ok',
  damage: 'destroys',
  sample: { disk: 1 },
})

const hour = { min: 0, max: 23 } as const
const minute = { min: 0, max: 59 } as const

/**
 * When a camera restarts on its own.
 *
 * The template asks operate.cgi (manual line 27877), the example param.cgi (line 27883), where the set goes too; the example is
 * followed. Of the three times only that of the interval is there.
 */
export const timedRestart = defineSetting({
  id: 'maintenance.timedRestart',
  title: 'Timed restart',
  manual: '2.7.3.1',
  request: { cgi: 'param', type: 'timingRestart', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: cameras,
  fields: {
    enabled: flag('Timed restart', { key: 'autoRestartEnable' }),
    interval: choice('Interval', { 0: 'Daily', 1: 'Weekly', 2: 'Monthly' }, { key: 'restartType' }),
    dayHour: optional(int('Daily, hour', { ...hour })),
    dayMinute: optional(int('Daily, minute', { ...minute })),
    days: optional(
      list('Weekly, days', 'week', {
        markers: { next: 'next_weekDayURL' },
        max: 7,
        item: { day: choice('Day', weekDays, { key: 'weekDay' }) },
      }),
    ),
    weekHour: optional(int('Weekly, hour', { ...hour })),
    weekMinute: optional(int('Weekly, minute', { ...minute })),
    monthDay: optional(int('Monthly, day', { min: 1, max: 31 })),
    monthHour: optional(int('Monthly, hour', { ...hour })),
    monthMinute: optional(int('Monthly, minute', { ...minute })),
  },
  sample: { enabled: true, interval: 'Weekly', dayHour: 9, dayMinute: 17 },
})

/** The same of a recorder. The manual prints an OK where its values should stand (line 27984), so they are read as they are set. */
export const timedRestartOfRecorder = defineSetting({
  id: 'maintenance.timedRestartOfRecorder',
  title: 'Timed restart of a recorder',
  manual: '2.7.3.2',
  request: { cgi: 'system', type: 'timedRestart', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: ['nvr'],
  fields: {
    enabled: flag('Timed restart', { key: 'enable' }),
    interval: choice('Interval', { 1: 'Daily', 2: 'Weekly', 3: 'Monthly' }),
    day: optional(int('Day', { key: 'weekday', min: 1, max: 30, help: 'Weekly 1 is Monday and 7 Sunday; monthly 1 to 30.' })),
    time: text('Time', { as: 'time', max: 5, help: 'A multiple of 30 minutes.' }),
  },
  sample: { enabled: true, interval: 'Weekly', day: 3, time: '2:00' },
  check: ({ interval, day, time }) => [
    ...(interval === 'Weekly' && (day ?? 1) > 7 ? [{ path: 'day', problem: 'tooLarge' as const, limits: { max: 7 } }] : []),
    ...(/^\d{1,2}:[03]0$/.test(time) ? [] : [{ path: 'time', problem: 'offStep' as const, limits: { step: 30 } }]),
  ],
})
