import { osdInfo } from '#common/catalog/osd/texts.ts'
import { type AnyValues, erase } from '#common/schema/infer.ts'
import { zones } from './clock/zones.ts'
import type { Identity, Profile } from './profile.ts'
import { streamState } from './streams.ts'

export interface Endpoint {
  readonly address: string
  readonly port: number
}

/** 127.20.0.5/16 has its gateway at 127.20.255.254, where no virtual device ever is. */
function gatewayOf(address: string): string {
  const [a = '127', b = '0'] = address.split('.')
  return `${a}.${b}.255.254`
}

/** 554 beside port 80, 8554 beside 8080, where a program may not have the low ones; unlike for devices that share an address. Ours. */
function rtspPortBeside(http: number): number {
  return http + 474 <= 65_535 ? http + 474 : http - 474
}

/** 443 beside port 80, 8443 beside 8080, where a program may not have the low ones; unlike for devices that share an address. Ours. */
function httpsPortBeside(http: number): number {
  return http + 363 <= 65_535 ? http + 363 : http - 363
}

/** What a device knows before anyone has set anything, by setting id; what is missing here is the catalog's sample. */
export function factoryState(profile: Profile, identity: Identity, endpoint: Endpoint): Readonly<Record<string, AnyValues>> {
  return {
    'device.info': deviceInfo(profile, identity),
    'device.name': { name: '' },
    'alarm.now': { alarms: [] },
    'network.ipv4': { cards: cards(profile, endpoint.address) },
    'network.ipv6': { cards: Array.from({ length: profile.cards }, (_, index) => linkLocalCard(identity.mac, index + 1)) },
    'network.ports': {
      control: 30_001,
      http: endpoint.port,
      rtsp: rtspPortBeside(endpoint.port),
      rtmp: 1935,
      https: httpsPortBeside(endpoint.port),
      ssl: 0,
    },
    'network.bonjour': { enabled: true },
    'time.zone': summer(85),
    'time.zoneNames': { zones: zones.map(({ name }) => ({ name })) },
    'time.ntp': { version: 'IPv4', enabled: false, server: '', port: 123, interval: 3600 },
    'time.clock': profile.series === 'nvr' || profile.series === 'ipc-lite' ? { dateFormat: 'YY/MM/DD time', clockFormat: '24 h' } : {},
    'device.channels': channels(profile),
    'osd.places#2': { ...erase(osdInfo.sample), kind: 'Channel name', token: 'osdToken_cam1_osdId2', x: 800, y: 9000, content: 'CAM' },
    ...streamState(profile),
    ...profile.factory,
  }
}

/** A zone with the European rule laid in and switched off, as the manual's sample has it. */
export function summer(zone: number, daylightSaving = false): AnyValues {
  return {
    zone,
    daylightSaving,
    beginMonth: 3,
    beginWeek: 'last',
    beginWeekday: 0,
    beginMinute: 60,
    endMonth: 10,
    endWeek: 'last',
    endWeekday: 0,
    endMinute: 120,
  }
}

/** An NVR has no productModel: the model stands in manufacturerID (seen on an 8-channel NVR). */
function deviceInfo({ series, model, firmware, hardware, channels, cards }: Profile, { deviceId, mac }: Identity): AnyValues {
  const isNvr = series === 'nvr'
  return {
    deviceId,
    name: '',
    type: isNvr ? 'recorder' : 'camera',
    ...(isNvr ? { makerId: model, maker: 'NVR' } : { model, makerId: '003', maker: 'IPCamera' }),
    mac,
    hardware,
    firmware,
    channels: channels.length,
    alarmInputs: isNvr ? 4 : 1,
    alarmOutputs: 1,
    serialPorts: series === 'ptz' ? 1 : 0,
    uboot: 'v1.0_20221109',
    kernel: 'v1.0_20221122',
    cards,
    ...(isNvr ? { serial: `${deviceId}0001`, disks: 2, audioInputs: 1, audioOutputs: 1 } : {}),
  }
}

function cards({ cards: count, series }: Profile, address: string): readonly AnyValues[] {
  const card = (number: number, own: string, gateway: string): AnyValues => ({
    card: number,
    version: 'IPv4',
    address: own,
    mask: '255.255.0.0',
    gateway,
    dns1: '',
    dns2: '',
    automatic: false,
    ...(series === 'nvr' || series === 'ipc-lite' ? {} : { mtu: 1500 }),
  })
  const first = card(1, address, gatewayOf(address))
  return count === 1 ? [first] : [first, card(2, '192.168.70.12', '')]
}

/** The link-local address a MAC makes (RFC 4291, appendix A). */
function linkLocalCard(mac: string, card: number): AnyValues {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, last = 0] = mac.split(':').map((part) => Number.parseInt(part, 16))
  const f = (last + card - 1) & 0xff // the second card has the next MAC, ours
  const group = (high: number, low: number) => ((high << 8) | low).toString(16)
  const address = `fe80::${group(a ^ 2, b)}:${group(c, 0xff)}:${group(0xfe, d)}:${group(e, f)}`
  return { card, version: 'IPv6', address, prefix: 64, gateway: '', dns1: '', dns2: '', automatic: true, mtu: 1500 }
}

const channelModels = ['SN-Q204M-B', 'IPR57/20UKDN/Z/13', 'IPV57/41CLDR/Z/13']

/** Every fifth camera of a recorder is somebody else's: no model, another protocol (seen on an NVR). */
function channels({ channels: ids, streams }: Profile): AnyValues {
  return {
    total: ids.length,
    channels: ids.map((channel, index) => {
      const isForeign = index % 5 === 4
      return {
        channel,
        name: `Channel${String(channel).padStart(2, '0')}`,
        model: isForeign ? '' : (channelModels[index % channelModels.length] ?? ''),
        firmware: isForeign ? '' : 'v3.5.0804.1004.3.0.33.7.0',
        hardware: isForeign ? '' : 'V060391_1',
        status: index === ids.length - 1 ? 'unreachable' : 'online',
        protocol: isForeign ? 'custom' : 'private',
        type: 'camera',
        streams: Array.from({ length: streams }, (_, stream) => ({
          stream: stream + 1,
          encoder: 'H.264',
          width: stream === 0 ? 1920 : 704,
          height: stream === 0 ? 1080 : 576,
        })),
      }
    }),
  }
}
