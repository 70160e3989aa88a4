import { choice, flag, int, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'
import { week } from '../shared/week.ts'

/**
 * The infrared light. `brigthnessMode` is spelt so everywhere.
 *
 * The get is printed without cameraID and the set with it (manual lines 29048 and 29066). A middle light is in the template of the
 * set alone (line 29059), and the second printed set sends the switch alone.
 */
export const infraredLight = defineSetting({
  id: 'image.infrared',
  title: 'Infrared light',
  manual: '2.8.8',
  request: { cgi: 'sensor', type: 'infraredLight', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    enabled: flag('Infrared light', { key: 'mode' }),
    control: optional(choice('Brightness', { 1: 'automatic', 2: 'manual' }, { key: 'brigthnessMode' })),
    far: optional(int('Far light', { min: 0, max: 100, unit: '%', as: 'percent' })),
    middle: optional(int('Middle light', { min: 0, max: 100, unit: '%', as: 'percent' })),
    near: optional(int('Near light', { min: 0, max: 100, unit: '%', as: 'percent' })),
  },
  sample: { enabled: true, control: 'automatic', far: 50, near: 50 },
})

/**
 * The red and blue warning light.
 *
 * In place of the reply to the get that of the white balance is printed (manual line 29687): the sample is the printed set. The type
 * is RedBuleLamp in the template of the get and RedBlueLamp everywhere else, the mode RedBuleLampMode in the table alone (line 29714).
 * The table has 0 for open and 1 for off.
 */
export const redBlueLight = defineSetting({
  id: 'image.redBlueLight',
  title: 'Red and blue light',
  manual: '2.8.18',
  request: { cgi: 'sensor', type: 'RedBlueLamp', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    mode: choice('Light', { 0: 'on', 1: 'off' }, { key: 'RedBlueLampMode', alsoRead: ['RedBuleLampMode'] }),
    manualDuration: int('Switched by hand, for', { key: 'RedBlueManualDuration', min: 0, unit: 's' }),
    alarmDuration: int('Switched by an alarm, for', { key: 'RedBlueFlickerDuration', min: 1, max: 60, unit: 's' }),
    flashing: choice('Flashing', { 0: 'slow', 1: 'medium', 2: 'fast' }, { key: 'RedBlueFlickerInterval' }),
    schedule: week(),
  },
  sample: {
    mode: 'on',
    manualDuration: 31,
    alarmDuration: 12,
    flashing: 'slow',
    schedule: [
      { day: 'Sunday', from: 0, to: 86_400 },
      { day: 'Monday', from: 0, to: 86_400 },
    ],
  },
})
