import { defineAction } from '../../schema/action.ts'
import { choice, int, list, points, real, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { temperature, temperatureUnits } from '../shared/temperature.ts'
import { thermalLines } from './words.ts'

const percent = { min: 0, max: 99.99, unit: '%' } as const

/** How hot one point of the picture is; the place in percent of its width and height. */
export const pointTemperature = defineAction({
  id: 'thermal.pointTemperature',
  title: 'Temperature of a point',
  manual: '2.6.17.6.2',
  request: { cgi: 'param', action: 'get', type: 'anyPointTemperature', scope: 'channel' },
  args: { x: real('X', { key: 'PointX', ...percent }), y: real('Y', { key: 'PointY', ...percent }) },
  reply: 'pairs',
  answer: {
    unit: choice('Unit', temperatureUnits, { key: 'temperatureUnit' }),
    temperature: temperature('Temperature', { key: 'pointTemperature' }),
  },
  answerSample: { unit: '°F', temperature: 36 },
  damage: 'none',
  series: thermalLines,
  sample: { x: 20, y: 10 },
})

/**
 * Temperatures of a grid of points between two corners.
 *
 * The first keys are misspelt in the example as they are here; the template has others (manual line 23032). A side whose ends are
 * the same has one point, any other two or more (line 23828).
 */
export const gridTemperatures = defineAction({
  id: 'thermal.gridTemperatures',
  title: 'Temperatures of a grid',
  manual: '2.6.17.6.3',
  request: { cgi: 'param', action: 'get', type: 'pointTemperature', scope: 'channel' },
  args: {
    fromX: real('From X', { key: 'biginPointX', ...percent }),
    fromY: real('From Y', { key: 'biginPointY', ...percent }),
    toX: real('To X', { key: 'endPointX', ...percent }),
    toY: real('To Y', { key: 'endPointY', ...percent }),
    columns: int('Columns', { key: 'horizontalNum', min: 1 }),
    rows: int('Rows', { key: 'verticalNum', min: 1 }),
  },
  reply: 'pairs',
  answer: {
    points: list('Point', 'pointTemperature', {
      markers: { count: null, next: 'pointTemperatureNext' },
      item: {
        x: real('X', { key: 'PointX', unit: '%' }),
        y: real('Y', { key: 'PointY', unit: '%' }),
        temperature: temperature('Temperature', { key: 'temperatureValue' }),
        unit: choice('Unit', temperatureUnits, { key: 'temperatureUnit' }),
      },
    }),
  },
  answerSample: {
    points: [
      { x: 20, y: 10, temperature: 20, unit: '°C' },
      { x: 10, y: 20, temperature: 19.9, unit: '°C' },
    ],
  },
  damage: 'none',
  series: thermalLines,
  sample: { fromX: 20, fromY: 10, toX: 89, toY: 90, columns: 10, rows: 10 },
})

/** Has dead pixels replaced by what their neighbours measure, until the camera restarts or it is saved. */
export const correctPixels = defineAction({
  id: 'thermal.correctPixels',
  title: 'Correct dead pixels',
  manual: '2.6.17.10.1',
  repeats: ['2.6.18.6.1'],
  request: { cgi: 'param', action: 'apply', type: 'AIThermalBadPointCalibration', scope: 'device' },
  args: { pixels: points('Pixels', 'BadPointList', {}, { min: 1 }) },
  reply: 'ok',
  damage: 'none',
  series: thermalLines,
  sample: {
    pixels: [
      { x: 50, y: 50 },
      { x: 80, y: 80 },
    ],
  },
})

/** Takes back the corrections of dead pixels. */
export const resetPixels = defineAction({
  id: 'thermal.resetPixels',
  title: 'Reset dead pixels',
  manual: '2.6.17.10.3',
  repeats: ['2.6.18.6.3'],
  request: { cgi: 'param', action: 'restore', type: 'AIThermalBadPointCalibration', scope: 'device' },
  args: {},
  reply: 'ok',
  damage: 'none',
  series: thermalLines,
  sample: {},
})

/** Keeps the corrections of dead pixels. */
export const savePixels = defineAction({
  id: 'thermal.savePixels',
  title: 'Save dead pixels',
  manual: '2.6.17.10.4',
  repeats: ['2.6.18.6.4'],
  request: { cgi: 'param', action: 'save', type: 'AIThermalBadPointCalibration', scope: 'device' },
  args: {},
  reply: 'ok',
  damage: 'none',
  series: thermalLines,
  sample: {},
})

/** The measuring core. The manual heads its table "not supported" (line 23600). */
export const core = defineSetting({
  id: 'thermal.core',
  title: 'Measuring core',
  manual: '2.6.17.11',
  repeats: ['2.6.18.9'],
  request: { cgi: 'param', type: 'AIThermalVersionInfo', scope: 'device' },
  write: 'none',
  backup: 'identity',
  series: thermalLines,
  fields: { version: text('Version', { key: 'Version' }), serial: text('Serial number', { key: 'Sequence' }) },
  sample: { version: '20190723', serial: 'test-1' },
})
