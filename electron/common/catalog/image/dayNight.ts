import { choice, int, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'
import { level, recorderAndLite, scheme, tens } from './words.ts'

const modes = { 0: 'automatic', 1: 'day', 2: 'night', 3: 'by time', '-1': 'not supported' } as const
const lamp = { 1: 'automatic', 2: 'manual', '-1': 'not supported' } as const

/** When the camera sees in colour and when in black and white, and what lights the scene. */
export const dayNight = defineSetting({
  id: 'image.dayNight',
  title: 'Day and night',
  manual: '2.8.5',
  request: { cgi: 'sensor', type: 'dayNight', scope: 'channel', part: scheme() },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    mode: choice('Mode', modes, { key: 'dayNightMode' }),
    toNight: level('Threshold to night', { key: 'dayToNightThreshold' }),
    toDay: level('Threshold to day', { key: 'nightToDayThreshold' }),
    nightFrom: optional(text('Night from', { key: 'dayToNightTime', as: 'time', help: 'By time; hours and minutes, 19:30.' })),
    dayFrom: optional(text('Day from', { key: 'nightToDayTime', as: 'time', help: 'By time; hours and minutes, 07:20.' })),
    sensitivity: level('Sensitivity', { key: 'dayNightSensitivity', help: 'Automatic.' }),
    antiOverexposure: optional(choice('Against overexposure', { 0: 'off', 1: 'on', '-1': 'not supported' }, { key: 'antiOverExposure' })),
    delay: level('Delay', { max: 180, unit: 's', help: 'Automatic.' }),
    light: choice('Light', { 0: 'infrared', 1: 'white', 2: 'as needed', 3: 'none', '-1': 'not supported' }, { key: 'lightMode' }),
    infrared: choice('Infrared light', lamp),
    infraredLevel: level('Infrared light, strength', { key: 'infraredIntensity' }),
    white: choice('White light', lamp),
    whiteLevel: level('White light, strength', { key: 'whiteIntensity' }),
  },
  sample: {
    mode: 'automatic',
    toNight: 70,
    toDay: 30,
    sensitivity: 48,
    delay: 80,
    light: 'as needed',
    infrared: 'manual',
    infraredLevel: 80,
    white: 'manual',
    whiteLevel: 51,
  },
})

/** The same of recorders and lite cameras, whose get says dayNightMode and whose set dnMode (manual lines 28361 and 28381). */
export const dayNightOfRecorder = defineSetting({
  id: 'image.dayNightOfRecorder',
  title: 'Day and night of a recorder or lite camera',
  manual: '2.8.5',
  request: { cgi: 'sensor', type: 'dayNight', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: recorderAndLite,
  fields: {
    mode: choice('Mode', modes, { key: 'dayNightMode', setKey: 'dnMode' }),
    nightHour: int('Night from, hour', { key: 'DTNhour', min: 0, max: 23, help: 'By time.' }),
    nightMinute: tens('Night from, minute', 'DTNmin'),
    dayHour: int('Day from, hour', { key: 'NTDhour', min: 0, max: 23, help: 'By time.' }),
    dayMinute: tens('Day from, minute', 'NTDmin'),
    delay: level('Delay', { max: 180, unit: 's', help: 'Automatic.' }),
    toNight: optional(level('Threshold to night', { key: 'translDN', help: 'Automatic.' })),
    toDay: optional(level('Threshold to day', { key: 'translND', help: 'Automatic.' })),
    sensitivity: optional(level('Sensitivity', { help: 'Automatic.' })),
    infrared: optional(choice('Infrared light', { 1: 'automatic', 2: 'fixed', '-1': 'not supported' }, { key: 'IRmode' })),
    infraredLevel: optional(level('Infrared light, strength', { key: 'IRstrength', help: 'Infrared light fixed.' })),
  },
  sample: {
    mode: 'by time',
    nightHour: 18,
    nightMinute: 0,
    dayHour: 6,
    dayMinute: 0,
    delay: 174,
    toNight: 70,
    toDay: 30,
    sensitivity: 50,
  },
})
