import { choice, flag, int, list, optional, text, unmarked } from '../../schema/make.ts'
import { defineAction } from '../../schema/action.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'
import { week } from '../shared/week.ts'
import { linkageOffer, presets, printed } from './abilityParts.ts'
import { enabled, line, linkageSwitches, ofPreset, outline, presetMode, regionsOf } from './parts.ts'

const regionTypes = { 1: 'Line', 2: 'Rectangle' } as const
const people = { min: -10_000, max: 999_999 } as const // lines 18098 and 18129

/** How often the count starts again; the older table (line 18087) ends at a day. */
const clearEvery = {
  1: '10 minutes',
  2: '30 minutes',
  3: '1 hour',
  4: '12 hours',
  5: '1 day',
  6: 'every day at a time',
} as const

/** People who go in and out. Get and set have types of their own: getStatisticsCfg and setStatisticsCfg. */
export const peopleCounting = defineSetting({
  id: 'analysis.peopleCounting',
  title: 'People counting',
  help: 'Counts people who cross a line, and reports when too many are inside.',
  manual: '2.6.15.13',
  request: { cgi: 'param', type: 'getStatisticsCfg', setType: 'setStatisticsCfg', scope: 'channel', part: ofPreset },
  write: 'whole',
  backup: 'restore',
  series: [...camerasButLite, 'nvr'],
  fields: {
    ...presetMode,
    ...enabled,
    ...linkageSwitches,
    overlay: optional(flag('Show the count in the video', { key: 'OSDEnable' })),
    clearEvery: optional(choice('Start again', clearEvery, { key: 'ClearStatisticsInterval' })),
    clearAt: optional(text('Start again at', { key: 'CustomClearTime', as: 'time', help: 'Where the count starts again at a time.' })),
    regionType: optional(choice('Counted at', regionTypes, { key: 'RegionType' })),
    correct: optional(flag('Correct the count shown', { key: 'CorrectionEnable' })),
    correction: optional(
      int('Added to the count shown', { key: 'CorrectionValue', ...people, help: 'Changes what the video shows, not the statistics.' }),
    ),
    crowdAlarm: optional(flag('Report too many people', { key: 'AlarmEnable' })),
    crowdThreshold: optional(int('Too many from', { key: 'AlarmThreshold', ...people })),
    overlayText: optional(text('Text in the video', { key: 'A2BOSDInfo' })),
    ...line,
    regions: optional(regionsOf({ ...line, outline: outline() })),
    schedule: week(),
  },
  sample: {
    enabled: true,
    output: false,
    record: false,
    email: true,
    ftp: false,
    sound: true,
    soundFile: 4,
    overlay: false,
    clearEvery: 'every day at a time',
    clearAt: '05:12:00',
    regionType: 'Line',
    correct: true,
    correction: 35,
    crowdAlarm: false,
    crowdThreshold: 1008,
    startX: 79.779999,
    startY: 7.26,
    endX: 81.699997,
    endY: 51.709999,
    schedule: [
      { day: 'Sunday', from: 7200, to: 30_600 },
      { day: 'Sunday', from: 61_200, to: 75_600 },
      { day: 'Saturday', from: 18_000, to: 54_000 },
      { day: 'Saturday', from: 81_000, to: 86_400 },
    ],
  },
})

export const peopleCountingAbility = defineSetting({
  id: 'analysis.peopleCountingAbility',
  title: 'What people counting can do',
  manual: '2.6.15.13.1',
  request: { cgi: 'param', type: 'statisticAbility', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  series: camerasButLite,
  fields: {
    ...presets,
    regionTypes: list('Counts at', 'regionType', {
      endValue: 'one',
      item: { type: choice('Counted at', regionTypes, { key: 'regionType' }) },
    }),
    ...linkageOffer,
  },
  sample: { ...printed.presets, regionTypes: [{ type: 'Line' }], ...printed.linkageOffer },
})

/** The count, by hour, day or month (manual line 18184). */
export const peopleCounted = defineAction({
  id: 'analysis.peopleCounted',
  title: 'Count of people',
  help: 'How many people went in and out.',
  manual: '2.6.15.13.6',
  request: { cgi: 'param', action: 'get', type: 'getStatisticsInfo', scope: 'channel' },
  args: {
    by: choice('Query', { 1: 'Hours of a day', 2: 'Days of a month', 3: 'Months of a year', 4: 'Today until now' }, { key: 'QueryType' }),
    year: int('Year', { key: 'QueryTimeYear', min: 2000, max: 3000 }),
    month: optional(int('Month', { key: 'QueryTimeMon', min: 1, max: 12 })),
    day: optional(int('Day', { key: 'QueryTimeDay', min: 1, max: 31 })),
  },
  reply: 'pairs',
  answer: {
    records: unmarked('Records', {
      markers: { count: 'StatisticsNumber' },
      item: {
        time: text('Time', { key: 'StatisticsTime', as: 'dateTime' }),
        entered: int('In', { key: 'EnterNumber', min: 0 }),
        left: int('Out', { key: 'OutNumber', min: 0 }),
      },
    }),
  },
  answerSample: {
    records: [
      { time: '2020-05-14 00:00:00', entered: 47, left: 53 },
      { time: '2020-05-15 00:00:00', entered: 337, left: 543 },
    ],
  },
  damage: 'none',
  series: camerasButLite,
  sample: { by: 'Days of a month', year: 2020, month: 5, day: 13 },
})
