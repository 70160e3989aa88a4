import { choice, flag, int, list, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'

/** Address of a speed dome. */
export const domeId = defineSetting({
  id: 'device.domeAddress',
  title: 'Address of the speed dome',
  manual: '2.6.1.15',
  request: { cgi: 'param', type: 'IPDomePTZID', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: { address: int('Address', { key: 'domePTZId', min: 0, max: 255 }) },
  sample: { address: 213 },
})

/**
 * What a PTZ does at set times.
 *
 * Table and print have the marks exchanged: the table has periods of timerBegin and timerEnd between timeSegmentBegin and
 * timeSegmentEnd, get and set both print timeSegmentBegin and timeSegmentEnd between timerBegin and timerEnd (manual lines 3928 and
 * 3944). The print is followed. Without timerAction a set would add to what is there.
 */
export const ptzTimer = defineSetting({
  id: 'device.ptzTimer',
  title: 'PTZ timer',
  manual: '2.6.1.16',
  request: { cgi: 'param', type: 'PTZTimer', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    channel: optional(int('Channel', { key: 'cameraID', readOnly: true })),
    enabled: flag('Timer on', { key: 'enableFlag' }),
    mode: choice('Runs', { 1: 'Once', 2: 'Daily' }, { key: 'mode' }),
    year: int('Year', { min: 1970, max: 2099 }), // bounds are ours: the manual gives none
    month: int('Month', { min: 1, max: 12 }),
    day: int('Day', { min: 1, max: 31 }),
    hour: int('Hour', { min: 0, max: 23 }), // [0,59] in the table
    minute: int('Minute', { min: 0, max: 59 }),
    second: int('Second', { min: 0, max: 59 }),
    timers: list('Periods', 'timer', {
      markers: { count: null, next: 'nextTimeSegmentFlag' },
      replacing: { key: 'timerAction' },
      item: {
        operation: choice('Action', { 16: 'Preset', 21: 'Scan', 28: 'Track', 34: 'Tour' }, { key: 'operatorType' }),
        number: int('Number', { key: 'operatorValue', min: 0 }),
        from: int('From', { key: 'timeSegmentBegin', min: 0, max: 86_400, unit: 's', as: 'secondsOfDay' }),
        to: int('To', { key: 'timeSegmentEnd', min: 0, max: 86_400, unit: 's', as: 'secondsOfDay' }),
      },
    }),
  },
  sample: {
    channel: 1,
    enabled: true,
    mode: 'Once',
    year: 2018,
    month: 3,
    day: 2,
    hour: 3,
    minute: 2,
    second: 1,
    timers: [{ operation: 'Preset', number: 1, from: 1111, to: 2222 }],
  },
})
