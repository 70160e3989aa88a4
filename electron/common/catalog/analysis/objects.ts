import { int, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { week } from '../shared/week.ts'
import { enabled, linkageSwitches, outline, regionsOf, shown } from './parts.ts'

const size = { min: 10, max: 40_000, unit: 'cm²' } as const // line 16422
const seconds = { min: 5, max: 60, unit: 's' } as const // line 16432

const sizes = {
  maxSize: optional(int('Largest object', { key: 'targetMaxSize', ...size })),
  minSize: optional(int('Smallest object', { key: 'targetMinSize', ...size })),
} as const

/** Something left lying. The time is minLoiteringTime in reply and set (lines 16319 and 16367), minLeftTime in the table (line 16432). */
export const objectLeft = defineSetting({
  id: 'analysis.objectLeft',
  title: 'Object left',
  help: 'Reports things that are left lying in a region.',
  manual: '2.6.15.7',
  request: { cgi: 'param', type: 'objLeftParam', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  fields: {
    ...enabled,
    ...shown,
    ...linkageSwitches,
    regions: regionsOf({
      ...sizes,
      time: optional(int('Left for at least', { key: 'minLoiteringTime', alsoRead: ['minLeftTime'], ...seconds })),
      outline: outline(),
    }),
    schedule: week(),
  },
  sample: {
    enabled: true,
    uploadDetails: true,
    draw: true,
    output: false,
    record: true,
    email: true,
    ftp: true,
    regions: [
      {
        maxSize: 10_000,
        minSize: 100,
        time: 5,
        outline: [
          { x: 25.47847, y: 25.641026 },
          { x: 69.976074, y: 27.777779 },
          { x: 52.272728, y: 70.94017 },
          { x: 12.320574, y: 45.726494 },
        ],
      },
    ],
    schedule: [
      { day: 'Monday', from: 19_800, to: 21_600 },
      { day: 'Tuesday', from: 46_800, to: 48_600 },
    ],
  },
})

/** Something taken away. */
export const objectRemoved = defineSetting({
  id: 'analysis.objectRemoved',
  title: 'Object removed',
  help: 'Reports things that are taken from a region.',
  manual: '2.6.15.8',
  request: { cgi: 'param', type: 'objMovedParam', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  fields: {
    ...enabled,
    ...shown,
    ...linkageSwitches,
    regions: regionsOf({
      ...sizes,
      time: optional(int('Gone for at least', { key: 'minMovedTime', ...seconds })),
      outline: outline(),
    }),
    schedule: week(),
  },
  sample: {
    enabled: true,
    uploadDetails: true,
    draw: true,
    output: false,
    record: true,
    email: true,
    ftp: true,
    regions: [
      {
        maxSize: 10_000,
        minSize: 100,
        time: 5,
        outline: [
          { x: 35.047848, y: 15.811966 },
          { x: 78.588516, y: 49.572651 },
          { x: 14.952153, y: 76.068375 },
        ],
      },
    ],
    schedule: [
      { day: 'Sunday', from: 25_200, to: 27_000 },
      { day: 'Sunday', from: 55_800, to: 57_600 },
    ],
  },
})
