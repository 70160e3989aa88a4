import { defineAction } from '../../schema/action.ts'
import { choice, int, lines, list, text } from '../../schema/make.ts'
import { cameras } from '../shared/lines.ts'

/** YYYYMMDDhhmmss, from 19710101010000 (manual line 26495). */
const span = {
  from: text('From', { key: 'startTime', min: 14, max: 14, as: 'dateTime' }),
  to: text('To', { key: 'endTime', min: 14, max: 14, as: 'dateTime' }),
} as const

/** Type and subtype are numbers the manual does not name. */
export const systemLog = defineAction({
  id: 'log.system',
  title: 'System log',
  manual: '2.6.20.1',
  request: { cgi: 'param', action: 'get', type: 'systemLogInfo', scope: 'device' },
  args: { ...span, type: int('Subtype', { key: 'logType', min: -1, special: { [-1]: 'all' } }) },
  reply: 'pairs',
  answer: {
    entries: list('Entries', 'SystemLogInfo', {
      item: {
        device: text('Device', { key: 'deviceId' }),
        address: text('Address', { key: 'deviceIp' }),
        channel: int('Channel', { key: 'channelId' }),
        user: text('User name', { key: 'userName' }),
        type: int('Type', { key: 'majorType' }),
        subtype: int('Subtype', { key: 'minorType' }),
        time: text('Time', { as: 'dateTime' }),
        text: text('Text', { key: 'logData' }),
        before: text('Before', { key: 'oldParamInfo' }),
        after: text('After', { key: 'newParamInfo' }),
      },
    }),
  },
  answerSample: {
    entries: [
      {
        device: '',
        address: '',
        channel: 0,
        user: 'admin',
        type: 4,
        subtype: 6,
        time: '2019-12-26 17:51:23',
        text: 'StartVideoStream',
        before: '',
        after: '',
      },
    ],
  },
  damage: 'none',
  series: cameras,
  sample: { from: '20191226000000', to: '20191226000010', type: -1 },
})

export const alarmLog = defineAction({
  id: 'log.alarm',
  title: 'Alarm log',
  manual: '2.6.20.2',
  request: { cgi: 'param', action: 'get', type: 'alarmLogInfo', scope: 'device' },
  args: { ...span, type: int('Type', { key: 'logType', min: -1, special: { [-1]: 'all' } }) },
  reply: 'pairs',
  answer: {
    entries: list('Entries', 'AlarmLogInfo', {
      item: {
        device: text('Device', { key: 'deviceId' }),
        address: text('Address', { key: 'deviceIp' }),
        deviceType: int('Device type'),
        sourceType: int('Source type'),
        source: int('Source', { key: 'sourceId' }),
        type: int('Type', { key: 'majorType' }),
        subtype: int('Subtype', { key: 'minorType' }),
        description: text('Description'),
        began: text('Began', { key: 'alarmStartTime', as: 'dateTime' }),
        ended: text('Ended', { key: 'alarmEndTime', as: 'dateTime' }),
      },
    }),
  },
  answerSample: {
    entries: [
      {
        device: 'BB0120',
        address: '',
        deviceType: 0,
        sourceType: 1,
        source: 1,
        type: 1,
        subtype: 1,
        description: '',
        began: '2019-12-13 1:59:19',
        ended: '2019-12-13 2:10:19',
      },
    ],
  },
  damage: 'none',
  series: cameras,
  sample: { from: '20191226000000', to: '20191226000010', type: -1 },
})

/** Times stand as the recorder shows them: day first in one example, year first in the other (manual lines 26657 and 26675). */
const ofRecorder = {
  type: choice('Log', { 1: 'Operation', 2: 'Fault', 3: 'Alarm', 4: 'System' }, { key: 'logType' }),
  from: text('From', { key: 'logStartTime', as: 'dateTime' }),
  to: text('To', { key: 'logEndTime', as: 'dateTime' }),
} as const

const entries = lines('Entries', 'logData', {
  item: { time: text('Time', { key: 'Log Time', as: 'dateTime' }), text: text('Text', { key: 'loginfo' }) },
})

const dayFirst = { type: 'Operation', from: '21/12/2023 08:48:49', to: '22/12/2023 09:48:49' } as const
const yearFirst = { type: 'Operation', from: '2023/12/22 08:48:49', to: '2023/12/22 09:48:49' } as const

export const systemLogOfRecorder = defineAction({
  id: 'log.systemOfRecorder',
  title: 'System log of a recorder',
  manual: '2.6.20.3.1',
  request: { cgi: 'param', action: 'get', type: 'systemLog', scope: 'device' },
  args: ofRecorder,
  reply: 'pairs',
  answer: { ...ofRecorder, entries },
  answerSample: {
    ...dayFirst,
    entries: [
      { time: '21/12/2023 09:12:29', text: '001c27657657' },
      { time: '21/12/2023 09:21:32', text: '001c27657657' },
    ],
  },
  damage: 'none',
  series: ['nvr'],
  sample: dayFirst,
})

export const eventLogOfRecorder = defineAction({
  id: 'log.eventOfRecorder',
  title: 'Event log of a recorder',
  manual: '2.6.20.3.2',
  request: { cgi: 'param', action: 'get', type: 'eventLog', scope: 'device' },
  args: ofRecorder,
  reply: 'pairs',
  answer: { ...ofRecorder, entries },
  answerSample: {
    ...yearFirst,
    entries: [
      { time: '2023/12/22 09:12:29', text: '001c27657657' },
      { time: '2023/12/22 09:21:32', text: '001c27657657' },
    ],
  },
  damage: 'none',
  series: ['nvr'],
  sample: yearFirst,
})
