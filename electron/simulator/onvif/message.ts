import { escapeXml, findXml, readXml } from '#common/wire/xml.ts'

/** What one device tells of itself by WS-Discovery. */
export interface OnvifAnnouncement {
  readonly uuid: string
  readonly name: string
  readonly hardware: string
  readonly address: string
  readonly port: number
}

/** A question who is there, as far as it matters here. */
export interface Probe {
  readonly messageId: string
  /** Kinds by their local names; none asks for all. */
  readonly types: readonly string[]
}

/** `undefined` for every other datagram. */
export function readProbe(text: string): Probe | undefined {
  const root = readXml(text)
  const probe = root && findXml(root, 'Probe')
  if (!probe) return undefined
  const types = (findXml(probe, 'Types')?.text ?? '').split(/\s+/).filter((type) => type !== '')
  return { messageId: findXml(root, 'MessageID')?.text ?? '', types: types.map((type) => type.slice(type.indexOf(':') + 1)) }
}

/** True when the device is of every kind asked for (WS-Discovery, 5.1). */
export function isAskedFor({ types }: Probe): boolean {
  return types.every((type) => type === 'NetworkVideoTransmitter' || type === 'Device')
}

export function matchMessage(id: string, probe: Probe, one: OnvifAnnouncement): string {
  const relates = `<wsa:RelatesTo>${escapeXml(probe.messageId)}</wsa:RelatesTo>`
  const to = 'http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous'
  const match = `<wsd:ProbeMatches><wsd:ProbeMatch>${about(one)}</wsd:ProbeMatch></wsd:ProbeMatches>`
  return envelope(id, { action: 'ProbeMatches', to, relates }, match)
}

export function helloMessage(id: string, one: OnvifAnnouncement): string {
  return envelope(id, { action: 'Hello', to: everybody }, `<wsd:Hello>${about(one)}</wsd:Hello>`)
}

export function byeMessage(id: string, one: OnvifAnnouncement): string {
  return envelope(id, { action: 'Bye', to: everybody }, `<wsd:Bye>${place(one)}</wsd:Bye>`)
}

const everybody = 'urn:schemas-xmlsoap-org:ws:2005:04:discovery'

const names = [
  'xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope"',
  'xmlns:wsa="http://schemas.xmlsoap.org/ws/2004/08/addressing"',
  'xmlns:wsd="http://schemas.xmlsoap.org/ws/2005/04/discovery"',
  'xmlns:tdn="http://www.onvif.org/ver10/network/wsdl"',
  'xmlns:tds="http://www.onvif.org/ver10/device/wsdl"',
].join(' ')

function about(one: OnvifAnnouncement): string {
  const told = [
    'type/video_encoder',
    'Profile/Streaming',
    `hardware/${encodeURIComponent(one.hardware)}`,
    `name/${encodeURIComponent(one.name)}`,
  ]
  const scopes = told.map((scope) => `onvif://www.onvif.org/${scope}`).join(' ')
  return [
    place(one),
    '<wsd:Types>tdn:NetworkVideoTransmitter tds:Device</wsd:Types>',
    `<wsd:Scopes>${escapeXml(scopes)}</wsd:Scopes>`,
    `<wsd:XAddrs>http://${one.address}${one.port === 80 ? '' : `:${one.port}`}/onvif/device_service</wsd:XAddrs>`,
    '<wsd:MetadataVersion>1</wsd:MetadataVersion>',
  ].join('')
}

function place({ uuid }: OnvifAnnouncement): string {
  return `<wsa:EndpointReference><wsa:Address>urn:uuid:${uuid}</wsa:Address></wsa:EndpointReference>`
}

interface Head {
  readonly action: string
  readonly to: string
  readonly relates?: string
}

function envelope(id: string, { action, to, relates = '' }: Head, body: string): string {
  const head = [
    `<wsa:MessageID>urn:uuid:${id}</wsa:MessageID>${relates}<wsa:To>${to}</wsa:To>`,
    `<wsa:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/${action}</wsa:Action>`,
  ].join('')
  const inside = `<SOAP-ENV:Header>${head}</SOAP-ENV:Header><SOAP-ENV:Body>${body}</SOAP-ENV:Body>`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<SOAP-ENV:Envelope ${names}>${inside}</SOAP-ENV:Envelope>`
}
