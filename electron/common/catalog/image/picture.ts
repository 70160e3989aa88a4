import type { Issue } from '../../schema/field.ts'
import { choice, int, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'
import { level, scheme, toggle } from './words.ts'

/** Brightness and colours of the picture. */
export const picture = defineSetting({
  id: 'image.picture',
  title: 'Picture',
  manual: '2.8.3',
  request: { cgi: 'sensor', type: 'imaging', scope: 'channel', part: scheme() },
  write: 'whole',
  backup: 'restore',
  fields: {
    brightness: level('Brightness'),
    saturation: level('Saturation'),
    sharpness: level('Sharpness'),
    contrast: level('Contrast'),
    detail: optional(level('Detail', { key: 'detailreinforced' })),
  },
  sample: { brightness: 1, saturation: 50, sharpness: 30, contrast: 6 },
})

/** Clearing the picture of fog. The scheme is spelt SchemaId in both examples (manual lines 28291 and 28305). */
export const defogging = defineSetting({
  id: 'image.defogging',
  title: 'Defogging',
  manual: '2.8.4',
  request: { cgi: 'sensor', type: 'Defogging', scope: 'channel', part: scheme('SchemaId') },
  write: 'whole',
  backup: 'restore',
  fields: { enabled: toggle('Defog', { key: 'defoggingSwitch' }), strength: level('Strength', { key: 'defoggingStrength' }) },
  sample: { enabled: 'off', strength: 50 },
})

/** How the picture lies: indoors or outdoors, upright, mirrored. */
export const sceneMode = defineSetting({
  id: 'image.scene',
  title: 'Scene and mirroring',
  manual: '2.8.9',
  request: { cgi: 'sensor', type: 'SceneMode', scope: 'channel', part: scheme() },
  write: 'whole',
  backup: 'restore',
  fields: {
    scene: choice('Scene', { 0: 'indoors', 1: 'outdoors', '-1': 'not supported' }, { key: 'Scene', alsoRead: ['Scenes'] }), // Scenes: the table
    corridor: toggle('Corridor', { key: 'CorridorMode', help: 'Turns the picture upright, for corridors.' }),
    mirror: choice(
      'Mirror',
      { 0: 'no', 1: 'left to right', 2: 'top to bottom', 3: 'both ways', '-1': 'not supported' },
      { key: 'MirrorMode' },
    ),
  },
  sample: { scene: 'indoors', corridor: 'off', mirror: 'both ways' },
})

/** Taking noise out of the picture, within one frame (2D) and between frames (3D). */
export const noiseReduction = defineSetting({
  id: 'image.noise',
  title: 'Noise reduction',
  manual: '2.8.13',
  request: { cgi: 'sensor', type: 'NoiseReduction', scope: 'channel', part: scheme() },
  write: 'whole',
  backup: 'restore',
  fields: {
    spatial: toggle('2D', { key: '2DNR' }),
    temporal: toggle('3D', { key: '3DNR' }),
    spatialMode: reductionMode('2D mode', '2DNRMode'),
    temporalMode: reductionMode('3D mode', '3DNRMode'),
    spatialMax: level('2D, at most', { key: '2DNRMaxStrength', help: '2D automatic.' }),
    temporalMax: level('3D, at most', { key: '3DNRMaxStrength', help: '3D automatic.' }),
    spatialFixed: level('2D, fixed', { key: '2DNRFixedStrength', help: '2D manual.' }),
    temporalFixed: level('3D, fixed', { key: '3DNRFixedStrength', help: '3D manual.' }),
  },
  sample: {
    spatial: 'on',
    temporal: 'off',
    spatialMode: 'automatic',
    temporalMode: 'manual',
    spatialMax: 20,
    temporalMax: 66,
    spatialFixed: 56,
    temporalFixed: 88,
  },
})

/**
 * Light and dark in one picture, shake and fog.
 *
 * "WDR, HLC, BLC cannot be enabled at the same time" (manual line 29412); the printed reply has two of them on (line 29396), so the
 * sample is what the printed set would leave.
 */
export const enhancement = defineSetting({
  id: 'image.enhancement',
  title: 'Picture enhancement',
  manual: '2.8.14',
  request: { cgi: 'sensor', type: 'EnhanceImage', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  fields: {
    wdr: toggle('Wide dynamic range', { key: 'WDR' }),
    wdrLevel: level('Wide dynamic range, strength', { key: 'WDRvalue' }),
    hlc: toggle('Highlight compensation', { key: 'HLC', help: 'Dims headlights and lamps.' }),
    hlcLevel: level('Highlight compensation, strength', { key: 'HLCvalue' }),
    blc: toggle('Backlight compensation', { key: 'BLC', help: 'Brightens what stands before the light.' }),
    blcLevel: level('Backlight compensation, strength', { key: 'BLCvalue' }),
    antiShake: toggle('Image stabilisation', { key: 'AntiShake' }),
    defog: toggle('Defog', { key: 'Defog' }),
    defogLevel: level('Defog, strength', { key: 'Defogvalue' }),
  },
  sample: {
    wdr: 'on',
    wdrLevel: 23,
    hlc: 'off',
    hlcLevel: 33,
    blc: 'off',
    blcLevel: 1,
    antiShake: 'on',
    defog: 'off',
    defogLevel: 88,
  },
  check: ({ wdr, hlc, blc }): readonly Issue[] => {
    const on = Object.entries({ wdr, hlc, blc }).filter(([, value]) => value === 'on')
    return on.slice(1).map(([path]) => ({ path, problem: 'notOneOf', limits: { options: 'off' } }))
  },
})

const gains = {
  red: level('Red', { key: 'redGain', help: 'Manual white balance.' }),
  blue: level('Blue', { key: 'blueGain', help: 'Manual white balance.' }),
}

const balances = { 0: 'automatic', 1: 'tungsten', 2: 'fluorescent', 3: 'daylight', 4: 'shade', 9: 'manual', '-1': 'not supported' } as const

/** What counts as white. */
export const whiteBalance = defineSetting({
  id: 'image.whiteBalance',
  title: 'White balance',
  manual: '2.8.10',
  request: { cgi: 'sensor', type: 'WBMode', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: [...camerasButLite, 'nvr'],
  fields: { mode: choice('Mode', balances, { key: 'wbMode' }), ...gains },
  sample: { mode: 'automatic', red: 50, blue: 50 },
})

/** The same of a lite camera, which calls the mode rgbMode (manual line 29168). */
export const whiteBalanceOfLite = defineSetting({
  id: 'image.whiteBalanceOfLite',
  title: 'White balance of a lite camera',
  manual: '2.8.10',
  request: { cgi: 'sensor', type: 'WBMode', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: ['ipc-lite'],
  fields: { mode: choice('Mode', balances, { key: 'rgbMode' }), ...gains },
  sample: { mode: 'automatic', red: 50, blue: 50 },
})

/** White balance of each scheme. What its modes mean the manual does not say (line 29656); the printed set with gains has mode 1. */
export const whiteBalanceOfScheme = defineSetting({
  id: 'image.whiteBalanceOfScheme',
  title: 'White balance of a scheme',
  manual: '2.8.17',
  request: { cgi: 'sensor', type: 'whiteBalance', scope: 'channel', part: scheme() },
  write: 'whole',
  backup: 'restore',
  fields: { mode: int('Mode', { min: 0, special: { [-1]: 'not supported' } }), ...gains },
  sample: { mode: 0, red: 0, blue: 0 },
})

function reductionMode(label: string, key: string) {
  return choice(label, { 1: 'automatic', 2: 'manual', '-1': 'not supported' }, { key })
}
