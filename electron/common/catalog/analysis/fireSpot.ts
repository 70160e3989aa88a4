import { int, list, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { week } from '../shared/week.ts'
import { enabled, linkageSwitches, regionsOf, shown } from './parts.ts'

const { draw } = shown

/**
 * Small fires far away, in rectangles. Their unit is not in the manual: the samples go to 270 by 125.
 *
 * Without `motionDetectionAction=cover` a set adds its rectangles to those the device has (line 12946).
 */
export const fireSpot = defineSetting({
  id: 'analysis.fireSpot',
  title: 'Fire spot',
  help: 'Reports small fires far away.',
  manual: '2.6.14.2',
  request: { cgi: 'param', type: 'smallFireParam', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  fields: {
    ...enabled,
    draw,
    sensitivity: optional(
      int('Sensitivity', {
        min: 0,
        limitedBy: { ability: 'analysis.fireSpotAbility', min: 'minSensitivity', max: 'maxSensitivity' },
      }),
    ),
    ...linkageSwitches,
    regions: regionsOf({
      areas: list('Areas', 'motionDetectionArea', {
        replacing: { key: 'motionDetectionAction' },
        item: {
          left: int('Left', { key: 'topX', min: 0 }),
          top: int('Top', { key: 'topY', min: 0 }),
          width: int('Width', { min: 0 }),
          height: int('Height', { min: 0 }),
        },
      }),
    }),
    schedule: week(),
  },
  sample: {
    enabled: false,
    sensitivity: 90,
    output: false,
    record: false,
    email: false,
    ftp: false,
    regions: [{ areas: [{ left: 84, top: 125, width: 174, height: 75 }] }],
    schedule: [],
  },
})
