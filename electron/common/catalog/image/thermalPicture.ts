import { choice, flag, int, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { scheme } from './words.ts'

/** Headed "IPC excluding the lite series"; only these have a thermal picture. */
const lines = ['thermal', 'body-thermal'] as const

/** The colours temperatures are shown in, and how the thermal picture lies over the visible one. */
export const falseColour = defineSetting({
  id: 'image.falseColour',
  title: 'False colour',
  manual: '2.8.15',
  request: { cgi: 'sensor', type: 'falseColor', scope: 'channel', part: scheme() },
  write: 'whole',
  backup: 'restore',
  series: lines,
  fields: {
    palette: choice(
      'Palette',
      {
        0: 'white hot',
        1: 'black hot',
        2: 'rainbow',
        3: 'iron red',
        4: 'amber',
        5: 'bone china',
        6: 'cold',
        7: 'brass',
        8: 'hot',
        9: 'pink',
        10: 'spring flowers',
        11: 'midsummer',
        12: 'autumn leaves',
        13: 'midwinter',
        14: 'purple blue',
        15: 'red flame',
        16: 'rose',
      },
      { key: 'falseColorModel' },
    ),
    bar: choice('Temperature bar', { 1: 'shown', 2: 'hidden' }, { key: 'temperatureBarEnable' }),
    offsetX: int('Fusion, offset to the right', { key: 'mixStreamXOffset' }),
    offsetY: int('Fusion, offset down', { key: 'mixStreamYOffset' }),
    scaleX: int('Fusion, width', { key: 'mixStreamWidthScale' }),
    scaleY: int('Fusion, height', { key: 'mixStreamHeightScale' }),
  },
  sample: { palette: 'bone china', bar: 'hidden', offsetX: 91, offsetY: 92, scaleX: 93, scaleY: 94 },
})

/**
 * When the detector is evened out (FFC), for which its shutter closes and the picture stands still a moment.
 *
 * The get tells shutterInitTrigger, which is in no table; the set asks for a correction at once with two others (manual lines 29572
 * and 29583).
 */
export const flatField = defineSetting({
  id: 'image.flatField',
  title: 'Flat field correction',
  manual: '2.8.16',
  request: { cgi: 'sensor', type: 'ffcCtrl', scope: 'channel', part: scheme() },
  write: 'whole',
  backup: 'restore',
  series: lines,
  fields: {
    mode: choice('Mode', { 0: 'automatic', 1: 'manual' }, { key: 'ffcCtrlModel' }),
    minutes: int('After', { key: 'ffcIntervalMinute', min: 5, max: 255, unit: 'min' }),
    degrees: int('After a change of', { key: 'ffcIntervalCelsius', min: 2, max: 255, unit: '°C' }),
    initTrigger: optional(int('Shutter trigger', { key: 'shutterInitTrigger', readOnly: true })),
    shutterNow: optional(flag('Correct with the shutter now', { key: 'shutterAdjustTrigger', order: true })),
    backgroundNow: optional(flag('Correct the background now', { key: 'backgroundAdjustTrigger', order: true })),
  },
  sample: { mode: 'manual', minutes: 5, degrees: 2, initTrigger: 1 },
})
