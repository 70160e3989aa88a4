import { describe, expect, it } from 'vitest'
import { channelInfo } from '#common/catalog/device/channels.ts'
import { deviceInfo } from '#common/catalog/device/deviceInfo.ts'
import { devicePort } from '#common/catalog/network/devicePort.ts'
import { localNetwork } from '#common/catalog/network/localNetwork.ts'
import { streamAbility } from '#common/catalog/stream/avStream.ts'
import { dateTime } from '#common/catalog/time/dateTime.ts'
import { ntp } from '#common/catalog/time/ntp.ts'
import { timeZone } from '#common/catalog/time/timeZone.ts'
import { identityOf } from '#common/device/identity.ts'
import { validate } from '#common/schema/setting.ts'
import { readReply } from '#common/wire/reply.ts'
import { deviceBody, panoramicIpc, readForm, recorder } from '#test/support/deviceForms.ts'

describe('a panoramic IPC, firmware 5.0.1621', () => {
  it('says who it is, with a name in Japanese', () => {
    const { value, unknown } = readForm(panoramicIpc, 'deviceInfo', deviceInfo.fields)
    expect(unknown).toEqual([])
    expect(identityOf(value)).toMatchObject({ deviceId: '412907', name: 'Dock 東', model: 'SN-IPP8085QAS', firmware: 'v5.0.1621' })
  })

  it('prints mtu before localNetworkEnd, and lines that end in CRLF', () => {
    expect(readForm(panoramicIpc, 'localNetwork', localNetwork.fields)).toEqual({
      value: {
        cards: [
          {
            card: 1,
            version: 'IPv4',
            address: '192.168.0.120',
            mask: '255.255.255.0',
            gateway: '192.168.0.1',
            dns1: '192.168.0.1',
            dns2: '8.8.8.8',
            automatic: false,
            mtu: 1500,
          },
        ],
      },
      unknown: [],
    })
  })

  it('prints videoResolutionCount =2 and MaxFrameRate under each resolution', () => {
    const { value, unknown } = readForm(panoramicIpc, 'streamAbility', streamAbility.fields)
    expect(unknown).toEqual([])
    expect(value.streams[0]?.encoders[0]?.resolutions).toEqual([
      { audio: [], resolution: '4608*1728', minFrameRate: 1, maxFrameRate: 25, minBitRate: 500, maxBitRate: 16_000 },
      { audio: [], resolution: '3072*1152', minFrameRate: 1, maxFrameRate: 30, minBitRate: 200, maxBitRate: 12_000 },
    ])
  })

  it('prints sslPort=0 when it is off, and that may be sent back', () => {
    const { value, unknown } = readForm(panoramicIpc, 'devicePort', devicePort.fields)
    expect([value.ssl, unknown, validate(devicePort, value)]).toEqual([0, [], []])
  })

  it('keeps a host name in NTPIP, whatever the manual says', () => {
    const { value } = readForm(panoramicIpc, 'NTP', ntp.fields)
    expect([value.server, validate(ntp, value)]).toEqual(['ntp.example.org', []])
  })

  it('has zone 235, and nothing speaks against it', () => {
    const { value, unknown } = readForm(panoramicIpc, 'timeZone', timeZone.fields)
    expect([value.zone, unknown, validate(timeZone, value)]).toEqual([235, [], []])
  })

  it('says Error,return=-508 to a wrong password', () => {
    expect(readReply(deviceBody(panoramicIpc, 'wrongPassword'))).toEqual({ kind: 'error', code: -508 })
  })
})

describe('a recorder, firmware 4.7.1625', () => {
  it('has no productModel: the model stands in manufacturerID', () => {
    const { value, unknown } = readForm(recorder, 'deviceInfo', deviceInfo.fields)
    expect(unknown).toEqual([])
    expect(identityOf(value)).toMatchObject({ model: 'NVR3908E2', series: 'nvr', channels: 8 })
    expect([value.serial, value.disks, value.uboot, value.kernel]).toEqual(['N8A77120400', 1, 'v1.0_20210509', 'v1.0_20210522'])
  })

  it('prints one card without marks, DHCP and subGateway', () => {
    const { value, unknown } = readForm(recorder, 'localNetwork', localNetwork.fields)
    expect(unknown).toEqual([])
    expect(value.cards).toEqual([
      {
        card: 1,
        version: 'IPv4',
        address: '192.168.0.121',
        mask: '255.255.255.0',
        gateway: '192.168.0.1',
        dns1: '192.168.0.1',
        dns2: '',
        automatic: false,
      },
    ])
  })

  it('calls its ports clientPort and dataPort', () => {
    expect(readForm(recorder, 'devicePort', devicePort.fields)).toEqual({
      value: { control: 30_001, http: 80, rtsp: 554, https: 443 },
      unknown: [],
    })
  })

  it('prints datefmt and timefmt in small letters before the six fields', () => {
    expect(readForm(recorder, 'dateTime', dateTime.fields)).toEqual({
      value: { year: 2026, month: 3, day: 9, hour: 7, minute: 4, second: 59, dateFormat: 'YY/MM/DD time', clockFormat: '24 h' },
      unknown: [],
    })
  })

  it('prints offset=60 and beginWeekDays=7, and both may be sent back', () => {
    const { value, unknown } = readForm(recorder, 'timeZone', timeZone.fields)
    expect([value.zone, value.offset, value.beginWeekday, unknown]).toEqual([230, 60, 7, []])
    expect(validate(timeZone, value)).toEqual([])
  })

  it('has channels with gaps, and one of another maker without a model', () => {
    const { value, unknown } = readForm(recorder, 'channelInfo', channelInfo.fields)
    expect(unknown).toEqual([])
    expect(value.channels.map(({ channel, model, protocol, streams }) => [channel, model, protocol, streams.length])).toEqual([
      [2, 'SN-Q204M-B', 'private', 1],
      [5, '', 'custom', 0],
    ])
  })
})

describe('both', () => {
  it.each([panoramicIpc, recorder])('%s says in words that there is nothing to report', (device) => {
    expect(readReply(deviceBody(device, 'alarmStatus'))).toEqual({ kind: 'text', text: 'Not Find AlarmInfo' })
  })

  it.each([panoramicIpc, recorder])('%s gives an RTSP address whose tail is its own', (device) => {
    const reply = readReply(deviceBody(device, 'RTSP'))
    expect(reply).toEqual({
      kind: 'text',
      text: expect.stringMatching(/^rtsp:\/\/192\.168\.0\.12[01]:554\/snl\/live\/1\/1\/\S+$/) as string,
    })
  })
})
