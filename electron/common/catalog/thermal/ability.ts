import { choice, flag, int, list, optional, real } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { ignoredObjects, thermalLines } from './words.ts'

const none = { 0: 'no', 1: 'yes' } as const

/**
 * What the detector and its firmware can do.
 *
 * The sample counts two dimming modes and prints one, four filter targets and prints five, the last of them a number that is none
 * (manual lines 22022 and 22072). It calls the face algorithm 28 where the table knows 0 and 1: the number is kept.
 */
export const thermalAbility = defineSetting({
  id: 'thermal.ability',
  title: 'What the thermal camera can do',
  manual: '2.6.17.1',
  request: { cgi: 'param', type: 'thermalAbility', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  series: thermalLines,
  fields: {
    isThermal: flag('Thermal imaging', { key: 'IsThermal', words: 'words' }),
    areas: optional(int('Areas at most', { key: 'maxAreaNum', min: 0 })),
    pointAreas: optional(int('Points at most', { key: 'maxPointNum', alsoRead: ['maxPointAreaNum'], min: 0 })), // …AreaNum: line 23635
    lineAreas: optional(int('Lines at most', { key: 'maxLineNum', alsoRead: ['maxLineAreaNum'], min: 0 })),
    polygons: optional(
      choice(
        'Shapes of an area',
        { 0: 'none', 1: 'rectangles', 2: 'polygons', 3: 'rectangles and polygons' },
        { key: 'polygonType', alsoRead: ['supportPolygonType'] },
      ),
    ),
    polygonAreas: optional(int('Polygons at most', { key: 'maxPolygonNum', alsoRead: ['maxPolygonAreaNum'], min: 0 })),
    maskedAreas: optional(int('Masked areas at most', { key: 'maxmaskingNum', alsoRead: ['maxmaskingAreaNum'], min: 0 })),
    width: optional(int('Detector width', { key: 'sensorResolutionWidth', unit: 'px' })),
    height: optional(int('Detector height', { key: 'sensorResolutionHeight', unit: 'px' })),
    measures: optional(choice('Measures', { 0: 'areas', 1: 'faces' }, { key: 'measureType' })),
    ranges: list('Measuring range', 'measureRange', {
      endValue: 'one',
      item: {
        max: optional(real('Highest', { key: 'measureRangeMax', as: 'temperature' })),
        min: optional(real('Lowest', { key: 'measureRangeMin', as: 'temperature' })),
        originalMax: optional(real('Highest of the detector', { key: 'measureRangeOriMax', as: 'temperature' })),
        originalMin: optional(real('Lowest of the detector', { key: 'measureRangeOriMin', as: 'temperature' })),
      },
    }),
    dimmingModes: list('Dimming mode', 'drcMode', { endValue: 'one', item: { mode: int('Mode', { key: 'drcMode' }) } }),
    detector: optional(
      choice(
        'Detector',
        {
          '-1': 'undefined',
          0: 'GST417M',
          1: 'GST817M',
          2: 'LA6110',
          3: 'GST212M',
          4: 'RTD3172C',
          5: 'Tiny1B',
          6: 'GST612M',
        },
        { key: 'sensorType' },
      ),
    ),
    palettes: optional(choice('Colour palettes', none, { key: 'supportColorPalette' })),
    faceAlgorithm: optional(int('Face algorithm', { key: 'supportFaceAlgo', help: '0: none.' })),
    alarmRules: list('Alarm rule', 'alarmRule', {
      endValue: 'one',
      item: {
        rule: choice(
          'Rule',
          { 0: 'off', 1: 'automatic', 2: 'highest above', 3: 'highest below', 4: 'lowest above', 5: 'lowest below' },
          { key: 'alarmRule' },
        ),
      },
    }),
    fusionModes: list('Fusion mode', 'mixStreamMode', { endValue: 'one', item: { mode: int('Mode', { key: 'mixStreamMode' }) } }),
    fusionRectangles: list('Fusion rectangle', 'mixRect', { endValue: 'one', item: { rectangle: int('Rectangle', { key: 'mixRect' }) } }),
    rawIntervals: list('Interval of raw data', 'rawUploadInterval', {
      endValue: 'one',
      item: { interval: int('Interval', { key: 'rawUploadInterval' }) },
    }),
    blackBody: optional(choice('Black body correction', none, { key: 'blackBodyCorrectMode' })),
    lamp: optional(choice('White light', { 0: 'none', 1: 'fill light', 2: 'fill light, dimmable' }, { key: 'ledSupportMode' })),
    atk: optional(choice('ATK mode', none, { key: 'ATKSupportMode' })),
    burnProtection: optional(choice('Burn protection', none, { key: 'preventOverheatMode' })),
    sound: optional(choice('Sound on alarm', none, { key: 'audioActionMode' })),
    osd: optional(choice('Text in the thermal picture', none, { key: 'OSDDisableMode' })),
    visibleOsd: optional(choice('Text in the visible picture', none, { key: 'visiOSDDisableMode' })),
    output: optional(choice('Temperature output', none, { key: 'tempConsumeMode' })),
    ignored: list('Heat source that can be ignored', 'ignoreObject', {
      endValue: 'one',
      item: { target: choice('Target', ignoredObjects, { key: 'ignoreObject' }) },
    }),
  },
  sample: {
    isThermal: true,
    areas: 20,
    pointAreas: 20,
    lineAreas: 20,
    polygons: 'polygons',
    polygonAreas: 20,
    maskedAreas: 0,
    width: 640,
    height: 512,
    measures: 'areas',
    ranges: [{ max: 150, originalMax: 0, originalMin: 0 }],
    dimmingModes: [{ mode: 1 }],
    detector: 'GST612M',
    palettes: 'no',
    faceAlgorithm: 28,
    alarmRules: [{ rule: 'automatic' }, { rule: 'highest above' }, { rule: 'highest below' }],
    fusionModes: [{ mode: 0 }],
    fusionRectangles: [],
    rawIntervals: [{ interval: 1 }, { interval: 2 }, { interval: 3 }, { interval: 4 }, { interval: 5 }],
    blackBody: 'no',
    lamp: 'none',
    atk: 'no',
    burnProtection: 'yes',
    sound: 'yes',
    osd: 'no',
    visibleOsd: 'no',
    output: 'yes',
    ignored: [{ target: 'none' }, { target: 'people' }, { target: 'vehicles' }, { target: 'people and vehicles' }],
  },
})
