import { choice, flag, int, list, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras, camerasButLite } from '../shared/lines.ts'
import { line } from './parts.ts'

const ability = 'analysis.advancedAbility'

/**
 * What all analyses of a channel share.
 *
 * The interval is alarmInterval in reply and set (lines 20251 and 20263), alarmInTerminal in the table (line 20323). The name of FOV is
 * lost in print: it reads "URL of Refer to" (line 20292).
 */
export const advanced = defineSetting({
  id: 'analysis.advanced',
  title: 'Scene and calibration',
  help: 'What the analyses of this channel need to know of the place.',
  manual: '2.6.15.17',
  request: { cgi: 'param', type: 'advanceParam', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: cameras,
  fields: {
    scene: optional(choice('Scene', { 0: 'Indoors', 1: 'Outdoors' })),
    height: optional(int('Mounting height', { min: 0 })),
    angle: optional(int('Mounting angle', {})),
    fieldOfView: optional(int('Field of view', { key: 'FOV' })),
    cameraShakes: optional(flag('Camera shakes', { key: 'cameraShake' })),
    noise: optional(flag('Noisy picture', { key: 'highNoise' })),
    lowContrast: optional(flag('Low contrast')),
    backgroundTime: optional(
      int('Period of a moving background', {
        key: 'periodMotion',
        min: 0,
        limitedBy: { ability, min: 'backgroundTimeFrom', max: 'backgroundTimeTo' },
      }),
    ),
    interval: optional(int('Time between alarms', { key: 'alarmInterval', alsoRead: ['alarmInTerminal'], min: 0 })),
    filter: optional(flag('Filter targets', { key: 'filterEnable' })),
    filterTime: optional(
      int('Filter time', { key: 'filterTime', min: 0, limitedBy: { ability, min: 'filterTimeFrom', max: 'filterTimeTo' } }),
    ),
    calibration: optional(
      list('Calibration lines', 'pixelToReal', {
        item: {
          length: int('Real length', { key: 'realSize', min: 0 }),
          direction: optional(choice('Direction', { 0: 'Horizontal', 1: 'Vertical' }, { key: 'lineDirection' })),
          ...line,
        },
      }),
    ),
  },
  sample: { scene: 'Outdoors', interval: 88, calibration: [] },
})

/** `hightNoise` is the table's (line 20185), `highNoise` the reply's (line 20100). */
export const advancedAbility = defineSetting({
  id: ability,
  title: 'What scene and calibration take',
  manual: '2.6.15.17.1',
  request: { cgi: 'param', type: 'advanceAbility', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  series: cameras,
  fields: {
    scene: flag('Scene', { key: 'sceneEnable' }),
    height: flag('Mounting height', { key: 'heightEnable' }),
    angle: flag('Mounting angle', { key: 'angleEnable' }),
    fieldOfView: flag('Field of view', { key: 'FOVEnable' }),
    calibration: flag('Calibration', { key: 'pixelToRealSizeEnable' }),
    length: flag('Real length', { key: 'realSizeEnable' }),
    direction: flag('Direction of a line', { key: 'lineDirectionEnable' }),
    line: flag('Lines can be drawn', { key: 'lineEnable' }),
    cameraShakes: flag('Camera shakes', { key: 'cameraShake' }),
    noise: flag('Noisy picture', { key: 'highNoise', alsoRead: ['hightNoise'] }),
    lowContrast: flag('Low contrast'),
    background: flag('Moving background', { key: 'periodMotion' }),
    backgroundTime: flag('Period of a moving background', { key: 'periodMotionTime' }),
    backgroundTimeFrom: int('Period from', { key: 'periodMotionTimeMin' }),
    backgroundTimeTo: int('Period to', { key: 'periodMotionTimeMax' }),
    filter: optional(flag('Filter targets', { key: 'filterEnable' })),
    filterTimeFrom: optional(int('Filter time from', { key: 'filterTimeMin' })),
    filterTimeTo: optional(int('Filter time to', { key: 'filterTimeMax' })),
  },
  sample: {
    scene: true,
    height: false,
    angle: false,
    fieldOfView: false,
    calibration: true,
    length: true,
    direction: true,
    line: true,
    cameraShakes: false,
    noise: false,
    lowContrast: false,
    background: false,
    backgroundTime: false,
    backgroundTimeFrom: 1,
    backgroundTimeTo: 60,
  },
})

/** The area as printed (line 20406): 7 by 5 cells on, of 64 by 36. */
const printedArea = [
  'A'.repeat(669),
  ['BERER', 'ERERE'].join('A'.repeat(38)),
  'A'.repeat(38),
  'REREQ',
  'A'.repeat(37),
  ['BERER', 'ERERE'].join('A'.repeat(38)),
  'A'.repeat(694),
  '=',
].join('')

/**
 * Where people were. The table gives 1 to 2 as the range of the switch (line 20438); reply and set have 1 for on (lines 20404 and
 * 20417), and 1 and 2 are the modes.
 */
export const heatMap = defineSetting({
  id: 'analysis.heatMap',
  title: 'Heat map',
  help: 'Records where people were, and for how long.',
  manual: '2.6.15.18',
  request: { cgi: 'param', type: 'HeatMapParam', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    enabled: flag('Enabled', { key: 'Enable' }),
    period: optional(choice('One map for each', { 1: 'hour', 2: 'day' }, { key: 'HeatMapSaveMode' })),
    area: text('Area', { key: 'HeatMapAreaBase', as: 'base64', cells: true, help: 'The cells of the picture, as Base64.' }),
  },
  sample: { enabled: true, period: 'hour', area: printedArea },
})
