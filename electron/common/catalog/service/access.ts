import { choice, flag, int, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras, camerasButLite, recorderAndLite } from '../shared/lines.ts'
import { forbidden, port } from './words.ts'

/** Dialling in over DSL. */
export const pppoe = defineSetting({
  id: 'service.pppoe',
  title: 'PPPoE',
  manual: '2.6.11.4',
  request: { cgi: 'param', type: 'PPPoE', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: cameras,
  fields: {
    enabled: flag('PPPoE', { key: 'enableFlag' }),
    account: text('User name', { key: 'PPPoEUserName', min: 1, max: 32, forbid: forbidden }),
    password: text('Password', { key: 'PPPoEPassword', min: 1, max: 32, forbid: forbidden, secret: true }),
  },
  sample: { enabled: true, account: 'tang', password: '1' },
})

/** Whether the camera is found in the network neighbourhood. */
export const upnp = defineSetting({
  id: 'service.upnp',
  title: 'UPnP',
  manual: '2.6.11.5',
  request: { cgi: 'param', type: 'UPNP', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: { enabled: flag('UPnP', { key: 'enableFlag' }) },
  sample: { enabled: true },
})

/** Signing in to the switch port. */
export const ieee8021x = defineSetting({
  id: 'service.ieee8021x',
  title: 'Port authentication (802.1X)',
  manual: '2.6.11.6',
  request: { cgi: 'param', type: 'ieee8021X', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: cameras,
  fields: {
    enabled: flag('802.1X', { key: 'ieee8021XEnable' }),
    method: optional(choice('EAP method', { 0: 'EAP-MD5', 1: 'EAP-TLS' }, { key: 'eapMethod' })),
    account: text('User name', { key: 'account' }),
    password: text('Password', { key: 'ieee8021Password', secret: true }),
  },
  sample: { enabled: true, method: 'EAP-MD5', account: 'username', password: 'password' },
})

/** Registration with a platform of the maker's protocol. */
export const platform = defineSetting({
  id: 'service.platform',
  title: 'Platform access',
  manual: '2.6.11.12',
  request: { cgi: 'param', type: 'platformAccess', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: cameras,
  fields: {
    enabled: flag('Platform access', { key: 'platformAccessEnable' }),
    server: text('Server', { key: 'domainName', help: 'Name, address or URL of the platform.' }),
    port: int('Port', port),
    account: text('User name', { key: 'accessUsername' }),
    password: text('Password', { key: 'accessPassword', secret: true }),
    encrypted: flag('Encryption', { key: 'encryptionEnable' }),
  },
  sample: {
    enabled: true,
    server: 'domainName',
    port: 233,
    account: 'accessUsername',
    password: 'accessPassword',
    encrypted: false,
  },
})

export const p2pStatus = defineSetting({
  id: 'service.p2pStatus',
  title: 'P2P status',
  manual: '2.6.11.14.1',
  request: { cgi: 'param', type: 'p2pStatus', scope: 'device' },
  write: 'none',
  backup: 'record-only',
  fields: { status: choice('Status', { 0: 'Offline', 1: 'Online' }) },
  sample: { status: 'Offline' },
})

/** The number is the device's own with the maker's cloud: it belongs to no other device. */
export const p2p = defineSetting({
  id: 'service.p2p',
  title: 'P2P',
  help: 'Reaches the device through the maker’s cloud, without port mapping.',
  manual: '2.6.11.14',
  request: { cgi: 'param', type: 'p2pParam', scope: 'device' },
  write: 'whole',
  backup: 'identity',
  fields: { enabled: flag('P2P', { key: 'enable' }), uuid: text('P2P number', { key: 'UUID' }) },
  sample: { enabled: true, uuid: 'testuuid' },
})

/** Picture of the code a telephone reads. */
export const qrCode = defineSetting({
  id: 'service.qrCode',
  title: 'QR code',
  manual: '2.6.11.15',
  request: { cgi: 'param', type: 'QRCode', scope: 'device' },
  write: 'none',
  backup: 'record-only',
  series: camerasButLite,
  fields: { picture: text('Picture', { key: 'QRCode', as: 'base64' }) },
  sample: { picture: 'iVBORw0KGgoAAAANSUhEUgAAABQAAAAUCAYAAACNiR0NA=' },
})

/** Encrypted web access of a recorder. Read on param.cgi, written on network.cgi (manual lines 11132 and 11145). */
export const https = defineSetting({
  id: 'service.https',
  title: 'HTTPS',
  manual: '2.6.11.16',
  request: { cgi: 'param', type: 'HTTPS', scope: 'device', setCgi: 'network' },
  write: 'whole',
  backup: 'restore',
  series: recorderAndLite,
  fields: { enabled: flag('HTTPS', { key: 'httpsEnable' }) },
  sample: { enabled: false },
})
