import { flag, int, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { presets, printed } from './abilityParts.ts'
import { areaAbility, areaAbilitySample, areaFields, areaSample } from './area.ts'
import { ofPreset, presetMode } from './parts.ts'

/** Movement of people and vehicles only. */
export const smartMotion = defineSetting({
  id: 'analysis.smartMotion',
  title: 'Smart motion',
  help: 'Reports movement of people and vehicles only, not of trees or rain.',
  manual: '2.6.15.16',
  request: { cgi: 'param', type: 'smartMotionParam', scope: 'channel', part: ofPreset },
  write: 'whole',
  backup: 'restore',
  fields: { ...presetMode, ...areaFields('analysis.smartMotionAbility') },
  sample: areaSample,
})

const lite = { series: ['ipc-lite'] } as const

/** The first four are of the lite series (line 19451). */
export const smartMotionAbility = defineSetting({
  id: 'analysis.smartMotionAbility',
  title: 'What smart motion can do',
  manual: '2.6.15.16.1',
  request: { cgi: 'param', type: 'smartMotionAbility', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  fields: {
    library: optional(int('Algorithm library', { key: 'libId', ...lite })),
    available: optional(flag('Smart motion available', { key: 'smartMotionAlarmAbilityEnable', ...lite })),
    liteRegions: optional(flag('Regions can be drawn (lite)', { key: 'regionEnable', ...lite })),
    liteCorners: optional(int('Corners of a region (lite)', { key: 'edgeNum', min: 0, ...lite })),
    ...areaAbility,
    ...presets,
  },
  sample: { library: 1, available: true, liteRegions: true, liteCorners: 8, ...areaAbilitySample, ...printed.presets },
})
