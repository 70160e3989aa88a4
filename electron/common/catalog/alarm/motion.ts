import { choice, flag, int, list, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite, recorderAndLite } from '../shared/lines.ts'
import { alarmSwitches, covers, coversOrCleans, linkages, offeredLinkages, ptzActions, triggerChannels } from '../shared/linkage.ts'
import { week } from '../shared/week.ts'

const { output, output2, record, email, ftp, sound, soundFile, led, whiteLight } = alarmSwitches

/** Corner and size, of a picture that is 420 wide and 260 high whatever the stream (line 6570). */
function areas(key: string) {
  return list('Area', 'motionDetectionArea', {
    replacing: { key },
    item: {
      left: int('Left', { key: 'topX', min: 0, max: 420, help: 'Of a picture that is 420 wide.' }),
      top: int('Top', { key: 'topY', min: 0, max: 260, help: 'Of a picture that is 260 high.' }),
      width: int('Width', { min: 0, max: 420 }),
      height: int('Height', { min: 0, max: 260 }),
    },
  })
}

const enabled = flag('Enabled', { key: 'motionDetectionEnableFlag' })
const interval = int('Time between alarms', { key: 'alarmInterval', min: 1, max: 1800, unit: 's' })

/** Movement in the picture of a camera. While it is off, the device says no areas (line 6415). */
export const motion = defineSetting({
  id: 'alarm.motion',
  title: 'Motion detection',
  help: 'Reports movement in the areas drawn.',
  manual: '2.6.4.3',
  request: { cgi: 'param', type: 'motionAlarm', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    enabled,
    interval,
    sensitivity: int('Sensitivity', {
      min: 0, // ours
      limitedBy: { ability: 'alarm.motionAbility', min: 'minSensitivity', max: 'maxSensitivity' },
    }),
    stream: optional(flag('Motion stream', { key: 'motionDetectStreamEnable' })),
    areas: areas('motionDetectionAction'),
    schedule: week({ replacing: covers.schedule }),
    ptzActions: ptzActions({ replacing: covers.ptz }),
    output,
    output2,
    record,
    email,
    ftp,
    sound,
    soundFile,
    led,
    whiteLight,
  },
  sample: {
    enabled: true,
    interval: 10,
    sensitivity: 3,
    stream: false,
    output: false,
    record: true,
    email: false,
    ftp: true,
    sound: true,
    soundFile: 4,
    areas: [{ left: 152, top: 70, width: 95, height: 70 }],
    schedule: [
      { day: 'Monday', from: 21_600, to: 27_000 },
      { day: 'Tuesday', from: 25_200, to: 27_000 },
    ],
  },
})

/**
 * The same of a recorder and the lite series, of which the manual has the table alone (line 6683).
 *
 * A recorder does not have the interval and says 10 (line 6708).
 */
export const motionOfRecorder = defineSetting({
  id: 'alarm.motionOfRecorder',
  title: 'Motion detection of a recorder or lite camera',
  help: 'Reports movement in the areas drawn.',
  manual: '2.6.4.3',
  request: { cgi: 'param', type: 'motionAlarm', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: recorderAndLite,
  fields: {
    enabled,
    interval: optional(interval),
    sensitivity: choice('Sensitivity', { 0: 'Low', 1: 'Medium', 2: 'High', 3: 'Highest' }),
    areas: areas('areaParamAction'),
    channels: optional(triggerChannels),
    schedule: week({ replacing: coversOrCleans.schedule }),
    linkages: linkages({ replacing: coversOrCleans.linkages }),
  },
  sample: {
    enabled: true,
    interval: 10,
    sensitivity: 'Highest',
    areas: [{ left: 152, top: 70, width: 95, height: 70 }],
    schedule: [
      { day: 'Monday', from: 21_600, to: 27_000 },
      { day: 'Tuesday', from: 25_200, to: 27_000 },
    ],
    linkages: [
      { number: 1, type: 'Message on screen' },
      { number: 1, type: 'Alarm output', relayTime: 0, relayPort1: true, relayPort2: false },
    ],
  },
})

export const motionAbility = defineSetting({
  id: 'alarm.motionAbility',
  title: 'What motion detection can do',
  manual: '2.6.4.3.1',
  request: { cgi: 'param', type: 'motionAlarmAbility', scope: 'device' },
  write: 'none',
  backup: 'record-only',
  series: camerasButLite,
  fields: {
    maxColumns: int('Blocks across at most', { key: 'maxWidthCellNumber' }),
    minColumns: int('Blocks across at least', { key: 'minWidthCellNumber' }),
    maxRows: int('Blocks down at most', { key: 'maxHeightCellNumber' }),
    minRows: int('Blocks down at least', { key: 'minHeightCellNumber' }),
    minSensitivity: int('Sensitivity at least'),
    maxSensitivity: int('Sensitivity at most'),
    outputs: int('Alarm outputs', { key: 'alarmOutCount', min: 0 }),
    linkages: offeredLinkages(),
  },
  sample: {
    maxColumns: 22,
    minColumns: 22,
    maxRows: 18,
    minRows: 18,
    minSensitivity: 1,
    maxSensitivity: 10,
    outputs: 1,
    linkages: [{ type: 'E-mail' }, { type: 'Recording' }, { type: 'FTP upload' }, { type: 'Sound' }],
  },
})
