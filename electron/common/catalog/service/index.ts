import { chapter } from '../chapter.ts'
import { https, ieee8021x, p2p, p2pStatus, platform, pppoe, qrCode, upnp } from './access.ts'
import { ddns, ddnsAbility, ddnsOfRecorder, ddnsTest } from './ddns.ts'
import { email, emailTest } from './email.ts'
import { ftp, ftpTest } from './ftp.ts'
import { ipFilter, ipFilterOfRecorder, ipFilterRemove } from './ipFilter.ts'
import { natPort, poe, portMapping, portMappingOfRecorder } from './mapping.ts'
import { qos, snmp, snmpAbility } from './snmp.ts'

export const service = chapter({
  title: 'Network services',
  settings: [
    ...[email, ftp],
    ...[ddnsAbility, ddns, ddnsOfRecorder],
    ...[pppoe, upnp, portMapping, portMappingOfRecorder, natPort, poe],
    ...[https, ieee8021x, ipFilter, ipFilterOfRecorder],
    ...[snmpAbility, snmp, qos],
    ...[platform, p2pStatus, p2p, qrCode],
  ],
  actions: [emailTest, ftpTest, ddnsTest, ipFilterRemove],
})
