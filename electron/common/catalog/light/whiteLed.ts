import { choice, flag, int, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras } from '../shared/lines.ts'
import { week } from '../shared/week.ts'

/** White light by hand. The template has sensor.cgi, the examples param.cgi (manual lines 4393 and 4399); the examples are followed. */
export const whiteLight = defineSetting({
  id: 'light.white',
  title: 'White light',
  manual: '2.6.1.20',
  repeats: ['2.6.1.21'],
  request: { cgi: 'param', type: 'WhiteLedManualControl', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: cameras,
  fields: {
    isOn: flag('Light on', { key: 'WhiteLedManualMode', alsoRead: ['WhiteLampMode'] }), // WhiteLampMode: the table, manual line 4426
    duration: int('Stays on for', { key: 'WhiteLedManualDuration', min: 0, unit: 's' }),
  },
  sample: { isOn: false, duration: 10 },
})

/**
 * White light on an alarm. Its reply is nowhere printed: the one under its get is another's (manual line 4498).
 *
 * The table has flickerMode, one set sends WhiteDisplayMode (manual line 4447). The duration is 1 s to 60 s in the table and 30000 in one
 * of the sets (manual line 4509), so up to 60000 is taken, which is ours.
 */
export const whiteLightAlarm = defineSetting({
  id: 'light.whiteAlarm',
  title: 'White light on an alarm',
  manual: '2.6.1.22',
  repeats: ['2.6.1.21'],
  request: { cgi: 'param', type: 'WhiteLedAlarmParam', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: cameras,
  fields: {
    mode: optional(choice('Light', { 0: 'Flashing', 1: 'Steady' }, { key: 'WhiteDisplayMode', alsoRead: ['flickerMode'] })),
    duration: int('Duration', {
      key: 'WhiteFlickerDuration',
      min: 1,
      max: 60_000,
      help: 'Seconds, 1 to 60. Some cameras count milliseconds.',
    }),
    interval: optional(int('Flashes every', { key: 'flickerInterval', min: 0, max: 5000, unit: 'ms' })),
    schedule: week({ max: 7 }),
  },
  sample: {
    mode: 'Steady',
    duration: 15,
    schedule: [
      { day: 'Sunday', from: 0, to: 86_400 },
      { day: 'Monday', from: 0, to: 86_400 },
    ],
  },
})
