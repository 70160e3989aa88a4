import { choice, flag, int, optional, real, unmarked } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { alarmSwitches } from '../shared/linkage.ts'
import { week } from '../shared/week.ts'

const lpr = ['lpr'] as const

/** `black`, `white` and `no list` of the manual are shown as blocked, allowed and on no list. */
export const plateLinkage = defineSetting({
  id: 'lpr.linkage',
  title: 'What a plate sets off',
  manual: '2.6.13.2',
  request: { cgi: 'param', type: 'LprLinkParam', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: lpr,
  fields: {
    blockedUpload: flag('Blocked: FTP upload', { key: 'BlackListUpload' }),
    blockedOpen: flag('Blocked: open the gate', { key: 'BlackListOpen' }),
    blockedEmail: flag('Blocked: e-mail', { key: 'BlackListSMTP' }),
    allowedUpload: flag('Allowed: FTP upload', { key: 'WhiteListUpload' }),
    allowedOpen: flag('Allowed: open the gate', { key: 'WhiteListOpen' }),
    allowedEmail: flag('Allowed: e-mail', { key: 'WhiteListSMTP' }),
    otherUpload: flag('On no list: FTP upload', { key: 'NoListUpload' }),
    otherOpen: flag('On no list: open the gate', { key: 'NoListOpen' }),
    otherEmail: flag('On no list: e-mail', { key: 'NoListSMTP' }),
    snapshotUpload: flag('Snapshots by FTP', { key: 'SnapshotUpload' }),
    level: choice('Gate opens at', { 0: 'Low level', 1: 'High level' }, { key: 'OpenLevel' }),
    duration: int('Gate signal', { key: 'OpenBarrierDuration', min: 0 }), // no unit in the manual
    overlay: flag('Plate in the picture', { key: 'OSD' }),
    overlayTime: int('Plate is shown for', { key: 'OSDDuration', min: 0, special: { 0: 'always' } }), // no unit in the manual
  },
  sample: {
    blockedUpload: false,
    blockedOpen: false,
    blockedEmail: false,
    allowedUpload: false,
    allowedOpen: true,
    allowedEmail: false,
    otherUpload: false,
    otherOpen: false,
    otherEmail: false,
    snapshotUpload: false,
    level: 'High level',
    duration: 20,
    overlay: false,
    overlayTime: 60,
  },
})

/** `RoiWith` is spelt so (line 11941). */
export const plateRecognition = defineSetting({
  id: 'lpr.recognition',
  title: 'Plate recognition',
  manual: '2.6.13.3',
  request: { cgi: 'param', type: 'LprConfigParam', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: lpr,
  fields: {
    minWidth: int('Smallest plate', { key: 'MinWidth', min: 0 }),
    credibility: real('Certainty', { key: 'Credibility', min: 0, max: 1, digits: 6, help: 'Reserved by the maker; 0.5 as it comes.' }),
    angle: int('Direction of travel', { key: 'Angle', unit: '°', help: 'Against the horizontal, clockwise.' }),
    left: int('Left', { key: 'RoiTopX', min: 0 }),
    top: int('Top', { key: 'RoiTopY', min: 0 }),
    width: int('Width', { key: 'RoiWith', min: 0 }),
    height: int('Height', { key: 'RoiHeight', min: 0 }),
  },
  sample: { minWidth: 130, credibility: 0.65, angle: 100, left: 0, top: 0, width: 100, height: 100 },
})

const { output, output2, record, email, ftp, sound, soundFile } = alarmSwitches

/** One set for each list, flat; the schedule is in the set alone (line 12274). */
export const plateEvents = defineSetting({
  id: 'lpr.events',
  title: 'Events of the lists',
  manual: '2.6.13.5',
  request: { cgi: 'param', type: 'LprListEvent', scope: 'device' },
  write: { each: 'lists' },
  backup: 'restore',
  series: lpr,
  fields: {
    lists: unmarked('Lists', {
      item: {
        list: choice('List', { 1: 'Allowed', 2: 'Blocked', 3: 'Visitors' }, { key: 'ListType' }),
        enabled: flag('Enabled', { key: 'EnableFlag' }),
        output,
        output2,
        sound,
        soundFile,
        record,
        email,
        ftp,
        schedule: optional(week()),
      },
    }),
  },
  sample: {
    lists: [
      { list: 'Allowed', enabled: true, output: true, record: true, email: true, ftp: true, sound: true, soundFile: 3 },
      { list: 'Blocked', enabled: false, output: false, record: false, email: false, ftp: false, sound: false },
      { list: 'Visitors', enabled: true, output: true, record: true, email: true, ftp: true, sound: true, soundFile: 3 },
    ],
  },
})
