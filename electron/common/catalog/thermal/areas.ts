import { choice, flag, int, list, optional, real, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { polygon } from '../shared/polygon.ts'
import { temperature } from '../shared/temperature.ts'
import { ignoredObjects, thermalLines } from './words.ts'

/** By how much, not at which: alarms by difference and by rise. */
const differenceWhere = { name: 'alarm', is: ['difference', 'rise'] } as const

/**
 * Areas whose temperature is measured, and when each alarms; the values are in the unit of the measurement.
 *
 * One list a preset: 0 is the picture without one. The manual calls the values whole numbers (line 22879) and prints 48.000000.
 */
export const areas = defineSetting({
  id: 'thermal.areas',
  title: 'Measuring areas',
  manual: '2.6.17.5',
  request: {
    cgi: 'param',
    type: 'temperAlarmParam',
    scope: 'channel',
    part: { key: 'measureID', label: 'Preset', first: 0, last: 255 }, // last is ours: the manual has {n}
  },
  write: 'whole',
  backup: 'restore',
  series: thermalLines,
  fields: {
    areas: list('Area', 'temperAlarmParam', {
      markers: { begin: 'temperAlarmParamStart' },
      endValue: 'one',
      numberIn: 'area',
      item: {
        enabled: flag('Measure', { key: 'areaFlag', words: 'words' }),
        area: int('Area', { key: 'areaId', min: 0 }),
        name: text('Name', { key: 'areaName' }),
        shape: choice('Shape', { 1: 'point', 2: 'line', 3: 'rectangle', 4: 'polygon' }, { key: 'areaShapeType' }),
        alarm: choice('Alarm by', { 0: 'difference', 1: 'threshold', 2: 'range', 3: 'rise' }, { key: 'alarmType' }),
        warning: temperature('Warning at', { key: 'warningValue', differenceWhere, help: 'All but an alarm by range.' }),
        value: temperature('Alarm at', { key: 'alarmValue', differenceWhere }),
        max: temperature('Range, to', { key: 'alarmMaxValue', help: 'Alarm by range.' }),
        duration: int('Rise within', { key: 'timeDuration', min: 1, max: 10, unit: 's', help: 'Alarm by rise.' }),
        emissivity: real('Emissivity', { min: 0.1, max: 0.99 }), // bounds: manual line 23704
        distance: real('Distance', { key: 'targetSpace', min: 0, unit: 'm' }),
        reflection: flag('Correct reflections', { key: 'reflectTempEnable' }),
        reflected: temperature('Reflected temperature', { key: 'reflectTempValue' }),
        ignored: choice('Heat source to ignore', ignoredObjects, { key: 'ignoreObjectMode' }),
        alarms: flag('Alarm', { key: 'alarmFlag' }),
        masked: flag('Masked', { key: 'maskEnable' }),
        group: int('Group', { key: 'groupId', min: 0, max: 6 }),
        outline: polygon({
          key: 'PointX',
          min: 1,
          endValue: 'one',
          markers: {
            count: 'SNPointCoordinateCount',
            begin: 'SNPointCoordinateStart',
            next: 'SNPointCoordinateNext',
            end: 'SNPointCoordinateEnd',
          },
        }),
      },
    }),
  },
  sample: {
    areas: [
      {
        enabled: true,
        area: 2,
        name: 'Area22',
        shape: 'polygon',
        alarm: 'range',
        warning: 48,
        value: 51.02,
        max: 64.040001,
        duration: 1,
        emissivity: 0.92,
        distance: 5,
        reflection: false,
        reflected: 54.540001,
        ignored: 'vehicles',
        alarms: true,
        masked: true,
        group: 4,
        outline: [
          { x: 10.431034, y: 39.57143 },
          { x: 10.603448, y: 75 },
          { x: 41.637932, y: 73 },
          { x: 52.5, y: 42.714287 },
        ],
      },
    ],
  },
})

/** Parts of the picture that are not measured. */
export const maskedAreas = defineSetting({
  id: 'thermal.maskedAreas',
  title: 'Areas not measured',
  manual: '2.6.17.8',
  request: { cgi: 'param', type: 'maskingArea', scope: 'channel', channelKey: 'camearaID' },
  write: 'whole',
  backup: 'restore',
  series: thermalLines,
  fields: {
    enabled: flag('Mask areas', { key: 'maskingEnable' }),
    shown: flag('Show masked areas', { key: 'showmaskingEnable' }),
    areas: list('Area', 'region', {
      limitedBy: { ability: 'thermal.ability', most: 'maskedAreas' },
      item: { outline: polygon({ min: 3 }) },
    }),
  },
  sample: {
    enabled: true,
    shown: true,
    areas: [
      {
        outline: [
          { x: 17.755102, y: 31.111111 },
          { x: 6.530612, y: 47.407406 },
          { x: 37.346939, y: 37.037037 },
        ],
      },
    ],
  },
})

/** What the areas measure now; coordinates in pixels of the detector, as the sample has them (manual line 23002). */
export const areaTemperatures = defineSetting({
  id: 'thermal.areaTemperatures',
  title: 'Temperatures of the areas',
  manual: '2.6.17.6',
  request: { cgi: 'param', type: 'areaTemperature', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  series: thermalLines,
  fields: {
    areas: list('Area', 'areaTemperature', {
      markers: { count: null },
      numberIn: 'area',
      item: {
        area: int('Area', { key: 'areaID', min: 0 }),
        unit: choice('Unit', { 0: '°C', 1: '°F' }, { key: 'temperatureUnit' }),
        maxX: real('Highest at X', { key: 'maxTemperatureX' }),
        maxY: real('Highest at Y', { key: 'maxTemperatureY' }),
        max: temperature('Highest', { key: 'maxTemperature' }),
        minX: real('Lowest at X', { key: 'minTemperatureX' }),
        minY: real('Lowest at Y', { key: 'minTemperatureY' }),
        min: temperature('Lowest', { key: 'minTemperature' }),
        average: optional(temperature('Average', { key: 'aveTemperature' })),
      },
    }),
  },
  sample: { areas: [{ area: 0, unit: '°C', maxX: 703, maxY: 575, max: 0, minX: 703, minY: 575, min: 0, average: 0 }] },
})
