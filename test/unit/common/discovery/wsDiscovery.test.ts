import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { isVideoDevice, placesOf, probeMessage, readWsMessage, wsIdentity } from '#common/discovery/wsDiscovery.ts'
import { findXml, readXml } from '#common/wire/xml.ts'

/** The one of manual 2.6.12.1.1. */
const manualUuid = 'urn:uuid:4e043800-d3d9-122f-b19a-001c27561164'

interface Told {
  readonly id?: string
  readonly types?: string
  readonly scopes?: string
  readonly xaddrs?: string
}

const about = ({ id = manualUuid, types = 'dn:NetworkVideoTransmitter', scopes = '', xaddrs = '' }: Told = {}) =>
  `<a:EndpointReference><a:Address>${id}</a:Address></a:EndpointReference><d:Types>${types}</d:Types><d:Scopes>${scopes}</d:Scopes><d:XAddrs>${xaddrs}</d:XAddrs>`
const inSoap = (body: string) =>
  `<?xml version="1.0"?><e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Header/><e:Body>${body}</e:Body></e:Envelope>`
const matches = (...all: readonly Told[]) =>
  inSoap(`<d:ProbeMatches>${all.map((one) => `<d:ProbeMatch>${about(one)}</d:ProbeMatch>`).join('')}</d:ProbeMatches>`)

describe('the question who is there', () => {
  it('is a SOAP 1.2 probe for one kind of device, with an id of its own', () => {
    const root = readXml(probeMessage('12345678-1234-4234-8234-123456789abc', 'tds:Device'))
    expect(root?.name).toBe('Envelope')
    expect(['MessageID', 'To', 'Action', 'Types'].map((name) => root && findXml(root, name)?.text)).toEqual([
      'urn:uuid:12345678-1234-4234-8234-123456789abc',
      'urn:schemas-xmlsoap-org:ws:2005:04:discovery',
      'http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe',
      'tds:Device',
    ])
  })
})

describe('an answer', () => {
  it('may speak of several devices', () => {
    const message = readWsMessage(
      matches({}, { id: 'urn:uuid:2', scopes: 'onvif://www.onvif.org/name/S%C3%BCd%201.2', xaddrs: 'http://10.0.0.7/' }),
    )
    expect(message).toEqual({
      what: 'matches',
      devices: [
        { id: manualUuid, types: ['dn:NetworkVideoTransmitter'], scopes: [], addresses: [] },
        {
          id: 'urn:uuid:2',
          types: ['dn:NetworkVideoTransmitter'],
          scopes: ['onvif://www.onvif.org/name/Süd 1.2'],
          addresses: ['http://10.0.0.7/'],
        },
      ],
    })
  })

  it.each([
    ['Hello', 'hello'],
    ['Bye', 'bye'],
  ])('%s tells who comes or goes', (element, what) => {
    expect(readWsMessage(inSoap(`<d:${element}>${about()}</d:${element}>`))).toMatchObject({ what, devices: [{ id: manualUuid }] })
  })

  it.each([
    ['a question of another program', probeMessage('1', 'tds:Device')],
    ['a fault', inSoap('<e:Fault><e:Reason>no</e:Reason></e:Fault>')],
    ['an element named as what every object has', inSoap('<constructor/><toString/>')],
    ['no SOAP', '<html><p>Office</p></html>'],
  ])('that is %s is none', (_, text) => {
    expect(readWsMessage(text)).toBeUndefined()
  })

  it('of a device without a lasting address is left out', () => {
    expect(readWsMessage(matches({ id: '' }))).toEqual({ what: 'matches', devices: [] })
  })

  it('never throws, however it is broken', () => {
    const good = matches({ scopes: 'onvif://www.onvif.org/name/%E0%A4%A', xaddrs: 'http://1.2.3.4:99999/ x' })
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(good.length), fc.string(), (from, length, instead) => {
        const message = readWsMessage(good.slice(0, from) + instead + good.slice(from + length))
        for (const device of message?.devices ?? []) void [placesOf(device, '10.0.0.1'), wsIdentity(device), isVideoDevice(device)]
      }),
    )
  })
})

describe('where a device may answer', () => {
  const at = (xaddrs: string, sender = '192.168.0.5') => placesOf({ addresses: xaddrs.split(' ') }, sender)

  it('is at the addresses it names, and on port 80 beside a port of ONVIF', () => {
    expect(at('http://192.168.0.5:8899/onvif/device_service')).toEqual([
      { address: '192.168.0.5', port: 8899 },
      { address: '192.168.0.5', port: 80 },
    ])
  })

  it('is plain before encrypted', () => {
    expect(at('https://192.168.0.5/onvif http://192.168.0.5/onvif')).toEqual([
      { address: '192.168.0.5', port: 80 },
      { address: '192.168.0.5', port: 443, scheme: 'https' },
    ])
  })

  it.each([
    ['IPv6', 'http://[fe80::1]/onvif'],
    ['a name', 'http://camera.local/onvif'],
    ['a port that none is', 'http://192.168.0.5:70000/'],
    ['an address of a group', 'http://239.255.255.250/'],
    ['no address', 'http://0.0.0.0/'],
    ['our own computer', 'http://127.0.0.1/'],
    ['another scheme', 'file://192.168.0.5/'],
  ])('is not where it says %s', (_, xaddr) => {
    expect(at(xaddr)).toEqual([])
  })

  it('is on loopback for one that speaks from there', () => {
    expect(at('http://127.20.0.1/', '127.20.0.1')).toEqual([{ address: '127.20.0.1', port: 80 }])
  })
})

describe('who a device says it is', () => {
  const scopes = ['onvif://www.onvif.org/name/Gate', 'onvif://www.onvif.org/hardware/IPV57/41CLDR/Z/13']

  it('has its MAC from the end of its lasting address, as in the manual', () => {
    expect(wsIdentity({ id: manualUuid, scopes })).toMatchObject({ mac: '00:1C:27:56:11:64', name: 'Gate', model: 'IPV57/41CLDR/Z/13' })
  })

  it.each(['MAC/001c27150001', 'mac/00:1C:27:15:00:01', 'mac/00-1c-27-15-00-01'])('has its MAC from the scope %s before that', (scope) => {
    expect(wsIdentity({ id: manualUuid, scopes: [`onvif://www.onvif.org/${scope}`] })?.mac).toBe('00:1C:27:15:00:01')
  })

  it.each([
    ['random', 'urn:uuid:4e043800-d3d9-422f-b19a-001c27561164'],
    ['of an invented node', 'urn:uuid:4e043800-d3d9-122f-b19a-011c27561164'],
    ['of no node', 'urn:uuid:4e043800-d3d9-122f-b19a-000000000000'],
    ['no UUID', 'urn:uuid:001c27561164'],
  ])('is not known when its lasting address is %s', (_, id) => {
    expect(wsIdentity({ id, scopes })).toBeUndefined()
  })
})

describe('what answers and is no camera', () => {
  it.each([
    ['a computer', 'wsdp:Device pub:Computer', '', false],
    ['a printer', 'wsdp:Device wprt:PrintDeviceType', 'ldap:///ou=office', false],
    ['a camera by its kind', 'dn:NetworkVideoTransmitter', '', true],
    ['a recorder by its scopes', 'tds:Device', 'onvif://www.onvif.org/type/Network_Video_Recorder', true],
  ])('is told apart: %s', (_, types, scope, expected) => {
    expect(isVideoDevice({ types: types.split(' '), scopes: [scope] })).toBe(expected)
  })
})
