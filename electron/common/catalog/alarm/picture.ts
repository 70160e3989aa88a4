import { flag, int, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite, recorderAndLite } from '../shared/lines.ts'
import { alarmSwitches, coversOrCleans, linkages, triggerChannels } from '../shared/linkage.ts'
import { week } from '../shared/week.ts'

const { output, output2, record, email, ftp } = alarmSwitches

/** The manual calls it an alarm of privacy masks. It has a schedule, linkages and no areas: it is the alarm of a picture that is covered. */
export const covered = defineSetting({
  id: 'alarm.covered',
  title: 'Covered picture',
  help: 'Reports a camera whose view is covered. The manual calls it privacy masking alarm.',
  manual: '2.6.4.9',
  request: { cgi: 'param', type: 'shelterConfig', scope: 'channel', channelKey: 'channelId' },
  write: 'whole',
  backup: 'restore',
  series: recorderAndLite,
  fields: {
    channel: optional(int('Channel', { key: 'channelId', readOnly: true })),
    channels: optional(triggerChannels),
    enabled: flag('Enabled', { key: 'enableFlag' }),
    schedule: week({ replacing: coversOrCleans.schedule }),
    linkages: linkages({ replacing: coversOrCleans.linkages }),
  },
  sample: {
    channel: 1,
    channels: [{ channel: 1 }],
    enabled: true,
    schedule: [
      { day: 'Sunday', from: 0, to: 86_400 },
      { day: 'Monday', from: 0, to: 86_400 },
      { day: 'Tuesday', from: 0, to: 86_400 },
    ],
    linkages: [
      { number: 1, type: 'Message on screen' },
      { number: 1, type: 'Buzzer' },
      { number: 1, type: 'FTP upload' },
      { number: 1, type: 'Alarm output' },
    ],
  },
})

/** A channel of a recorder without a picture. */
export const videoLoss = defineSetting({
  id: 'alarm.videoLoss',
  title: 'Video loss',
  help: 'Reports a camera whose picture no longer comes.',
  manual: '2.6.4.10',
  request: { cgi: 'param', type: 'videoLoss', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: ['nvr'],
  fields: {
    enabled: flag('Enabled', { key: 'videoLossEnableFlag' }),
    channels: optional(triggerChannels),
    linkages: linkages({ replacing: coversOrCleans.linkages }),
    schedule: week({ replacing: coversOrCleans.schedule }),
  },
  sample: {
    enabled: true,
    channels: [{ channel: 1 }],
    schedule: [
      { day: 'Sunday', from: 3600, to: 21_600 },
      { day: 'Monday', from: 0, to: 86_400 },
    ],
    linkages: [
      { number: 1, type: 'Message on screen' },
      { number: 1, type: 'Buzzer' },
      { number: 1, type: 'FTP upload' },
      { number: 1, type: 'PTZ', ptzChannel: 1, ptzPreset: 1 },
      { number: 1, type: 'Recording', recordTime: 30 },
      { number: 1, type: 'E-mail' },
      { number: 1, type: 'Alarm output', relayTime: 0, relayPort1: false, relayPort2: false },
    ],
  },
})

/** A camera that changes between day and night. The template of its set has ledOutput, the example dayNightAlarm (lines 8240 and 8246). */
export const dayNightAlarm = defineSetting({
  id: 'alarm.dayNight',
  title: 'Day and night switch',
  help: 'Reports that the camera has changed between day and night.',
  manual: '2.6.4.11',
  request: { cgi: 'param', type: 'dayNightAlarm', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    enabled: flag('Enabled', { key: 'dayNightAlarmEnableFlag' }),
    output,
    output2,
    record,
    email,
    ftp,
    schedule: week({ replacing: coversOrCleans.schedule }),
  },
  sample: {
    enabled: true,
    output: false,
    record: false,
    email: false,
    ftp: false,
    schedule: [
      { day: 'Monday', from: 21_600, to: 37_800 },
      { day: 'Tuesday', from: 21_600, to: 37_800 },
    ],
  },
})
