import { choice, flag, int, list, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { linkages, ptzActions } from '../shared/linkage.ts'
import { daysWithPeriods, week } from '../shared/week.ts'
import { thermalLines } from './words.ts'

/**
 * What each kind of temperature alarm sets off, and when.
 *
 * The get says cameraID, the set camearaID (manual lines 23062 and 23177). Recording actions are counted and never shown: one that has
 * any cannot be written back, so no set with them is sent. PTZ actions are in the table alone (line 23211).
 */
export const temperatureAlarms = defineSetting({
  id: 'thermal.alarms',
  title: 'Temperature alarms',
  manual: '2.6.17.7',
  request: { cgi: 'param', type: 'alarmDeploymentParam', scope: 'channel', setChannelKey: 'camearaID' },
  write: 'whole',
  backup: 'restore',
  series: thermalLines,
  fields: {
    alarms: list('Alarm', 'temperAlarmDeploymentParam', {
      markers: { begin: 'temperAlarmDeploymentParamStart' },
      endValue: 'one',
      item: {
        source: choice(
          'Alarm',
          {
            31: 'threshold, alarm',
            32: 'threshold, warning',
            33: 'difference, alarm',
            34: 'difference, warning',
            35: 'range, alarm',
            48: 'rise, warning',
            49: 'rise, alarm',
          },
          { key: 'sourceType' },
        ),
        ptzActions: ptzActions(),
        linkages: linkages(),
        recordings: optional(int('Recording actions', { key: 'RecordActionParamCount', min: 0, max: 0 })),
        outputs: list('Alarm outputs', 'alarmOutAction', {
          endValue: 'one',
          item: { output: int('Output', { key: 'alarmOutID', min: 1, max: 2 }), on: flag('Switch on', { key: 'alarmOutFlag' }) },
        }),
        schedule: daysWithPeriods(),
      },
    }),
  },
  sample: {
    alarms: [
      {
        source: 'threshold, alarm',
        linkages: [
          { number: 1, type: 'Alarm output' },
          { number: 1, type: 'E-mail' },
          { number: 3, type: 'Sound' },
        ],
        recordings: 0,
        outputs: [],
        schedule: [{ day: 'Thursday', periods: [{ from: 5400, to: 18_000 }] }],
      },
      {
        source: 'difference, warning',
        linkages: [],
        recordings: 0,
        outputs: [
          { output: 1, on: true },
          { output: 2, on: true },
        ],
        schedule: [],
      },
    ],
  },
})

/** The white light of a thermal camera. */
export const lamp = defineSetting({
  id: 'thermal.lamp',
  title: 'White light of the thermal camera',
  manual: '2.6.17.9',
  request: { cgi: 'param', type: 'ledControlParam', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: thermalLines,
  fields: {
    lamps: list('Light', 'LedControl', {
      endValue: 'one',
      numberIn: 'lamp',
      item: {
        lamp: int('Light', { key: 'ID', min: 0 }),
        mode: choice('Mode', { 1: 'on', 2: 'off', 3: 'flashing', 4: 'by schedule', 8: 'on while alarming' }, { key: 'DisplayMode' }),
        brightness: int('Brightness', { key: 'Brightness', min: 0, max: 100, unit: '%', as: 'percent' }),
        // The manual gives no unit; 100 to 10000 can only be milliseconds.
        interval: int('Flashing interval', { key: 'FlickerInterval', min: 100, max: 10_000, unit: 'ms', help: 'Mode flashing.' }),
        schedule: week(),
      },
    }),
  },
  sample: {
    lamps: [
      {
        lamp: 0,
        mode: 'off',
        brightness: 100,
        interval: 200,
        schedule: [
          { day: 'Sunday', from: 0, to: 86_400 },
          { day: 'Monday', from: 0, to: 86_400 },
          { day: 'Tuesday', from: 0, to: 86_400 },
          { day: 'Wednesday', from: 0, to: 86_400 },
          { day: 'Thursday', from: 0, to: 86_400 },
          { day: 'Friday', from: 0, to: 86_400 },
          { day: 'Saturday', from: 0, to: 86_400 },
        ],
      },
    ],
  },
})
