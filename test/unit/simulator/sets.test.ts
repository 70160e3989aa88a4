import { describe, expect, it } from 'vitest'
import { virtualDevice } from '#test/support/askVirtual.ts'

describe('a set', () => {
  it('changes what it carries and leaves the rest', () => {
    const { ask } = virtualDevice()
    expect(ask('param', 'action=set&type=NTP&NTPIP=127.20.255.1&NTPPort=124')).toBe('OK')
    expect(ask('param', 'action=get&type=NTP')).toBe('enableFlag=0\nIPProtoVer=1\nNTPIP=127.20.255.1\nNTPPort=124\nNTPCheckTime=3600\n')
  })

  it('takes keys in any case', () => {
    const { ask } = virtualDevice()
    expect(ask('param', 'ACTION=Set&Type=bonjourservice&Enable=0')).toBe('OK')
    expect(ask('param', 'action=get&type=bonjourService')).toBe('enable=0\n')
  })

  it('of the name is told by deviceInfo, marks and foreign letters included', () => {
    const { ask } = virtualDevice()
    expect(ask('param', `action=set&type=deviceName&deviceName=${encodeURIComponent('Tor 3 – Süd #2')}`)).toBe('OK')
    expect(ask('param', 'action=get&type=deviceInfo')).toContain('deviceName=Tor 3 – Süd #2\n')
  })

  it('of a channel name reaches that channel only', () => {
    const { ask } = virtualDevice('nvr')
    expect(ask('param', 'action=set&type=cameraInfo&cameraID=10&cameraName=Gate')).toBe('OK')
    expect([ask('param', 'action=get&type=cameraInfo&cameraID=10'), ask('param', 'action=get&type=cameraInfo&cameraID=11')]).toEqual([
      'cameraName=Gate\n',
      'cameraName=OEM\n',
    ])
  })

  it('of a card lays the new address over that card', () => {
    const { ask, device } = virtualDevice('lpr')
    expect(ask('param', 'action=set&type=localNetwork&netCardId=2&IPProtoVer=1&IPAddress=192.168.70.77')).toBe('OK')
    expect(ask('param', 'action=get&type=localNetwork&IPProtoVer=1&netCardId=2')).toMatch(
      /IPAddress=192\.168\.70\.77\nsubNetmask=255\.255\.0\.0\n/,
    )
    expect(device.endpoint().address).toBe('127.20.0.1')
  })

  it('of the recorder takes its own spellings', () => {
    const { ask } = virtualDevice('nvr')
    expect(ask('param', 'action=set&type=localNetwork&netCardId=1&IPProtoVer=1&subGateway=127.20.0.9')).toBe('OK')
    expect(ask('param', 'action=get&type=localNetwork&IPProtoVer=1')).toContain('subGateway=127.20.0.9\n')
  })

  it('of a port above 65535 is cut for NTP, as the manual says (2.6.11.2.4)', () => {
    const { ask } = virtualDevice()
    ask('param', 'action=set&type=NTP&NTPPort=70000')
    expect(ask('param', 'action=get&type=NTP')).toContain('NTPPort=65535\n')
  })

  it('of an IPv6 time server switches NTP off, as the manual says (2.6.11.2.2)', () => {
    const { ask } = virtualDevice()
    ask('param', 'action=set&type=NTP&enableFlag=1&NTPIP=::1&IPProtoVer=2')
    expect(ask('param', 'action=get&type=NTP')).toMatch(/^enableFlag=0\n/)
  })

  it('to DHCP keeps the address as its lease', () => {
    const { ask, device } = virtualDevice()
    expect(ask('param', 'action=set&type=localNetwork&netCardId=1&IPProtoVer=1&autoGetIPFlag=1&IPAddress=127.20.0.99')).toBe('OK')
    expect(device.endpoint().address).toBe('127.20.0.1')
    expect(ask('param', 'action=get&type=localNetwork&IPProtoVer=1')).toMatch(/IPAddress=127\.20\.0\.1\n[^]*autoGetIPFlag=1\n/)
  })
})

describe('a request is refused', () => {
  it.each([
    ['-22', 'an unknown type', 'param', 'action=get&type=weather'],
    ['-22', 'an unknown action', 'param', 'action=paint&type=NTP'],
    ['-22', 'no type at all', 'param', 'action=get'],
    ['-22', 'a set of what can only be read', 'param', 'action=set&type=deviceInfo&deviceID=1'],
    ['-22', 'channelInfo, which recorders have', 'param', 'action=get&type=channelInfo'],
    ['-23', 'localNetwork without IPProtoVer', 'param', 'action=get&type=localNetwork'],
    ['-23', 'IPv6 without a card', 'param', 'action=get&type=localNetwork&IPProtoVer=2'],
    ['-23', 'a set without a card', 'param', 'action=set&type=localNetwork&IPProtoVer=1&IPAddress=127.20.0.9'],
    ['-23', 'a card it does not have', 'param', 'action=set&type=localNetwork&IPProtoVer=1&netCardId=2&IPAddress=127.20.0.9'],
    ['-23', 'an address that is none', 'param', 'action=set&type=localNetwork&IPProtoVer=1&netCardId=1&IPAddress=127.20.0.300'],
    ['-23', 'a gateway outside the subnet', 'param', 'action=set&type=localNetwork&IPProtoVer=1&netCardId=1&subGetway=10.0.0.1'],
    ['-23', 'a day that does not exist', 'param', 'action=set&type=dateTime&year=2036&month=2&day=30&hour=0&minute=0&second=0'],
    ['-23', 'a number that is none', 'param', 'action=set&type=devicePort&httpPort=eighty'],
    ['-23', 'a port out of range', 'param', 'action=set&type=devicePort&httpPort=65536'],
    ['-23', 'two ports alike', 'param', 'action=set&type=devicePort&httpPort=554'],
    ['-23', 'a zone it does not know', 'param', 'action=set&type=timeZone&timeZone=86'],
    ['-23', 'a forbidden character in the name', 'param', 'action=set&type=deviceName&deviceName=a%26b'],
    ['-23', 'a channel it does not have', 'param', 'action=get&type=cameraInfo&cameraID=2'],
    ['-23', 'a channel name without a channel', 'param', 'action=set&type=cameraInfo&cameraName=Gate'],
    ['-23', 'a stream it does not have', 'param', 'action=get&type=AVStream&cameraID=1&streamID=7'],
    ['-23', 'a picture without a quality', 'image', 'cameraID=1'],
    ['-23', 'a picture of quality 10', 'image', 'cameraID=1&quality=10'],
  ])('with %s: %s', (code, _what, program, query) => {
    expect(virtualDevice().answer(program, query)).toMatchObject({ status: 200, body: `error, Return=${code}` })
  })

  it('and nothing of it is kept', () => {
    const { ask } = virtualDevice()
    const before = ask('param', 'action=get&type=devicePort')
    ask('param', 'action=set&type=devicePort&rtspPort=8554&httpPort=65536')
    expect(ask('param', 'action=get&type=devicePort')).toBe(before)
  })

  it('with HTTP 404 where there is no such program', () => {
    expect(virtualDevice().answer('weather', 'action=get&type=deviceInfo').status).toBe(404)
  })
})

describe('a quirk', () => {
  const bonjour = 'action=set&type=bonjourService&enable=0'

  it('says OK and changes nothing', () => {
    const { ask } = virtualDevice('ipc', { quirks: ['okButUnchanged:network.bonjour'] })
    expect([ask('param', bonjour), ask('param', 'action=get&type=bonjourService')]).toEqual(['OK', 'enable=1\n'])
  })

  it('can be laid on and taken off while the device runs', () => {
    const { ask, device } = virtualDevice()
    device.quirks.add('okButUnchanged:network.bonjour')
    ask('param', bonjour)
    expect(ask('param', 'action=get&type=bonjourService')).toBe('enable=1\n')
    device.quirks.delete('okButUnchanged:network.bonjour')
    ask('param', bonjour)
    expect(ask('param', 'action=get&type=bonjourService')).toBe('enable=0\n')
  })

  it('stores less than was asked', () => {
    const { ask } = virtualDevice('ipc', { quirks: ['clampsValue:stream.video.bitRate=4096'] })
    expect(ask('param', 'action=set&type=AVStream&cameraID=1&streamID=1&bitRate=9000')).toBe('OK')
    expect(ask('param', 'action=get&type=AVStream&cameraID=1&streamID=1')).toContain('bitRate=4096\n')
  })

  it('clamps inside a card as well', () => {
    const { ask } = virtualDevice('ipc', { quirks: ['clampsValue:network.ipv4.mtu=1400'] })
    ask('param', 'action=set&type=localNetwork&netCardId=1&IPProtoVer=1&mtu=1480')
    expect(ask('param', 'action=get&type=localNetwork&IPProtoVer=1')).toContain('mtu=1400\n')
  })

  it('refuses every set of one setting', () => {
    const { ask } = virtualDevice('ipc', { quirks: ['refusesSet:time.zone'] })
    expect([ask('param', 'action=set&type=timeZone&timeZone=110'), ask('param', bonjour)]).toEqual(['error, Return=-23', 'OK'])
  })

  it('answers one type with HTML and leaves the others', () => {
    const { answer } = virtualDevice('ipc', { quirks: ['htmlInsteadOfReply:dateTime'] })
    expect(answer('param', 'action=get&type=dateTime').body).toMatch(/^<!DOCTYPE html>/)
    expect(answer('param', 'action=get&type=deviceInfo').body).toMatch(/^deviceID=/)
  })

  it('answers nothing', () => {
    expect(virtualDevice('ipc', { quirks: ['emptyAnswer:dateTime'] }).answer('param', 'action=get&type=dateTime').body).toBe('')
  })

  it('ends lines with CRLF', () => {
    expect(virtualDevice('ipc', { quirks: ['crlf'] }).ask('param', 'action=get&type=bonjourService')).toBe('enable=1\r\n')
  })

  it('puts spaces around the equals sign of pairs, not of errors', () => {
    const { ask } = virtualDevice('ipc', { quirks: ['spacesAroundEquals'] })
    expect([ask('param', 'action=get&type=bonjourService'), ask('param', 'action=get&type=x')]).toEqual([
      'enable = 1\n',
      'error, Return=-22',
    ])
  })

  it('takes its time', () => {
    expect(virtualDevice('ipc', { quirks: ['slow:4000'] }).answer('param', 'action=get&type=deviceInfo').delayMs).toBe(4000)
  })

  it('poses as another device after a move only', () => {
    const { ask, device } = virtualDevice('ipc', { quirks: ['wrongIdentityAfterMove'] })
    expect(ask('param', 'action=get&type=deviceInfo')).toContain('MACAddress=00:1C:27:15:93:56\n')
    device.arrived()
    expect(ask('param', 'action=get&type=deviceInfo')).toMatch(/^deviceID=159357\n[^]*MACAddress=00:1C:27:15:93:EE\n/)
  })

  it('that nobody knows is refused, and the known ones are named', () => {
    expect(() => virtualDevice('ipc', { quirks: ['explodes'] })).toThrow(/explodes.*okButUnchanged/)
  })

  it.each([
    'emptyAnswer:Nonsense',
    'okButUnchanged:network.nothing',
    'slow',
    'slow:soon',
    'slow:5:Nonsense',
    'clampsValue',
    'clampsValue:mtu=3',
  ])('%s would never show, and is refused', (quirk) => {
    expect(() => virtualDevice('ipc', { quirks: [quirk] })).toThrow(/is called|takes/)
  })

  it('is laid on every setting where none is named, and on one by its request as well as by its id', () => {
    const set = (quirk: string, query: string) => virtualDevice('ipc', { quirks: [quirk] }).ask('param', query)
    const zone = 'action=set&type=timeZone&timeZone=110'
    expect(['refusesSet', 'refusesSet:timeZone', 'refusesSet:time.zone'].map((quirk) => [set(quirk, zone), set(quirk, bonjour)])).toEqual([
      ['error, Return=-23', 'error, Return=-23'],
      ['error, Return=-23', 'OK'],
      ['error, Return=-23', 'OK'],
    ])
  })

  it('waits before one answer only', () => {
    const { answer } = virtualDevice('ipc', { quirks: ['slow:4000:dateTime'] })
    expect(['dateTime', 'deviceInfo'].map((type) => answer('param', `action=get&type=${type}`).delayMs)).toEqual([4000, undefined])
  })
})
