import { choice, flag, int, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'
import { covers, coversOrCleans, linkages, ptzActions, triggerChannels } from '../shared/linkage.ts'
import { daysWithPeriods, week } from '../shared/week.ts'

const last = 16 // ours: the manual has no bound, and deviceInfo says how many a device has

const contacts = { 0: 'Open', 1: 'Closed' } as const

/** A contact that raises an alarm. The next marks of its days count from 1 (line 6965), though the table has 2 (line 7034). */
export const alarmInput = defineSetting({
  id: 'alarm.input',
  title: 'Alarm input',
  manual: '2.6.4.4',
  request: {
    cgi: 'param',
    type: 'IOalarmLinkage',
    scope: 'device',
    part: { key: 'alarmInID', label: 'Alarm input', first: 1, last },
  },
  write: 'whole',
  backup: 'restore',
  series: [...camerasButLite, 'nvr'],
  fields: {
    enabled: flag('Enabled', { key: 'EnableFlag' }),
    contact: choice('Alarms when the contact is', contacts, { key: 'ValidLevel' }),
    name: text('Name', { key: 'SourceName' }),
    schedule: daysWithPeriods({ max: 7, nextFrom: 1, replacing: covers.schedule }),
    ptzActions: ptzActions({ replacing: covers.ptz }),
    linkages: linkages({ replacing: covers.linkages }),
  },
  sample: {
    enabled: false,
    contact: 'Closed',
    name: 'scomputer',
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

/**
 * An input of a camera that a recorder records.
 *
 * The template has param.cgi, the set's example alarm.cgi (lines 7625 and 7631); the template is followed, as the get does. The reply
 * has cameraIOSourceId, the table cameraIOId and a name besides (lines 7603 and 7654).
 */
export const cameraInput = defineSetting({
  id: 'alarm.cameraInput',
  title: 'Alarm input of a camera',
  manual: '2.6.4.8',
  request: { cgi: 'param', type: 'cameraIO', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: ['nvr'],
  fields: {
    enabled: flag('Enabled', { key: 'cameraIOEnableFlag' }),
    input: optional(int('Alarm input', { key: 'cameraIOSourceId', alsoRead: ['cameraIOId'], min: 0 })),
    name: optional(text('Name', { key: 'cameraIOName' })),
    contact: optional(choice('Alarms when the contact is', contacts, { key: 'cameraIOValidLevel' })),
    channels: optional(triggerChannels),
    linkages: linkages({ replacing: coversOrCleans.linkages }),
    schedule: week({ replacing: coversOrCleans.schedule }),
  },
  sample: {
    enabled: true,
    input: 1,
    contact: 'Open',
    channels: [{ channel: 3 }],
    schedule: [
      { day: 'Sunday', from: 3600, to: 21_600 },
      { day: 'Monday', from: 0, to: 86_400 },
    ],
    linkages: [
      { number: 1, type: 'Message on screen' },
      { number: 1, type: 'Buzzer' },
    ],
  },
})
