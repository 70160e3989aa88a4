import { flag, int, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'
import { covers, coversOrCleans, linkages, ptzActions } from '../shared/linkage.ts'
import { week } from '../shared/week.ts'

/** What a device does about its disks. It names the alarm input 1, which no disk has (line 7131). */
export const diskAlarm = defineSetting({
  id: 'alarm.disk',
  title: 'Disk alarm',
  help: 'Reports a disk that is full, faulty or missing.',
  manual: '2.6.4.5',
  request: { cgi: 'param', type: 'diskAlarm', scope: 'device', query: { alarmInID: '1' }, setQuery: { alarmInID: '1' } },
  write: 'whole',
  backup: 'restore',
  series: [...camerasButLite, 'nvr'],
  fields: {
    full: flag('Disk full', { key: 'diskFullAlarmCheckFlag' }),
    faulty: flag('Disk faulty', { key: 'diskErrorAlarmCheckFlag' }),
    missing: flag('No disk', { key: 'NoDiskAlarmEnableFlag' }),
    interval: int('Time between alarms', { key: 'AlarmInterval', min: 10, max: 86_400, unit: 's' }),
    ptzActions: ptzActions({ replacing: covers.ptz }),
    linkages: linkages({ replacing: covers.linkages }),
  },
  sample: { full: true, faulty: false, missing: false, interval: 345, linkages: [{ number: 1, type: 'Alarm output' }] },
})

/**
 * What a recorder does about faults of its own.
 *
 * The templates name a channel, cameraID in one and channelId in the other (lines 7304 and 7333); the examples and the table do not, and
 * a disk or an address is of no channel. The schedule is in the table alone (line 7379); a recorder that says none is sent none.
 */
export const faultAlarm = defineSetting({
  id: 'alarm.fault',
  title: 'Fault alarm of a recorder',
  help: 'Reports faults of a disk, a network that is gone, and an address that another device has.',
  manual: '2.6.4.6',
  request: { cgi: 'param', type: 'exceptionAlarm', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: ['nvr'],
  fields: {
    enabled: flag('Enabled', { key: 'exAlarmEnableFlag' }),
    interval: int('Time between alarms', { key: 'exAlarmInterval', min: 0 }), // the manual gives neither unit nor bound; 0 is ours
    disk: flag('Disk faulty', { key: 'excTypeDisK' }), // spelt so
    sameAddress: flag('Address conflict', { key: 'excTypeIPConfict' }), // spelt so
    network: flag('Network disconnected', { key: 'excTypeNetworkDisconnect' }),
    schedule: optional(week({ replacing: coversOrCleans.schedule })),
    linkages: linkages({ replacing: coversOrCleans.linkages }),
  },
  sample: {
    enabled: true,
    interval: 60,
    disk: true,
    sameAddress: true,
    network: true,
    linkages: [
      { number: 1, type: 'Buzzer' },
      { number: 1, type: 'FTP upload' },
    ],
  },
})
