import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'
import { week } from '../shared/week.ts'
import { details, drawing, lines, linkageOffer, printed, sensitivities, sizeLimits, typeLimits } from './abilityParts.ts'
import { enabled, linkageSwitches, outline, regionsOf, sensitivity, shown, targets, targetShape } from './parts.ts'

/** What every analysis of a region can do. */
export const areaAbility = {
  ...drawing,
  ...details,
  ...typeLimits,
  ...sizeLimits,
  ...sensitivities,
  ...lines,
  ...linkageOffer,
} as const

export const areaAbilitySample = {
  ...printed.drawing,
  ...printed.details,
  ...printed.typeLimits,
  ...printed.sizeLimits,
  ...printed.sensitivities,
  ...printed.lines,
  ...printed.linkageOffer,
} as const

/** Sensitivity stands before the regions or in each of them (lines 18507 and 19295). */
export function areaFields(ability: string) {
  return {
    ...enabled,
    ...shown,
    ...sensitivity(ability),
    ...linkageSwitches,
    regions: regionsOf({ ...sensitivity(ability), ...targets, outline: outline(ability) }, { ability }),
    schedule: week(),
    ...targetShape,
  } as const
}

/** The reply printed for smoking, entering, leaving and smart motion alike (line 18507). */
export const areaSample = {
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

export const areaEntered = defineSetting({
  id: 'analysis.areaEntered',
  title: 'Area entered',
  help: 'Reports people and vehicles that come into a region.',
  manual: '2.6.15.14',
  request: { cgi: 'param', type: 'enterAreaParam', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: [...camerasButLite, 'nvr'],
  fields: areaFields('analysis.areaEnteredAbility'),
  sample: areaSample,
})

export const areaEnteredAbility = defineSetting({
  id: 'analysis.areaEnteredAbility',
  title: 'What area entered can do',
  manual: '2.6.15.14.1',
  request: { cgi: 'param', type: 'enterAreaAbility', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  series: camerasButLite,
  fields: areaAbility,
  sample: areaAbilitySample,
})

export const areaLeft = defineSetting({
  id: 'analysis.areaLeft',
  title: 'Area left',
  help: 'Reports people and vehicles that go out of a region.',
  manual: '2.6.15.15',
  request: { cgi: 'param', type: 'leaveAreaParam', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: [...camerasButLite, 'nvr'],
  fields: areaFields('analysis.areaLeftAbility'),
  sample: areaSample,
})

export const areaLeftAbility = defineSetting({
  id: 'analysis.areaLeftAbility',
  title: 'What area left can do',
  manual: '2.6.15.15.1',
  request: { cgi: 'param', type: 'leaveAreaAbility', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  series: camerasButLite,
  fields: areaAbility,
  sample: areaAbilitySample,
})
