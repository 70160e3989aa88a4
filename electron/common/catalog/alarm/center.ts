import { address, choice, int, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'

/** Where a camera reports its alarms to. A larger port is taken for 65535 (line 6308). */
export const alarmCenter = defineSetting({
  id: 'alarm.center',
  title: 'Alarm centre',
  manual: '2.6.4.2',
  request: {
    cgi: 'param',
    type: 'alarmCenter',
    scope: 'device',
    part: { key: 'IPProtoVer', label: 'Protocol', first: 1, last: 2, names: { 1: 'IPv4', 2: 'IPv6' } },
  },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    version: optional(choice('Protocol', { 1: 'IPv4', 2: 'IPv6' }, { key: 'IPProtoVer', readOnly: true })),
    server: address('Server', 'host', { key: 'alarmCenterServerIP', mayBeEmpty: true }),
    port: int('Port', { key: 'alarmCenterServerPort', min: 0, max: 65_535, as: 'port' }),
  },
  sample: { version: 'IPv4', server: '192.168.1.7', port: 65 },
})
