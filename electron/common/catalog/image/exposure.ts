import { choice, flag, int, numbered, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'
import { level, recorderAndLite, scheme } from './words.ts'

/**
 * Shutter times by their numbers (manual line 28670). The IPC's own table has 1/15 twice, as 2 and as 5, and skips some (line 28627):
 * 2 is 1/5 in the other one.
 */
const shutterTimes = {
  0: '1/1 s',
  1: '1/2 s',
  2: '1/5 s',
  3: '1/10 s',
  4: '1/12.5 s',
  5: '1/15 s',
  6: '1/20 s',
  7: '1/25 s',
  8: '1/30 s',
  9: '1/50 s',
  10: '1/60 s',
  11: '1/100 s',
  12: '1/120 s',
  13: '1/125 s',
  14: '1/150 s',
  15: '1/200 s',
  16: '1/250 s',
  17: '1/500 s',
  18: '1/1000 s',
  19: '1/2000 s',
  20: '1/5000 s',
  21: '1/10000 s',
  22: '1/20000 s',
  23: '1/50000 s',
  24: '1/100000 s',
  25: '1/200000 s',
  '-1': 'not supported',
} as const

/** A lite camera calls two of them otherwise (manual line 28671). */
const shutterNames = { 'ipc-lite': { 24: '1/10000 s', 25: '1/20000 s' } } as const

const meterAreas = { 0: 'centre point', 1: 'central area', 4: 'whole picture', '-1': 'not supported' } as const

/** f-numbers by their numbers (manual line 28701). */
const irises = Object.fromEntries(
  [
    ...['off', 'F1.0', 'F1.1', 'F1.2', 'F1.3', 'F1.4', 'F1.6', 'F1.7', 'F1.8', 'F2.0', 'F2.2', 'F2.4', 'F2.6', 'F2.8', 'F3.2', 'F3.4'],
    ...['F3.6', 'F4.0', 'F4.5', 'F4.8', 'F5.0', 'F5.6', 'F6.3', 'F6.8', 'F7.1', 'F8.0', 'F9.0', 'F9.6', 'F10.0', 'F11.0', 'F13.0'],
    ...['F14.0', 'F16.0', 'F18.0', 'F19.0', 'F20.0', 'F22.0', 'F25.0', 'F27.0', 'F29.0', 'F32.0', 'F36.0', 'F38.0', 'F40.0', 'F45.0'],
    ...['F52.0', 'F54.0', 'F58.0', 'F64.0'],
  ].map((name, number) => [String(number), name]),
)

/** How long and how strongly light is taken in. */
export const exposure = defineSetting({
  id: 'image.exposure',
  title: 'Exposure',
  manual: '2.8.6',
  request: { cgi: 'sensor', type: 'Exposure', scope: 'channel', part: scheme() },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    mode: choice('Mode', { 0: 'automatic', 1: 'manual', 2: 'shutter first', '-1': 'not supported' }, { key: 'exposureMode' }),
    shutter: choice('Shutter', shutterTimes),
    meterArea: choice('Measured on', meterAreas),
    gain: level('Gain'),
  },
  sample: { mode: 'automatic', shutter: '1/25 s', meterArea: 'whole picture', gain: 50 },
})

/**
 * The same of recorders and of lite cameras; those call the shutter exposureTime.
 *
 * The heading leaves the lite series out, the table names it (manual lines 28561 and 28667).
 */
export const exposureOfRecorder = defineSetting({
  id: 'image.exposureOfRecorder',
  title: 'Exposure of a recorder or lite camera',
  manual: '2.8.6',
  request: { cgi: 'sensor', type: 'Exposure', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: recorderAndLite,
  fields: {
    mode: choice(
      'Mode',
      { 0: 'automatic', 1: 'manual', 2: 'shutter first', 3: 'aperture first', '-1': 'not supported' },
      { key: 'exposureMode', namesOf: { 'ipc-lite': { 1: 'automatic', 2: 'manual' } } },
    ),
    shutter: optional(choice('Shutter', shutterTimes, { key: 'exposureTime', namesOf: shutterNames })),
    maxShutter: optional(choice('Longest shutter', shutterTimes, { help: 'Automatic or aperture first.' })),
    meterArea: optional(choice('Measured on', meterAreas)),
    maxGain: optional(level('Highest gain')),
    iris: optional(choice('Iris', { 0: 'fully open', 1: 'automatic', '-1': 'not supported' })),
    irisSpeed: optional(level('Iris speed')),
    irisStop: optional(choice('Aperture', irises, { key: 'irisOpt', help: 'Cameras whose iris and iris speed are not supported.' })),
  },
  sample: { mode: 'shutter first', shutter: '1/5 s' },
})

/** What a lite camera takes: shutter times, and whether a highest gain. */
export const sensorAbility = defineSetting({
  id: 'image.ability',
  title: 'What the picture can be set to',
  manual: '2.8.19.3',
  request: { cgi: 'sensor', type: 'sensorAbility', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  series: ['ipc-lite'],
  fields: {
    maxGain: flag('Highest gain', { key: 'maxGainSupport' }),
    shutterTimes: numbered('Shutter times', {
      markers: { count: ['exposureTimeCount'], begin: ['exposureTimeBegin'], end: ['exposureTimeEnd'] },
      item: { time: text('Time', { key: 'exposureTimeSupport_{n}' }) },
    }),
  },
  sample: { maxGain: false, shutterTimes: [{ time: '1/5' }, { time: '1/10' }] },
})

/** Following what moves, with a camera that pans and tilts. The get is on param.cgi, the set on sensor.cgi (manual lines 29241, 29259). */
export const tracking = defineSetting({
  id: 'image.tracking',
  title: 'Tracking',
  manual: '2.8.12',
  request: { cgi: 'param', setCgi: 'sensor', type: 'IntelligentTracking', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    enabled: flag('Follow', { key: 'enable' }),
    calibration: int('Calibration', { key: 'calibrate', min: 1, max: 30 }),
    magnification: int('Magnification', { key: 'magnify', min: 1, max: 30 }),
    duration: int('Duration', { min: 1, max: 300, unit: 's' }),
    preset: int('Preset to start from', { key: 'startPointPresetID', min: 0 }),
    target: choice('Follow what', { 1: 'people', 2: 'vehicles', 3: 'people and vehicles' }, { key: 'trackType' }),
  },
  sample: { enabled: true, calibration: 15, magnification: 21, duration: 56, preset: 2, target: 'people and vehicles' },
})
