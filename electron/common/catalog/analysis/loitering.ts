import { flag, int, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras } from '../shared/lines.ts'
import { week } from '../shared/week.ts'
import { details, drawing, lines, linkageOffer, presets, printed, sizeLimits } from './abilityParts.ts'
import { enabled, linkageSwitches, ofPreset, outline, presetMode, regionsOf, shown, targets, targetShape, targetSize } from './parts.ts'

const seconds = { min: 5, max: 60, unit: 's' } as const // line 15608
const path = { path: optional(flag('Path analysis', { key: 'pathAnalysis' })) } as const

/** Someone who stays in a region. */
export const loitering = defineSetting({
  id: 'analysis.loitering',
  title: 'Loitering',
  help: 'Reports people who stay in a region.',
  manual: '2.6.15.5',
  request: { cgi: 'param', type: 'LoiteringParam', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  fields: {
    ...enabled,
    ...shown,
    ...linkageSwitches,
    regions: regionsOf({
      ...targets,
      time: optional(int('Shortest stay', { key: 'minLoiteringTime', ...seconds })),
      ...path,
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
        limitType: true,
        type: 'Person or vehicle',
        limitSize: true,
        maxSize: 100_000,
        minSize: 1000,
        time: 10,
        path: true,
        outline: [
          { x: 32.177032, y: 25.213675 },
          { x: 57.77512, y: 32.905983 },
          { x: 32.416267, y: 73.07692 },
        ],
      },
    ],
    schedule: [
      { day: 'Monday', from: 23_400, to: 25_200 },
      { day: 'Wednesday', from: 48_600, to: 50_400 },
    ],
  },
})

const people = {
  limitPeople: optional(flag('Limit the number of people', { key: 'forbiddenTypeEnable' })),
  minPeople: optional(int('Fewest people', { key: 'minNum', min: 1, max: 99_999 })), // line 15636
  maxPeople: optional(int('Most people', { key: 'maxNum', min: 1, max: 99_999 })),
} as const

/**
 * Several people who stay in a region. The reply has everything before the regions and calls the time minLeftTime (line 15930); the
 * set has it in each region, as minLoiteringTime (line 15978).
 */
export const groupLoitering = defineSetting({
  id: 'analysis.groupLoitering',
  title: 'Group loitering',
  help: 'Reports several people who stay in a region together.',
  manual: '2.6.15.6',
  request: { cgi: 'param', type: 'multiLoiteringParam', scope: 'channel', part: ofPreset },
  write: 'whole',
  backup: 'restore',
  fields: {
    ...presetMode,
    ...enabled,
    ...shown,
    ...linkageSwitches,
    ...people,
    ...targetSize,
    time: optional(int('Shortest stay', { key: 'minLeftTime', setKey: 'minLoiteringTime', ...seconds })),
    ...path,
    regions: regionsOf(
      {
        time: optional(int('Shortest stay', { key: 'minLoiteringTime', ...seconds })),
        ...people,
        ...targetSize,
        ...path,
        outline: outline('analysis.groupLoiteringAbility'),
      },
      { ability: 'analysis.groupLoiteringAbility' },
    ),
    schedule: week(),
    ...targetShape,
  },
  sample: {
    enabled: true,
    uploadDetails: false,
    draw: false,
    output: false,
    record: true,
    email: true,
    ftp: true,
    limitPeople: true,
    minPeople: 1,
    maxPeople: 5,
    limitSize: true,
    maxSize: 100_000,
    minSize: 1000,
    time: 10,
    path: true,
    regions: [
      {
        outline: [
          { x: 31.220097, y: 14.102564 },
          { x: 86.722488, y: 39.316238 },
          { x: 31.220097, y: 78.205132 },
        ],
      },
    ],
    schedule: [
      { day: 'Monday', from: 25_200, to: 27_000 },
      { day: 'Wednesday', from: 46_800, to: 48_600 },
    ],
  },
})

export const groupLoiteringAbility = defineSetting({
  id: 'analysis.groupLoiteringAbility',
  title: 'What group loitering can do',
  manual: '2.6.15.6.1',
  request: { cgi: 'param', type: 'multiLoiteringAbility', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  series: cameras,
  fields: {
    ...drawing,
    ...details,
    path: flag('Path analysis', { key: 'pathAnalysis' }),
    pathFrom: int('Path analysis from', { key: 'pathAnalysisMin' }),
    pathTo: int('Path analysis to', { key: 'pathAnalysisMax' }),
    pathUnit: text('Unit of the path analysis', { key: 'pathAnalysisUnit' }),
    ...sizeLimits,
    time: flag('Shortest stay can be set', { key: 'minTime' }),
    timeFrom: int('Shortest stay from', { key: 'minTimeMin' }),
    timeTo: int('Shortest stay to', { key: 'minTimeMax' }),
    timeUnit: text('Unit of the shortest stay', { key: 'minTimeUnit' }),
    limitPeople: flag('Number of people can be limited', { key: 'forbiddenType' }),
    minPeople: flag('Fewest people can be set', { key: 'minimum' }),
    minPeopleFrom: int('Fewest people from', { key: 'minimumMin' }),
    minPeopleTo: int('Fewest people to', { key: 'minimumMax' }),
    minPeopleUnit: text('Unit of the fewest people', { key: 'minimumUnit' }),
    maxPeople: flag('Most people can be set', { key: 'maximum' }),
    maxPeopleFrom: int('Most people from', { key: 'maximumMin' }),
    maxPeopleTo: int('Most people to', { key: 'maximumMax' }),
    maxPeopleUnit: text('Unit of the most people', { key: 'maximumUnit' }),
    ...lines,
    ...presets,
    ...linkageOffer,
  },
  sample: {
    ...printed.drawing,
    ...printed.details,
    path: false,
    pathFrom: 0,
    pathTo: 1,
    pathUnit: '',
    ...printed.sizeLimits,
    time: true,
    timeFrom: 5,
    timeTo: 60,
    timeUnit: 'S',
    limitPeople: true,
    minPeople: true,
    minPeopleFrom: 1,
    minPeopleTo: 99_999,
    minPeopleUnit: '',
    maxPeople: true,
    maxPeopleFrom: 1,
    maxPeopleTo: 99_999,
    maxPeopleUnit: '',
    ...printed.lines,
    ...printed.presets,
    ...printed.linkageOffer,
  },
})
