import type { DeviceIdentity, Endpoint } from '../device/device.ts'
import { identityOf } from '../device/identity.ts'
import { findXml, readXml, type XmlElement } from '../wire/xml.ts'
import { isUnicast } from './addresses.ts'

/** WS-Discovery as ONVIF asks for it: SOAP over UDP, in the version of April 2005 (ONVIF Core, 7.3). */
export const wsDiscovery = { port: 3702, group: '239.255.255.250' } as const

/** Kinds of devices that are asked for, each by itself: a device that knows one of the two only would not answer to both. Ours. */
export const probeTypes = ['dn:NetworkVideoTransmitter', 'tds:Device'] as const
export type ProbeType = (typeof probeTypes)[number]

const names = [
  'xmlns:s="http://www.w3.org/2003/05/soap-envelope"',
  'xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"',
  'xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"',
  'xmlns:dn="http://www.onvif.org/ver10/network/wsdl"',
  'xmlns:tds="http://www.onvif.org/ver10/device/wsdl"',
].join(' ')

/** The question who is there. `messageId` is a UUID, a new one for every message. */
export function probeMessage(messageId: string, type: ProbeType): string {
  const header =
    `<a:MessageID>urn:uuid:${messageId}</a:MessageID>` +
    '<a:To s:mustUnderstand="1">urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To>' +
    '<a:Action s:mustUnderstand="1">http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action>'
  const body = `<d:Probe><d:Types>${type}</d:Types></d:Probe>`
  return `<?xml version="1.0" encoding="UTF-8"?><s:Envelope ${names}><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`
}

/** One device as it describes itself. What it says is a hint; who it is must be asked. */
export interface WsDevice {
  /** Its lasting address, `urn:uuid:...`, in small letters. */
  readonly id: string
  readonly types: readonly string[]
  /** `onvif://www.onvif.org/name/Gate`, escapes undone. */
  readonly scopes: readonly string[]
  /** `http://192.168.0.120/onvif/device_service` */
  readonly addresses: readonly string[]
}

export interface WsMessage {
  /** An answer to a probe, a device that came up, or one that leaves. */
  readonly what: 'matches' | 'hello' | 'bye'
  readonly devices: readonly WsDevice[]
}

const maxDevices = 64
const maxWords = 64
const maxWordLength = 300
const maxPlaces = 8

const kinds = {
  ProbeMatches: ['matches', 'ProbeMatch'],
  ResolveMatches: ['matches', 'ResolveMatch'],
  Hello: ['hello', undefined],
  Bye: ['bye', undefined],
} as const

/** What a datagram says; undefined when it is none of ours, a question of another program included. Never throws. */
export function readWsMessage(text: string): WsMessage | undefined {
  const root = readXml(text)
  const body = root && findXml(root, 'Body')
  const said = body?.children.find(({ name }) => Object.hasOwn(kinds, name))
  if (!said) return undefined
  const [what, each] = kinds[said.name as keyof typeof kinds]
  const parts = each === undefined ? [said] : said.children.filter(({ name }) => name === each)
  return { what, devices: parts.slice(0, maxDevices).flatMap((part) => deviceIn(part) ?? []) }
}

function deviceIn(part: XmlElement): WsDevice | undefined {
  const id = findXml(part, 'Address')?.text.toLowerCase() ?? ''
  if (id === '' || id.length > maxWordLength) return undefined
  const words = (name: string) => wordsIn(part.children.find((child) => child.name === name)?.text ?? '')
  return { id, types: words('Types'), scopes: words('Scopes').map(percentDecoded), addresses: words('XAddrs') }
}

function wordsIn(text: string): readonly string[] {
  const words = text.split(/\s+/).filter((word) => word !== '' && word.length <= maxWordLength)
  return words.slice(0, maxWords)
}

/** A broken escape, or one that is no UTF-8, leaves the text as it is. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const scopeStart = 'onvif://www.onvif.org/'

/** False for what answers, too: printers and computers of the office. */
export function isVideoDevice({ types, scopes }: Pick<WsDevice, 'types' | 'scopes'>): boolean {
  return scopes.some((scope) => scope.startsWith(scopeStart)) || types.some((type) => /(?:^|:)NetworkVideo/.test(type))
}

/**
 * Where the device may answer, likeliest first: at the addresses it names, plain before encrypted, and on port 80 beside them, for
 * ONVIF may have a port of its own. IPv4 only. A loopback address is believed only of a device that speaks from one.
 */
export function placesOf({ addresses }: Pick<WsDevice, 'addresses'>, sender: string): readonly Endpoint[] {
  const named = addresses
    .flatMap((address) => endpointIn(address) ?? [])
    .filter(({ address }) => isUnicast(address) && (!isLoopback(address) || isLoopback(sender)))
  const plain = named.filter(({ scheme }) => scheme === undefined)
  const usual = named.map(({ address }) => ({ address, port: 80 }))
  const all = [...plain, ...usual, ...named.filter(({ scheme }) => scheme !== undefined)]
  return [...new Map(all.map((place) => [JSON.stringify(place), place])).values()].slice(0, maxPlaces)
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.')
}

function endpointIn(url: string): Endpoint | undefined {
  const found = /^(?<scheme>https?):\/\/(?<address>[\d.]+)(?::(?<port>\d{1,5}))?(?:[/?#]|$)/i.exec(url)?.groups
  const { scheme = '', address = '', port: written } = found ?? {}
  const isEncrypted = scheme.toLowerCase() === 'https'
  const port = Number(written ?? (isEncrypted ? 443 : 80))
  if (address === '' || port < 1 || port > 65_535) return undefined
  return { address, port, ...(isEncrypted ? { scheme: 'https' as const } : {}) }
}

/**
 * Who the device says it is: name and hardware by its scopes, the MAC by its scopes or by the end of its lasting address;
 * undefined when it gives no MAC. A UUID of version 1 ends in a MAC by its definition (RFC 4122, 4.1.6), as the one of manual
 * 2.6.12.1.1 does; others end in anything.
 */
export function wsIdentity({ id, scopes }: Pick<WsDevice, 'id' | 'scopes'>): DeviceIdentity | undefined {
  const scope = (name: string) => {
    const start = `${scopeStart}${name}/`
    return scopes.find((one) => one.toLowerCase().startsWith(start))?.slice(start.length) ?? ''
  }
  const mac = macIn(scope('mac')) ?? macIn(uuidNode(id))
  if (mac === undefined) return undefined
  return identityOf({ deviceId: '', mac, name: scope('name').slice(0, 60), model: scope('hardware').slice(0, 60) })
}

function macIn(text: string): string | undefined {
  const digits = text.replace(/[:-]/g, '').toUpperCase()
  if (!/^[0-9A-F]{12}$/.test(digits) || /^0+$/.test(digits)) return undefined
  // The lowest bit of the first byte marks a group, and an invented node (RFC 4122, 4.5): no device has it.
  if (Number.parseInt(digits.slice(0, 2), 16) % 2 === 1) return undefined
  return (digits.match(/../g) ?? []).join(':')
}

function uuidNode(id: string): string {
  return /[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[0-9a-f]{4}-(?<node>[0-9a-f]{12})$/.exec(id)?.groups?.['node'] ?? ''
}
