import { defineAction, defineFeed } from '../../schema/action.ts'
import { choice, flag, int, list, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras, camerasButLite } from '../shared/lines.ts'
import { alarmKinds } from './kinds.ts'

/** The subtype is another list for each main type (manual 4.2.2, line 31101): its number stays. */
const alarms = list('Alarms', 'alarmInfo', {
  markers: { count: null },
  item: {
    kind: choice('Kind', alarmKinds, { key: 'alarmMajorType' }),
    subtype: int('Subtype', { key: 'alarmMinorType', min: 0 }),
    source: int('Source', { key: 'sourceID', min: 0, help: 'The alarm input of an input alarm, else the channel.' }),
    active: flag('Active', { key: 'alarmFlag' }),
    time: text('Time', { key: 'alarmTime' }),
  },
})

/** What is told of alarms, asked for or as they come. */
export const told = { alarms }

export const alarmsNow = defineSetting({
  id: 'alarm.now',
  title: 'Alarms now',
  manual: '2.4.1.1',
  request: { cgi: 'alarm', type: 'currentAlarmStatus', scope: 'device' },
  write: 'none',
  backup: 'record-only',
  fields: told,
  sample: {
    alarms: [
      { kind: 'Security', subtype: 2, source: 1, active: false, time: '2018-9-21 15:26:50' },
      { kind: 'Security', subtype: 2, source: 1, active: true, time: '2018-9-21 15:26:56' },
    ],
  },
})

/** Each alarm as it comes, as text in parts of a multipart body (line 461). */
export const alarmFeed = defineFeed({
  id: 'alarm.feed',
  title: 'Alarms as they come',
  manual: '2.4.1.2',
  request: { cgi: 'alarm', action: 'attach', scope: 'device' },
  args: {},
  message: 'text',
  answer: told,
  answerSample: {
    alarms: [
      { kind: 'Security', subtype: 2, source: 1, active: true, time: '2018-9-21 15:34:22' },
      { kind: 'Security', subtype: 2, source: 1, active: true, time: '2018-9-21 15:34:22' },
    ],
  },
  series: cameras,
  sample: {},
})

const sources = { 1: 'Alarm input', 2: 'Motion', 3: 'Disk', 4: 'Recording', 5: 'Network', 6: 'Video loss' } as const

/** Disks and recordings have no end (manual table of 2.4.2.1). */
export const manualAlarm = defineAction({
  id: 'alarm.trigger',
  title: 'Raise an alarm by hand',
  help: 'As if it had been detected: its linkages follow.',
  manual: '2.4.2.1',
  request: { cgi: 'alarm', action: 'manual', scope: 'device' },
  args: {
    input: int('Alarm input', { key: 'alarmInID', min: 1 }),
    state: choice('State', { 1: 'Begins', 2: 'Ends' }, { key: 'alarmFlag' }),
    source: choice('Kind', sources, { key: 'AlarmSourceType' }),
  },
  reply: 'ok',
  damage: 'none',
  series: [...camerasButLite, 'nvr'],
  sample: { input: 1, state: 'Begins', source: 'Alarm input' },
})

export const switchOutput = defineAction({
  id: 'alarm.switchOutput',
  title: 'Switch an alarm output',
  manual: '2.4.2.2',
  request: { cgi: 'alarm', action: 'manualControl', scope: 'device' },
  args: { output: int('Alarm output', { key: 'alarmOutID', min: 1 }), on: flag('On', { key: 'controlFlag' }) },
  reply: 'ok',
  damage: 'none',
  series: [...camerasButLite, 'nvr'],
  sample: { output: 1, on: true },
})
