import { flag, int, list, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'
import { covers, linkages, ptzActions } from '../shared/linkage.ts'
import { daysWithPeriods, week } from '../shared/week.ts'

/** Sounds a camera plays on alarm. 100 plays for ever, beside a range of 1 to 10 (line 8765). */
export const alarmSounds = defineSetting({
  id: 'alarm.sounds',
  title: 'Alarm sounds',
  help: 'How often each sound is played, and when.',
  manual: '2.6.6',
  request: { cgi: 'param', type: 'audioAlarm', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    sounds: list('Sounds', 'audioAlarm', {
      markers: { next: 'next_AudioAlarmURL' },
      endValue: 'one',
      item: {
        file: int('Number', { key: 'fileId', min: 0 }),
        name: optional(text('File', { key: 'fileName', readOnly: true })),
        times: int('Times played', { key: 'cycle', min: 1, max: 10, special: { 100: 'without end' } }),
      },
    }),
    schedule: week(),
  },
  sample: {
    sounds: [
      { file: 0, name: 'high_temperature_alarm.wav', times: 1 },
      { file: 1, name: 'normal_temperature.wav', times: 1 },
    ],
    schedule: [
      { day: 'Sunday', from: 0, to: 86_400 },
      { day: 'Monday', from: 0, to: 86_400 },
    ],
  },
})

const percent = { min: 1, max: 100 } as const

/** A sound that is suddenly louder or softer. The key of the first switch was broken in the manual by a replacement of "se" (line 8836). */
export const soundChange = defineSetting({
  id: 'alarm.soundChange',
  title: 'Sound detection',
  help: 'Reports a sound that rises or drops suddenly.',
  manual: '2.6.7',
  request: { cgi: 'param', type: 'AudioAbnormal', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    enabled: flag('Enabled', { key: 'EnableFlag' }),
    rise: flag('Sudden rise', { key: 'suddenRiseEnable', alsoRead: ['suddenRiRefer tonable'] }),
    riseSensitivity: int('Sensitivity of the rise', percent),
    riseThreshold: int('Threshold of the rise', percent),
    drop: flag('Sudden drop', { key: 'suddenDropEnable' }),
    dropSensitivity: int('Sensitivity of the drop', percent),
    dropThreshold: int('Threshold of the drop', percent),
    schedule: daysWithPeriods({ max: 7, replacing: covers.schedule }),
    ptzActions: ptzActions({ replacing: covers.ptz }),
    linkages: linkages({ replacing: covers.linkages }),
  },
  sample: {
    enabled: false,
    rise: true,
    riseSensitivity: 38,
    riseThreshold: 50,
    drop: true,
    dropSensitivity: 38,
    dropThreshold: 88,
    schedule: [
      { day: 'Monday', periods: [{ from: 5400, to: 21_600 }] },
      { day: 'Friday', periods: [{ from: 41_400, to: 43_200 }] },
    ],
    linkages: [
      { number: 1, type: 'Alarm output' },
      { number: 1, type: 'Recording' },
    ],
  },
})
