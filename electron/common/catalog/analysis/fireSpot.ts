import { int, list, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { week } from '../shared/week.ts'
import { enabled, linkageSwitches, regionsOf, shown } from './parts.ts'

const { draw } = shown

/** Of what picture the rectangles are; an inference, see below. */
const [wide, high] = [420, 260]

/**
 * Small fires far away, in rectangles.
 *
 * Of what picture they are is not said. They are taken for those of motion detection, 420 wide and 260 high (line 6570): the block has its
 * name, motionDetectionArea, and all numbers printed (lines 12800 and 12817) lie within and are whole 70ths and 52nds of it.
 *
 * Without `motionDetectionAction=cover` a set adds its rectangles to those the device has (line 12946).
 */
export const fireSpot = defineSetting({
  id: 'analysis.fireSpot',
  title: 'Fire spot',
  help: 'Reports small fires far away. The manual does not say how its boxes are counted: they are taken as those of motion detection.',
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
          left: int('Left', { key: 'topX', min: 0, max: wide }),
          top: int('Top', { key: 'topY', min: 0, max: high }),
          width: int('Width', { min: 0, max: wide }),
          height: int('Height', { min: 0, max: high }),
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
