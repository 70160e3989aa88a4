import { defineAction } from '../../schema/action.ts'
import { address, flag, int, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras, camerasButLite } from '../shared/lines.ts'

/** A get has them plain, a set sends base64 (lines 27368 and 27399). */
const url = { as: 'url', sentAs: 'base64' } as const

export const testService = defineAction({
  id: 'alarm.testService',
  title: 'Test the alarm service',
  manual: '2.6.22.1',
  request: { cgi: 'param', action: 'get', type: 'CGIAlarmTest', scope: 'device' },
  args: {},
  reply: 'ok',
  damage: 'none',
  series: cameras,
  sample: {},
})

/** Where alarms are sent to over HTTP. The password is `CGIPassword1` in the reply and `CGIPasswd1` in the template of the set. */
export const alarmService = defineSetting({
  id: 'alarm.service',
  title: 'Alarm service over HTTP',
  help: 'The device calls one address when an alarm begins and another when it ends.',
  manual: '2.6.22',
  request: { cgi: 'alarm', type: 'alarmCenterService', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    enabled: flag('Enabled', { key: 'CGIAlarmFlag', words: 'words' }),
    name: text('Name', { key: 'CGIName' }),
    kind: int('Kind', { key: 'CGIType', min: 0 }), // the manual names none
    start: text('Address at the beginning', { key: 'CGIUrlStart', ...url }),
    end: text('Address at the end', { key: 'CGIUrlEnd', ...url }),
    user: optional(text('User', { key: 'CGIUserName1' })),
    password: optional(text('Password', { key: 'CGIPassword1', setKey: 'CGIPasswd1', secret: true })),
    proxy: optional(flag('By a proxy', { key: 'CGIProxyFlag', words: 'words' })),
    proxyAddress: optional(address('Proxy', 'host', { key: 'CGIAddress', mayBeEmpty: true })),
    proxyPort: optional(int('Port of the proxy', { key: 'CGIPort', min: 0, max: 65_535, as: 'port' })),
    analysis: optional(int('Analysis', { key: 'CGIIVSType', min: -1 })),
  },
  sample: {
    enabled: true,
    name: '',
    kind: 1,
    start: 'http://192.168.0.117:50234/MajorAlarmType&MinorAlarmType&SourceName&DeviceID&DeviceIP&AlarmTime&Description',
    end: 'http://169.254.10.50:8081/api/upload_event/MajorAlarmType&MinorAlarmType&LicenseNumber&SerialNumber&Country&AlarmTime',
    user: 'admin',
    password: 'admin',
    proxy: true,
    proxyAddress: '169.254.10.50',
    proxyPort: 8081,
    analysis: -1,
  },
})

/** The same of the lite series: other keys, and addresses that go as they are. The set's example has network.cgi (line 27401). */
export const alarmServiceOfLite = defineSetting({
  id: 'alarm.serviceOfLite',
  title: 'Alarm service over HTTP of a lite camera',
  manual: '2.6.22',
  request: { cgi: 'alarm', type: 'alarmCenterService', scope: 'device', setCgi: 'network' },
  write: 'whole',
  backup: 'restore',
  series: ['ipc-lite'],
  fields: {
    enabled: flag('Enabled', { key: 'cgiAlarmEnable' }),
    kind: int('Kind', { key: 'alarmType', min: 0 }),
    name: text('Name', { key: 'alarmCenterName' }),
    protocol: int('Protocol', { key: 'protocolType', min: 0 }),
    start: text('Address at the beginning', { key: 'urlStart' }),
    end: text('Address at the end', { key: 'urlEnd' }),
    proxy: flag('By a proxy', { key: 'proxyEnable' }),
    server: address('Server', 'host', { key: 'alarmCenterServerIP', mayBeEmpty: true }),
    port: int('Port', { key: 'alarmCenterServerPort', min: 0, max: 65_535, as: 'port' }),
    user: text('User', { key: 'platformAccount' }),
    password: text('Password', { key: 'platformPassword', secret: true }),
  },
  sample: {
    enabled: true,
    kind: 1,
    name: 'alarmCenterName',
    protocol: 1,
    start: 'alarmCenterUrlStart',
    end: 'alarmCenterUrlEnd',
    proxy: true,
    server: '192.168.0.193',
    port: 9080,
    user: 'alarmCenterAccount',
    password: 'alarmCenterPassword',
  },
})
