import { int, optional, real } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras } from '../shared/lines.ts'
import { week } from '../shared/week.ts'
import { angles, details, drawing, lines, linkageOffer, presets, printed, sizeLimits, typeLimits } from './abilityParts.ts'
import { enabled, linkageSwitches, ofPreset, outline, presetMode, regionsOf, shown, targets, targetShape, targetSize } from './parts.ts'

const speed = { min: 0, max: 1000, unit: 'm/s' } as const // line 16719

/** Targets that are too slow or too fast. */
export const abnormalSpeed = defineSetting({
  id: 'analysis.abnormalSpeed',
  title: 'Abnormal speed',
  help: 'Reports people and vehicles slower or faster than allowed.',
  manual: '2.6.15.9',
  request: { cgi: 'param', type: 'abnormalSpeedParam', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  fields: {
    ...enabled,
    ...shown,
    ...linkageSwitches,
    regions: regionsOf({
      ...targets,
      minSpeed: optional(int('Lowest speed', speed)),
      maxSpeed: optional(int('Highest speed', speed)),
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
        type: 'Person',
        limitSize: true,
        maxSize: 100_000,
        minSize: 1000,
        minSpeed: 0,
        maxSpeed: 10,
        outline: [
          { x: 17.822966, y: 23.504274 },
          { x: 82.655502, y: 23.504274 },
          { x: 41.74641, y: 92.735046 },
        ],
      },
    ],
    schedule: [
      { day: 'Tuesday', from: 21_600, to: 23_400 },
      { day: 'Tuesday', from: 63_000, to: 64_800 },
    ],
  },
})

const ability = 'analysis.wrongDirectionAbility'

/** Targets that go against the direction of traffic. */
export const wrongDirection = defineSetting({
  id: 'analysis.wrongDirection',
  title: 'Wrong direction',
  help: 'Reports people and vehicles that move against the permitted direction.',
  manual: '2.6.15.10',
  request: { cgi: 'param', type: 'converseParam', scope: 'channel', part: ofPreset },
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
        angle: optional(
          real('Angle', {
            key: 'converseAngle',
            setKey: 'ConverseAngle',
            min: 0,
            max: 360,
            unit: '°',
            limitedBy: { ability, min: 'angleFrom', max: 'angleTo' },
          }),
        ),
        outline: outline(ability),
      },
      { ability },
    ),
    schedule: week(),
    ...targetShape,
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
        angle: 359.999939,
        outline: [
          { x: 34.090908, y: 25.213675 },
          { x: 16.38756, y: 64.102562 },
          { x: 75.47847, y: 21.367521 },
        ],
      },
    ],
    schedule: [
      { day: 'Tuesday', from: 18_000, to: 19_800 },
      { day: 'Tuesday', from: 41_400, to: 43_200 },
    ],
  },
})

export const wrongDirectionAbility = defineSetting({
  id: ability,
  title: 'What wrong direction can do',
  manual: '2.6.15.10.1',
  request: { cgi: 'param', type: 'converseAbility', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  series: cameras,
  fields: { ...drawing, ...details, ...typeLimits, ...sizeLimits, ...angles, ...lines, ...presets, ...linkageOffer },
  sample: {
    ...printed.drawing,
    ...printed.details,
    ...printed.typeLimits,
    ...printed.sizeLimits,
    minSize: true,
    maxSize: true,
    angle: true,
    angleFrom: 0,
    angleTo: 360,
    angleUnit: 'degree',
    ...printed.lines,
    ...printed.presets,
    ...printed.linkageOffer,
  },
})

/** Vehicles that stand where they may not. The reply of wrong direction is printed in its place (line 17396). */
export const illegalParking = defineSetting({
  id: 'analysis.illegalParking',
  title: 'Illegal parking',
  help: 'Reports vehicles that stand in a region.',
  manual: '2.6.15.11',
  request: { cgi: 'param', type: 'noParkingParam', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  fields: {
    ...enabled,
    ...shown,
    ...linkageSwitches,
    regions: regionsOf({
      ...targetSize,
      time: optional(int('Standing for at least', { key: 'minLeftTime', min: 5, max: 60, unit: 's' })), // line 17509
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
        maxSize: 1_000_000,
        minSize: 1000,
        time: 5,
        outline: [
          { x: 23.086124, y: 26.068377 },
          { x: 79.784691, y: 28.205128 },
          { x: 36.483253, y: 73.07692 },
        ],
      },
    ],
    schedule: [
      { day: 'Monday', from: 12_600, to: 14_400 },
      { day: 'Tuesday', from: 39_600, to: 41_400 },
    ],
  },
})
