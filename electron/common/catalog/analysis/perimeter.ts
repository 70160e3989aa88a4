import { defineSetting } from '../../schema/setting.ts'
import { cameras } from '../shared/lines.ts'
import { week } from '../shared/week.ts'
import { areaAbility, areaAbilitySample } from './area.ts'
import { presets, printed } from './abilityParts.ts'
import { enabled, linkageSwitches, ofPreset, outline, presetMode, regionsOf, sensitivity, shown, targets, targetShape } from './parts.ts'

const ability = 'analysis.perimeterAbility'

/** Someone or something inside a region. A lite camera adds the regions of a set to its own unless told to replace them (line 14061). */
export const perimeter = defineSetting({
  id: 'analysis.perimeter',
  title: 'Perimeter intrusion',
  help: 'Reports people and vehicles inside a region.',
  manual: '2.6.15.2',
  request: { cgi: 'param', type: 'perimeterParam', scope: 'channel', part: ofPreset },
  write: 'whole',
  backup: 'restore',
  fields: {
    ...presetMode,
    ...enabled,
    ...shown,
    ...linkageSwitches,
    regions: regionsOf(
      { ...sensitivity(ability), ...targets, outline: outline(ability) },
      {
        ability,
        replacing: { key: 'areaParamAction', series: ['ipc-lite'] },
      },
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
        sensitivity: 5,
        limitType: true,
        type: 'Person or vehicle',
        limitSize: true,
        maxSize: 100_000,
        minSize: 1000,
        outline: [
          { x: 23.325359, y: 21.367521 },
          { x: 47.488037, y: 88.46154 },
        ],
      },
    ],
    schedule: [
      { day: 'Sunday', from: 19_800, to: 21_600 },
      { day: 'Thursday', from: 59_400, to: 61_200 },
    ],
  },
})

export const perimeterAbility = defineSetting({
  id: ability,
  title: 'What perimeter intrusion can do',
  manual: '2.6.15.2.1',
  request: { cgi: 'param', type: 'perimeterAbility', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  series: cameras,
  fields: { ...areaAbility, ...presets },
  sample: { ...areaAbilitySample, ...printed.presets },
})
