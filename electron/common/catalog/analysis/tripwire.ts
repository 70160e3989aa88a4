import { choice, flag, int, optional, real, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras } from '../shared/lines.ts'
import { week } from '../shared/week.ts'
import { details, drawing, lines, linkageOffer, presets, printed, sizeLimits, typeLimits } from './abilityParts.ts'
import { enabled, line, linkageSwitches, ofPreset, presetMode, regionsOf, shown, targets } from './parts.ts'

const directions = { 1: 'Reverse', 2: 'Forward' } as const
const percent = { min: 0, max: 100, unit: '%' } as const

/** Crossing a line. */
export const tripwire = defineSetting({
  id: 'analysis.tripwire',
  title: 'Tripwire',
  help: 'Reports people and vehicles that cross a line.',
  manual: '2.6.15.3',
  request: { cgi: 'param', type: 'tripWireParam', scope: 'channel', part: ofPreset },
  write: 'whole',
  backup: 'restore',
  fields: {
    ...presetMode,
    ...enabled,
    ...shown,
    ...linkageSwitches,
    ...targets,
    regions: regionsOf(
      {
        ...targets,
        bidirectional: optional(flag('Both directions', { key: 'isBidirection' })),
        direction: optional(choice('Direction', directions, { key: 'triggerDirection' })),
        ...line,
      },
      { ability: 'analysis.tripwireAbility' },
    ),
    schedule: week(),
  },
  sample: {
    enabled: false,
    uploadDetails: false,
    draw: false,
    output: false,
    record: false,
    email: false,
    ftp: false,
    sound: false,
    soundFile: 0,
    limitType: false,
    type: 'Vehicle',
    limitSize: false,
    maxSize: 0,
    minSize: 0,
    regions: [{ startX: 18, startY: 63, endX: 55, endY: 37 }],
    schedule: [{ day: 'Sunday', from: 0, to: 1800 }],
  },
})

export const tripwireAbility = defineSetting({
  id: 'analysis.tripwireAbility',
  title: 'What the tripwire can do',
  manual: '2.6.15.3.1',
  request: { cgi: 'param', type: 'tripWireAbility', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  series: cameras,
  fields: {
    ...drawing,
    ...details,
    direction: flag('Direction can be chosen', { key: 'triggerDirection' }),
    bidirectional: flag('Both directions at once', { key: 'bidirection' }),
    ...typeLimits,
    ...sizeLimits,
    ...lines,
    ...presets,
    ...linkageOffer,
  },
  sample: {
    ...printed.drawing,
    ...printed.details,
    direction: true,
    bidirectional: true,
    ...printed.typeLimits,
    ...printed.sizeLimits,
    ...printed.lines,
    ...printed.presets,
    ...printed.linkageOffer,
  },
})

const days = week()

/** The printed set numbers the one period of a day (line 15154). */
const schedule = {
  ...days,
  item: {
    ...days.item,
    from: { ...days.item.from, alsoRead: ['startTime1'] },
    to: { ...days.item.to, alsoRead: ['endTime1'] },
  },
} as const

/** Crossing two lines one after the other. The printed set has words no table knows (line 15154); the reply and the table are followed. */
export const doubleTripwire = defineSetting({
  id: 'analysis.doubleTripwire',
  title: 'Double tripwire',
  help: 'Reports people and vehicles that cross two lines one after the other.',
  manual: '2.6.15.4',
  request: { cgi: 'param', type: 'multiTripWireParam', scope: 'channel', part: ofPreset },
  write: 'whole',
  backup: 'restore',
  fields: {
    ...presetMode,
    ...enabled,
    ...shown,
    ...linkageSwitches,
    regions: regionsOf(
      {
        ...targets,
        interval: optional(
          int('Time between the lines', {
            key: 'timeInterval',
            unit: 's',
            min: 0,
            limitedBy: { ability: 'analysis.doubleTripwireAbility', min: 'intervalFrom', max: 'intervalTo' },
          }),
        ),
        direction: optional(choice('Direction over line 1', directions, { key: 'triggerDirection', alsoRead: ['triggerDirection1'] })),
        direction2: optional(choice('Direction over line 2', directions, { key: 'triggerDirection2' })),
        ...line,
        startX2: optional(real('Line 2, start X', { key: 'lineCrossStartX2', ...percent })),
        startY2: optional(real('Line 2, start Y', { key: 'lineCrossStartY2', ...percent })),
        endX2: optional(real('Line 2, end X', { key: 'lineCrossEndX2', ...percent })),
        endY2: optional(real('Line 2, end Y', { key: 'lineCrossEndY2', ...percent })),
      },
      { ability: 'analysis.doubleTripwireAbility' },
    ),
    schedule,
  },
  sample: {
    enabled: true,
    draw: false,
    output: true,
    record: true,
    email: false,
    ftp: true,
    sound: false,
    soundFile: 0,
    regions: [
      {
        limitType: false,
        type: 'Person or vehicle',
        direction: 'Reverse',
        direction2: 'Reverse',
        startX: 38,
        startY: 39,
        endX: 37,
        endY: 77,
        startX2: 50,
        startY2: 39,
        endX2: 49,
        endY2: 77,
      },
    ],
    schedule: [{ day: 'Monday', from: 10_800, to: 12_600 }],
  },
})

export const doubleTripwireAbility = defineSetting({
  id: 'analysis.doubleTripwireAbility',
  title: 'What the double tripwire can do',
  manual: '2.6.15.4.1',
  request: { cgi: 'param', type: 'multiTripWireAbility', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  series: cameras,
  fields: {
    ...drawing,
    ...details,
    direction: flag('Direction can be chosen', { key: 'triggerDirection' }),
    interval: flag('Time between the lines can be set', { key: 'timeInterval' }),
    intervalFrom: int('Time between the lines from', { key: 'timeIntervalMin' }),
    intervalTo: int('Time between the lines to', { key: 'timeIntervalMax' }),
    intervalUnit: text('Unit of the time between the lines', { key: 'timeIntervalUnit' }),
    ...typeLimits,
    ...sizeLimits,
    ...lines,
    ...presets,
    ...linkageOffer,
  },
  sample: {
    ...printed.drawing,
    regions: false,
    maxRegions: 4,
    ...printed.details,
    direction: true,
    interval: false,
    intervalFrom: 1,
    intervalTo: 60,
    intervalUnit: 'S',
    ...printed.typeLimits,
    ...printed.sizeLimits,
    ...printed.lines,
    ...printed.presets,
    ...printed.linkageOffer,
  },
})
