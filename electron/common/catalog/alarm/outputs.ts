import { choice, flag, int, optional, real, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'
import { coversOrCleans } from '../shared/linkage.ts'
import { week } from '../shared/week.ts'

const last = 16 // ours: the manual has no bound, and deviceInfo says how many a device has

/** An alarm output: a relay contact of the device. The frequency is in the set and the table, and in no reply (line 6187). */
export const alarmOutput = defineSetting({
  id: 'alarm.output',
  title: 'Alarm output',
  manual: '2.6.4.1',
  request: {
    cgi: 'param',
    type: 'alarmOut',
    scope: 'device',
    part: { key: 'alarmOutID', label: 'Alarm output', first: 1, last },
  },
  write: 'whole',
  backup: 'restore',
  series: [...camerasButLite, 'nvr'],
  fields: {
    output: optional(int('Number', { key: 'alarmOutID', readOnly: true })),
    name: text('Name', { key: 'alarmOutName' }),
    mode: choice('Signal', { 1: 'Switch', 2: 'Square wave' }, { key: 'alarmMode' }),
    active: choice('Contact on alarm', { 0: 'Open', 1: 'Closed' }, { key: 'alarmValidSignal' }),
    // The manual gives no unit.
    frequency: optional(real('Frequency', { key: 'alarmOutFrequency', min: 0, help: 'Of the square wave.' })),
    duration: int('Duration', { key: 'alarmTime', min: 0, unit: 'ms' }),
    scheduled: flag('By schedule', { key: 'TimingEnable' }),
    schedule: week(),
  },
  sample: {
    output: 1,
    name: '',
    mode: 'Switch',
    active: 'Open',
    duration: 0,
    scheduled: true,
    schedule: [
      { day: 'Monday', from: 3600, to: 30_600 },
      { day: 'Tuesday', from: 3600, to: 30_600 },
    ],
  },
})

/** A light of a recorder that flashes on alarm; the heading of its set is another's (line 7517). The manual gives no unit of the time. */
export const flashingLight = defineSetting({
  id: 'alarm.flashingLight',
  title: 'Flashing light of a recorder',
  manual: '2.6.4.7',
  request: { cgi: 'param', type: 'ledOutput', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: ['nvr'],
  fields: {
    duration: int('Duration', { key: 'ledAlarmTime', min: 0 }),
    schedule: week({ replacing: coversOrCleans.schedule }),
  },
  sample: {
    duration: 20,
    schedule: [
      { day: 'Monday', from: 21_600, to: 37_800 },
      { day: 'Tuesday', from: 21_600, to: 37_800 },
    ],
  },
})
