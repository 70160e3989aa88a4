import { choice, flag, int, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras } from '../shared/lines.ts'
import { daysWithPeriods, week } from '../shared/week.ts'

/** When a camera records by itself. A set without scheduleTimeAction would add to the schedule. */
export const recordPolicy = defineSetting({
  id: 'recording.schedule',
  title: 'Recording schedule',
  manual: '2.6.3.1',
  request: { cgi: 'param', type: 'recordPolicy', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: cameras,
  fields: {
    channel: optional(int('Channel', { key: 'cameraID', readOnly: true })),
    enabled: flag('Record by schedule', { key: 'RecordOpenFlag' }),
    general: optional(flag('Continuously', { key: 'RecordGeneralOpen', series: ['ipc-lite'] })),
    motion: optional(flag('On motion', { key: 'RecordMontionOpen', series: ['ipc-lite'] })),
    alarm: optional(flag('On alarm', { key: 'RecordAlarmOpen', series: ['ipc-lite'] })),
    days: int('Keep for', { key: 'SaveDays', min: 0, unit: 'd' }),
    stream: int('Stream', { key: 'StreamId', min: 0 }),
    audio: flag('With sound', { key: 'AudioOpenFlag' }),
    diskGroup: int('Disk group', { key: 'DiskGroupId', min: 0, help: 'The group of the recording directory.' }),
    schedule: daysWithPeriods({ max: 7, markers: { count: null }, replacing: { key: 'scheduleTimeAction' } }),
    alarmTime: optional(int('Recording on alarm', { key: 'PreRecordTime', min: 0 })),
  },
  sample: {
    channel: 1,
    enabled: false,
    general: false,
    motion: false,
    alarm: false,
    days: 7,
    stream: 1,
    audio: true,
    diskGroup: 1,
    schedule: [{ day: 'Tuesday', periods: [{ from: 0, to: 86_400 }] }],
    alarmTime: 10,
  },
})

/**
 * When a recorder records a channel. Its set is headed "NVR/the lite series" and carries recordType, which "IPC does not have"
 * (manual line 5629), so it is the recorder's; its get is not printed apart.
 */
export const recordPolicyOfRecorder = defineSetting({
  id: 'recording.scheduleOfRecorder',
  title: 'Recording schedule of a recorder',
  manual: '2.6.3.1',
  request: { cgi: 'param', type: 'recordPolicy', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: ['nvr'],
  fields: {
    channel: optional(int('Channel', { key: 'cameraID', readOnly: true })),
    enabled: flag('Record by schedule', { key: 'RecordOpenFlag' }),
    audio: optional(flag('With sound', { key: 'AudioOpenFlag' })),
    overwrites: optional(flag('Overwrite the oldest', { key: 'AnrOpenFlag' })),
    kind: optional(
      choice(
        'Record',
        { 1: 'By time', 2: 'On alarm', 3: 'On motion', 4: 'On an input', 5: 'On motion or an input', 6: 'On motion and an input' },
        { key: 'recordType' },
      ),
    ),
    schedule: week({ markers: { count: null }, replacing: { key: 'scheduleTimeAction' } }),
  },
  sample: {
    enabled: true,
    audio: false,
    overwrites: false,
    kind: 'On motion and an input',
    schedule: [
      { day: 'Sunday', from: 0, to: 86_400 },
      { day: 'Monday', from: 0, to: 86_400 },
    ],
  },
})

/** Which stream a lite camera records and how much of the card it may fill. The table has streams 1 and 2, the reply 0 (manual line 6033). */
export const recordControl = defineSetting({
  id: 'recording.control',
  title: 'Recording on a lite camera',
  manual: '2.6.3.5',
  repeats: ['2.6.3.6'],
  request: { cgi: 'param', setCgi: 'record', type: 'recordControl', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: ['ipc-lite'],
  fields: {
    stream: int('Stream', { key: 'RecordStreamId', min: 0, max: 2 }),
    limit: int('Size of recordings at most', { key: 'RecordMaxLimit', min: 48, max: 512 }),
    audio: flag('With sound', { key: 'RecordAudio' }), // [0,1], with names for 1 and 2 (manual line 6068)
  },
  sample: { stream: 0, limit: 64, audio: true },
})
