import { choice, flag, int, list, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'
import { port } from './words.ts'

export const snmpAbility = defineSetting({
  id: 'service.snmpAbility',
  title: 'SNMP security levels',
  manual: '2.6.11.10.1',
  request: { cgi: 'param', type: 'SNMPSecurityLevelAbility', scope: 'device' },
  write: 'none',
  backup: 'record-only',
  series: camerasButLite,
  fields: {
    levels: list('Levels', 'securityLevel', {
      endValue: 'one',
      item: { level: int('Number', { key: 'securityLevelID' }), name: text('Name', { key: 'securityLevelName' }) },
    }),
  },
  sample: {
    levels: [
      { level: 1, name: 'noauth' },
      { level: 2, name: 'auth' },
      { level: 3, name: 'priv' },
    ],
  },
})

/**
 * A security level stays a number: the table counts from 0, no authentication (manual line 10798), the device's own list from 1
 * (line 10659), and the printed reply has 2 and 3 (line 10725).
 */
function level(label: string, key: string) {
  return int(label, {
    key,
    min: -1,
    max: 3,
    special: { [-1]: 'none' },
    limitedBy: { ability: 'service.snmpAbility', options: 'levels.level' },
    help: 'Numbers as the SNMP security levels of this device have them.',
  })
}

/** 2 is in the printed reply and not in the table (manual lines 10726 and 10805): it is kept as it comes. */
function authentication(label: string, key: string) {
  return choice(label, { '-1': 'None', 0: 'MD5', 1: 'SHA', 2: '2 (not in the manual)' }, { key })
}

function encryption(label: string, key: string) {
  return choice(label, { '-1': 'None', 0: 'DES', 1: 'AES', 2: '2 (not in the manual)' }, { key })
}

/** Watching the device with a network management station. */
export const snmp = defineSetting({
  id: 'service.snmp',
  title: 'SNMP',
  manual: '2.6.11.10',
  request: { cgi: 'param', type: 'SNMP', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  fields: {
    v1: flag('SNMP v1', { key: 'SNMPv1Enable' }),
    v2c: flag('SNMP v2c', { key: 'SNMPv2cEnable' }),
    writeCommunity: text('Write community', { secret: true }),
    readCommunity: text('Read community', { secret: true }),
    trapAddress: text('Trap address', { help: 'Where traps are sent to.' }),
    trapPort: int('Trap port', port),
    trapCommunity: text('Trap community', { secret: true }),
    v3: flag('SNMP v3', { key: 'SNMPv3Enable' }),
    readName: text('Read security name', { key: 'readSecurityName' }),
    readLevel: level('Read security level', 'readSecurityLevel'),
    readAuthentication: authentication('Read authentication', 'readAuthAlgorithm'),
    readPassword: text('Read authentication password', { key: 'readAuthPassword', secret: true }),
    readEncryption: encryption('Read encryption', 'readEncryptAlgorithm'),
    readKey: text('Read encryption password', { key: 'readEncryptPassword', secret: true }),
    writeName: text('Write security name', { key: 'writeSecurityName' }),
    writeLevel: level('Write security level', 'writeSecurityLevel'),
    writeAuthentication: authentication('Write authentication', 'writeAuthAlgorithm'),
    writePassword: text('Write authentication password', { key: 'writeAuthPassword', secret: true }),
    // the example of the set has a 1 after it, manual line 10747
    writeEncryption: { ...encryption('Write encryption', 'writeEncryptAlgorithm'), alsoRead: ['writeEncryptAlgorithm1'] },
    writeKey: text('Write encryption password', { key: 'writeEncryptPassword', secret: true }),
    port: int('SNMP port', { key: 'SNMPPort', ...port }),
  },
  sample: {
    v1: true,
    v2c: true,
    writeCommunity: 'write',
    readCommunity: 'read',
    trapAddress: '192.168.1.1',
    trapPort: 1025,
    trapCommunity: 'communityname',
    v3: true,
    readName: 'sread',
    readLevel: 2,
    readAuthentication: '2 (not in the manual)',
    readPassword: 'authpassword1232312',
    readEncryption: 'DES',
    readKey: 'passwd',
    writeName: 'swrite',
    writeLevel: 3,
    writeAuthentication: '2 (not in the manual)',
    writePassword: 'authWrite213123231',
    writeEncryption: '2 (not in the manual)',
    writeKey: 'aesdasdafsfdfgd',
    port: 1026,
  },
})

const mark = { min: 0, max: 63 } as const

/** Marks of the packets, by which switches put some before others. */
export const qos = defineSetting({
  id: 'service.qos',
  title: 'Quality of service (QoS)',
  help: 'DSCP of each kind of traffic.',
  manual: '2.6.11.11',
  request: { cgi: 'param', type: 'QOS', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    media: int('Audio and video', { key: 'AVDscp', ...mark }),
    alarm: int('Alarm', { key: 'alarmDscp', ...mark }),
    control: int('Control', { key: 'ctrlDscp', ...mark }),
  },
  sample: { media: 24, alarm: 25, control: 26 },
})
