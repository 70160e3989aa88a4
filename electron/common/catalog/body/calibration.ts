import { flag, int, list, optional, points, real } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { temperature } from '../shared/temperature.ts'

const lines = ['body-thermal'] as const

const percent = { min: 0, max: 100, unit: '%' } as const

const emissivity = { key: 'Emissivity', min: 0.1, max: 0.99 } as const

/**
 * Laying the thermal picture over the visible one: three points each, one for one.
 *
 * The get names cameraID and the set does not (manual lines 24749 and 24771); neither of the other body temperature requests does.
 */
export const mapping = defineSetting({
  id: 'body.mapping',
  title: 'Alignment of the pictures',
  manual: '2.6.18.5',
  request: { cgi: 'param', type: 'AIThermalMapping', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: lines,
  fields: {
    number: int('Calibration', { key: 'SerialNumber', min: 1, max: 8 }),
    depth: int('Distance of the scene', { key: 'SceneDepth', min: 0, unit: 'm' }),
    visible: { ...points('Points in the visible picture', 'SrcPointList', { ...percent, digits: 2 }), frame: 'RegionSrc' },
    thermal: { ...points('Points in the thermal picture', 'DstPointList', { ...percent, digits: 2 }), frame: 'RegionDst' },
    offsetX: optional(real('Offset to the right', { key: 'OffsetX' })),
    offsetY: optional(real('Offset down', { key: 'OffsetY' })),
  },
  sample: {
    number: 6,
    depth: 5,
    visible: [
      { x: 27.2, y: 48.81 },
      { x: 59, y: 40 },
      { x: 57.8, y: 70.85 },
    ],
    thermal: [
      { x: 17, y: 45.08 },
      { x: 47, y: 28.81 },
      { x: 55, y: 56.95 },
    ],
    offsetX: 1.1,
    offsetY: 2,
  },
  check: ({ visible, thermal }) =>
    visible.length === thermal.length
      ? []
      : [
          thermal.length < visible.length
            ? { path: 'thermal', problem: 'tooFew', limits: { min: visible.length, max: visible.length } }
            : { path: 'thermal', problem: 'tooMany', limits: { min: visible.length, max: visible.length } },
        ],
})

/**
 * Calibration against a black body in the picture.
 *
 * Two corners of a rectangle are set, four are told (manual line 24947). `BlackBobyTemperature` is spelt so everywhere.
 */
export const calibration = defineSetting({
  id: 'body.calibration',
  title: 'Black body calibration',
  manual: '2.6.18.7',
  request: { cgi: 'param', type: 'AIThermalCalibration', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: lines,
  fields: {
    enabled: flag('Calibrate', { key: 'Enable', words: 'words' }),
    shown: flag('Show the area', { key: 'ShowObjectEnable', words: 'words' }),
    target: temperature('Temperature of the black body', { key: 'BlackBobyTemperature' }),
    emissivity: real('Emissivity', emissivity),
    distance: real('Distance', { key: 'TargetSpace', min: 0, unit: 'm' }),
    area: { ...points('Area', 'PointList', percent, { min: 2, max: 4 }), frame: 'CalibrationArea' },
  },
  sample: {
    enabled: false,
    shown: false,
    target: 40.1,
    emissivity: 0.5,
    distance: 5000,
    area: [
      { x: 20, y: 28 },
      { x: 75, y: 28 },
      { x: 75, y: 82 },
      { x: 20, y: 82 },
    ],
  },
})

/** Rectangles measured to check the camera, each with the surface it shows; two corners each. */
export const metrology = defineSetting({
  id: 'body.metrology',
  title: 'Metrology test',
  manual: '2.6.18.8',
  request: { cgi: 'param', type: 'AIThermalMetrologyTest', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: lines,
  fields: {
    enabled: flag('Test', { key: 'Enable', words: 'words' }),
    areas: list('Area', 'AreaParam', {
      markers: { count: null, next: 'NextAreaParam' },
      nextFrom: 'always1',
      endValue: 'one',
      max: 8,
      numberIn: 'area',
      item: {
        area: int('Area', { key: 'AreaId', min: 1, max: 8 }),
        emissivity: real('Emissivity', emissivity),
        distance: real('Distance', { key: 'TargetSpace', min: 0, unit: 'm' }),
        outline: points('Rectangle', 'PointList', percent, { min: 2, max: 4 }),
      },
    }),
  },
  sample: {
    enabled: true,
    areas: [
      { area: 1, emissivity: 0.1, distance: 1, outline: [{ x: 4, y: 8 }, { x: 15, y: 21 }] }, // prettier-ignore
      { area: 2, emissivity: 0.2, distance: 2, outline: [{ x: 67, y: 58 }, { x: 81, y: 82 }] }, // prettier-ignore
    ],
  },
})
