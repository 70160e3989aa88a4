import { int } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras } from '../shared/lines.ts'
import { week } from '../shared/week.ts'
import { drawing, lines, linkageOffer, presets, printed } from './abilityParts.ts'
import { enabled, linkageSwitches, ofPreset, outline, presetMode, regionsOf, sensitivity, shown } from './parts.ts'

const { draw } = shown

/** Fields of both; `ability` is what limits their regions. */
function smokeFields(ability: string) {
  return {
    ...presetMode,
    ...enabled,
    draw,
    ...sensitivity(),
    ...linkageSwitches,
    regions: regionsOf({ outline: outline(ability) }, { ability }),
    schedule: week(),
  } as const
}

const sample = {
  enabled: true,
  draw: true,
  sensitivity: 3,
  output: true,
  record: true,
  email: true,
  ftp: true,
  sound: true,
  soundFile: 7,
  regions: [
    {
      outline: [
        { x: 36.124401, y: 43.162392 },
        { x: 37.559807, y: 68.376068 },
        { x: 51.196171, y: 43.589745 },
      ],
    },
  ],
  schedule: [{ day: 'Sunday', from: 0, to: 1800 }],
} as const

/** People who smoke. */
export const smoking = defineSetting({
  id: 'analysis.smoking',
  title: 'Smoking',
  help: 'Reports people who smoke where they should not.',
  manual: '2.6.14.1',
  request: { cgi: 'param', type: 'smokeParam', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  fields: smokeFields('analysis.smokingAbility'),
  sample,
})

export const smokingAbility = defineSetting({
  id: 'analysis.smokingAbility',
  title: 'What smoking detection can do',
  manual: '2.6.14.1.1',
  request: { cgi: 'param', type: 'smokeParamAbility', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  fields: { ...drawing, ...lines, ...linkageOffer },
  sample: { ...printed.drawing, ...printed.lines, ...printed.linkageOffer },
})

/** Smoke and flames. */
export const fireSmoke = defineSetting({
  id: 'analysis.fireSmoke',
  title: 'Smoke and flame',
  help: 'Reports smoke and open flames in the picture. It does not replace a fire alarm system.',
  manual: '2.6.14.3',
  request: { cgi: 'param', type: 'fireSmokeParam', scope: 'channel', part: ofPreset },
  write: 'whole',
  backup: 'restore',
  fields: smokeFields('analysis.fireSmokeAbility'),
  sample,
})

/** `region` is `Regin` in the table (line 13079). */
export const fireSmokeAbility = defineSetting({
  id: 'analysis.fireSmokeAbility',
  title: 'What smoke and flame detection can do',
  manual: '2.6.14.3.1',
  request: { cgi: 'param', type: 'fireSmokeParamAbility', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  series: cameras,
  fields: { ...drawing, regions: { ...drawing.regions, alsoRead: ['Regin'] }, ...lines, ...presets, ...linkageOffer },
  sample: { ...printed.drawing, ...printed.lines, presets: true, ...printed.linkageOffer },
})

export const fireSpotAbility = defineSetting({
  id: 'analysis.fireSpotAbility',
  title: 'What fire spot detection can do',
  manual: '2.6.14.2.1',
  request: { cgi: 'param', type: 'smallFireParamAbility', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  fields: {
    minSensitivity: int('Sensitivity from', { min: 0 }),
    maxSensitivity: int('Sensitivity to', { min: 0 }),
    ...linkageOffer,
  },
  sample: { minSensitivity: 1, maxSensitivity: 100, ...printed.linkageOffer },
})
