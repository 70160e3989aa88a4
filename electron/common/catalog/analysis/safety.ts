import { int, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { week } from '../shared/week.ts'
import { details, drawing, lines, linkageOffer, presets, printed, sizeSwitch, typeLimits } from './abilityParts.ts'
import { enabled, linkageSwitches, ofPreset, outline, presetMode, regionsOf, shown, targets, targetShape } from './parts.ts'

function safetyFields(ability: string) {
  return {
    ...presetMode,
    ...enabled,
    ...shown,
    interval: optional(int('Time between alarms', { key: 'alarmInterval', min: 0 })),
    ...linkageSwitches,
    ...targets,
    regions: regionsOf({ ...targets, outline: outline(ability) }, { ability }),
    schedule: week(),
    ...targetShape,
  } as const
}

const ability = { ...drawing, ...details, ...typeLimits, ...sizeSwitch, ...lines, ...presets, ...linkageOffer } as const

const abilitySample = {
  ...printed.drawing,
  ...printed.details,
  ...printed.typeLimits,
  ...printed.sizeSwitch,
  ...printed.lines,
  ...printed.presets,
  ...printed.linkageOffer,
} as const

/** People without a helmet. The reply of wrong direction is printed in its place (line 20885): the sample is the printed set. */
export const safetyHelmet = defineSetting({
  id: 'analysis.safetyHelmet',
  title: 'Safety helmet',
  help: 'Reports people without a helmet.',
  manual: '2.6.15.20',
  request: { cgi: 'param', type: 'safetyHatParam', scope: 'channel', part: ofPreset },
  write: 'whole',
  backup: 'restore',
  fields: safetyFields('analysis.safetyHelmetAbility'),
  sample: {
    enabled: false,
    draw: false,
    output: true,
    record: true,
    email: true,
    ftp: true,
    sound: false,
    soundFile: 0,
    regions: [
      {
        limitType: false,
        outline: [
          { x: 11.722488, y: 37.179485 },
          { x: 12.200957, y: 78.205132 },
          { x: 34.210526, y: 73.931625 },
          { x: 32.057415, y: 39.743591 },
        ],
      },
    ],
    schedule: [
      { day: 'Sunday', from: 25_200, to: 43_200 },
      { day: 'Sunday', from: 50_400, to: 68_400 },
    ],
  },
})

export const safetyHelmetAbility = defineSetting({
  id: 'analysis.safetyHelmetAbility',
  title: 'What safety helmet detection can do',
  manual: '2.6.15.20.1',
  request: { cgi: 'param', type: 'safetyHatAbility', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  fields: ability,
  sample: abilitySample,
})

/** People without a safety vest. The heading over its sections is misnumbered, 2.3.15.21. */
export const safetyVest = defineSetting({
  id: 'analysis.safetyVest',
  title: 'Safety vest',
  help: 'Reports people without a safety vest.',
  manual: '2.6.15.21.3',
  repeats: ['2.6.15.21.4'],
  request: { cgi: 'param', type: 'safetyVestParam', scope: 'channel', part: ofPreset },
  write: 'whole',
  backup: 'restore',
  fields: safetyFields('analysis.safetyVestAbility'),
  sample: {
    enabled: true,
    interval: 10,
    output: false,
    record: false,
    email: false,
    led: false,
    ftp: false,
    sound: false,
    limitType: false,
    type: 'Person or vehicle',
    regions: [
      {
        outline: [
          { x: 51, y: 35 },
          { x: 45, y: 83 },
          { x: 69, y: 78 },
        ],
      },
    ],
    schedule: [
      { day: 'Sunday', from: 0, to: 81_000 },
      { day: 'Monday', from: 0, to: 81_000 },
      { day: 'Tuesday', from: 0, to: 81_000 },
      { day: 'Wednesday', from: 0, to: 81_000 },
      { day: 'Thursday', from: 0, to: 81_000 },
    ],
  },
})

export const safetyVestAbility = defineSetting({
  id: 'analysis.safetyVestAbility',
  title: 'What safety vest detection can do',
  manual: '2.6.15.21.1',
  request: { cgi: 'param', type: 'safetyVestAbility', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  fields: ability,
  sample: abilitySample,
})
