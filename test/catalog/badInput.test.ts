import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { cameraInfo, channelInfo } from '#common/catalog/device/channels.ts'
import { deviceInfo } from '#common/catalog/device/deviceInfo.ts'
import { deviceName } from '#common/catalog/device/deviceName.ts'
import { osdCanvas } from '#common/catalog/osd/texts.ts'
import { devicePort } from '#common/catalog/network/devicePort.ts'
import { localNetwork } from '#common/catalog/network/localNetwork.ts'
import { avStream } from '#common/catalog/stream/avStream.ts'
import { dateTime } from '#common/catalog/time/dateTime.ts'
import { ntp } from '#common/catalog/time/ntp.ts'
import { timeZone, timeZoneAbility } from '#common/catalog/time/timeZone.ts'
import { decode } from '#common/schema/decode.ts'
import { encode } from '#common/schema/encode.ts'
import { erase } from '#common/schema/infer.ts'
import { validate, writeQueries } from '#common/schema/setting.ts'
import { formatLines, formatQuery, parseLines, parseQuery } from '#common/wire/pairs.ts'
import { readReply } from '#common/wire/reply.ts'
import { WireError } from '#common/wire/wireError.ts'
import { deviceBody, panoramicIpc, recorder } from '#test/support/deviceForms.ts'

const card = localNetwork.sample.cards[0]!
const withCard = (change: Partial<typeof card>) => ({ cards: [{ ...card, automatic: false, gateway: '', ...change }] })

describe('a device that answers something else', () => {
  it('a page of HTML is not a setting', () => {
    const page = '<!DOCTYPE html>\n<html><head><title>Login</title></head><body><a href="?a=b">in</a></body></html>'
    expect(() => readReply(page)).toThrow(expect.objectContaining({ problem: 'html' }))
  })

  it('an empty answer is not an OK', () => {
    expect(() => readReply('')).toThrow(expect.objectContaining({ problem: 'empty' }))
  })

  it('an answer cut short in a record names the first field that did not come', () => {
    expect(() => decode(dateTime.fields, parseLines('year=2026\nmonth=3\nday=9\nhour=7\nminu'))).toThrow(
      expect.objectContaining({ name: 'WireError', path: 'minute', problem: 'missing' }),
    )
  })

  it('an answer cut short in a list names the item', () => {
    const half = deviceBody(panoramicIpc, 'localNetwork').split('subNetmask')[0]!
    expect(() => decode(localNetwork.fields, parseLines(half))).toThrow(
      expect.objectContaining({ path: 'cards[0].mask', problem: 'missing' }),
    )
  })

  it('an answer cut anywhere is refused, or right in all but the item it was cut in', () => {
    const body = deviceBody(recorder, 'channelInfo')
    const whole = decode(channelInfo.fields, parseLines(body)).value.channels
    const holds = fc.property(fc.nat(body.length), (length) => {
      try {
        const { channels } = decode(channelInfo.fields, parseLines(body.slice(0, length))).value
        expect(channels.slice(0, -1)).toEqual(whole.slice(0, Math.max(0, channels.length - 1)))
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(WireError)
      }
    })
    fc.assert(holds)
  })

  it('a list without its End keeps what came', () => {
    const { zones } = decode(
      timeZoneAbility.fields,
      parseLines('timeZoneCount=76\ntimeZoneBegin=1\ntimeZoneName=A\nnext_TimeZoneURL=2\ntimeZoneName=B'),
    ).value
    expect(zones).toEqual([{ name: 'A' }, { name: 'B' }])
  })

  it('a number that is none says where', () => {
    expect(() => decode(devicePort.fields, parseLines('httpPort=80\nsslPort=20001(IPC)'))).toThrow(
      expect.objectContaining({ path: 'ssl', problem: 'notANumber', detail: '“20001(IPC)”' }),
    )
  })

  it('a switch that is none says where', () => {
    expect(() => decode(ntp.fields, parseLines('enableFlag=maybe\nNTPIP='))).toThrow(
      expect.objectContaining({ path: 'enabled', problem: 'notASwitch' }),
    )
  })

  it('a choice no one knows is kept and written back as it came', () => {
    const body = 'videoEncoderType=77\nresolution=1920*1080\nframeRate=25\nbitRate=4096'
    const { value } = decode(avStream.fields, parseLines(body))
    expect(value.encoder).toBe('?77')
    expect(formatLines(encode(avStream.fields, erase(value)))).toBe(body)
  })

  it('a key of a firmware to come is kept, in order', () => {
    const { unknown } = decode(cameraInfo.fields, parseLines('cameraName=OEM\nnewKey=1\nother=2'))
    expect(unknown).toEqual([
      { key: 'newKey', value: '1' },
      { key: 'other', value: '2' },
    ])
  })
})

describe('a person who types something else', () => {
  it('2036-02-30 is no day, and says how long the month is', () => {
    expect(validate(dateTime, { ...dateTime.sample, year: 2036, month: 2, day: 30 })).toEqual([
      { path: 'day', problem: 'noSuchDay', limits: { last: 29 } },
    ])
    expect(validate(dateTime, { ...dateTime.sample, year: 2036, month: 2, day: 29 })).toEqual([])
  })

  it('a gateway outside the subnet says which subnet', () => {
    expect(validate(localNetwork, withCard({ address: '192.168.10.21', mask: '255.255.255.0', gateway: '192.168.1.1' }))).toEqual([
      { path: 'cards[0].gateway', problem: 'outsideSubnet', limits: { subnet: '192.168.10.0/24' } },
    ])
  })

  it.each(['', '0.0.0.0', '192.168.10.1', '192.168.10.254'])('the gateway %j is none, or in the subnet', (gateway) => {
    expect(validate(localNetwork, withCard({ address: '192.168.10.21', mask: '255.255.255.0', gateway }))).toEqual([])
  })

  it('a gateway the device was given by DHCP is not our business', () => {
    expect(validate(localNetwork, { cards: [{ ...card, automatic: true, mask: '255.255.255.0', gateway: '10.0.0.1' }] })).toEqual([])
  })

  it.each(['10.1', '192.168.1.256', '192.168.01.1', 'fe80::1', 'camera', '1.2.3.4 ', ''])('%j is no IPv4 address', (address) => {
    expect(validate(localNetwork, withCard({ address }))[0]).toMatchObject({ path: 'cards[0].address' })
  })

  it.each(['255.0.255.0', '255.255.255.1', '24', '0.0.0.255'])('%j is no subnet mask', (mask) => {
    expect(validate(localNetwork, withCard({ mask }))).toEqual([{ path: 'cards[0].mask', problem: 'notAMask' }])
  })

  it('two services on one port are named', () => {
    expect(validate(devicePort, { ...devicePort.sample, rtsp: 80 })).toEqual([{ path: 'rtsp', problem: 'samePort', limits: { port: 80 } }])
    expect(validate(devicePort, { ...devicePort.sample, https: 0, ssl: 0 })).toEqual([])
  })

  it('two texts on one canvas are named: the later would take the place of the earlier', () => {
    const [first] = osdCanvas.sample.texts
    const issuesOf = (...numbers: readonly number[]) =>
      validate(osdCanvas, { texts: numbers.map((canvas) => ({ ...first, canvas, lines: [] })) })
    expect(issuesOf(1, 3, 1)).toEqual([{ path: 'texts[2].canvas', problem: 'sameNumber', limits: { number: 1 } }])
    expect(issuesOf(1, 3, 2)).toEqual([])
  })

  it.each([0, 65_536, 80.5])('%d is no HTTP port', (http) => {
    expect(validate(devicePort, { ...devicePort.sample, http })).toHaveLength(1)
  })

  it('the interval of a time server is bounded in its own unit (manual 2.6.11.2.4)', () => {
    const at = (interval: number, unit?: 's' | 'min') => validate(ntp, { ...ntp.sample, interval, ...(unit === undefined ? {} : { unit }) })
    expect([at(11), at(99_999, 's'), at(1, 'min'), at(1440, 'min')]).toEqual([[], [], [], []])
    expect(at(10)).toEqual([{ path: 'interval', problem: 'tooSmall', limits: { min: 11, max: 99_999 } }])
    expect(at(1441, 'min')).toEqual([{ path: 'interval', problem: 'tooLarge', limits: { min: 1, max: 1440 } }])
  })

  it('half hours are what daylight saving counts in', () => {
    expect(validate(timeZone, { ...timeZone.sample, beginMinute: 61 })).toEqual([
      { path: 'beginMinute', problem: 'offStep', limits: { step: 30 } },
    ])
  })

  it('a name with characters the device refuses says which', () => {
    expect(validate(deviceName, { name: 'Dock & Gate = 5%' })).toEqual([
      { path: 'name', problem: 'forbiddenText', limits: { characters: '& = %' } },
    ])
  })

  it.each(['Tor & Hof = 100%', 'a+b c', 'Überwachung Süd', '東京 ゲート', 'çğş 🚚', '%41', 'a=b&cameraID=2'])(
    'the name %j arrives at the device as it was typed',
    (name) => {
      const [query = []] = writeQueries(cameraInfo, { channel: 1 }, {}, { name })
      const text = formatQuery(query)
      expect(text).toMatch(/^action=set&type=cameraInfo&cameraID=1&cameraName=[^&=+ ]*$/)
      expect(parseQuery(text).at(-1)).toEqual({ key: 'cameraName', value: name })
      expect(decode(cameraInfo.fields, parseLines(`cameraName=${name}\r\n`)).value).toEqual({ name })
    },
  )

  it('a name too long is counted in bytes, as the device counts', () => {
    expect(validate(deviceName, { name: '東'.repeat(22) })).toEqual([{ path: 'name', problem: 'tooLong', limits: { max: 64, length: 66 } }])
    expect(validate(deviceName, { name: '東'.repeat(21) })).toEqual([])
  })
})

describe('a set', () => {
  it('of two cards sends the one that changed, and only that', () => {
    const other = { ...card, card: 2, address: '10.0.0.9', mask: '255.0.0.0', gateway: '' }
    const before = { cards: [card, other] }
    const queries = writeQueries(localNetwork, {}, before, { cards: [card, { ...other, address: '10.0.0.10' }] })
    expect(queries.map((query) => formatQuery(query))).toEqual([
      'action=set&type=localNetwork&netCardId=2&IPProtoVer=1&IPAddress=10.0.0.10&subNetmask=255.0.0.0&subGetway=&preferredDNS=&alternateDNS=&autoGetIPFlag=1&mtu=1500',
    ])
    expect(writeQueries(localNetwork, {}, before, before)).toEqual([])
  })

  it('of what can only be read sends nothing', () => {
    expect(writeQueries(deviceInfo, {}, {}, deviceInfo.sample)).toEqual([])
  })

  it('of the name goes out under the type of the set', () => {
    expect(writeQueries(deviceName, {}, {}, { name: 'test' })[0]).toContainEqual({ key: 'type', value: 'deviceName' })
  })
})
