import { describe, expect, it } from 'vitest'
import { virtualDevice } from '#test/support/askVirtual.ts'

describe('a camera prints what the manual prints', () => {
  it('deviceInfo, line by line (2.6.1.1.1)', () => {
    expect(virtualDevice().ask('param', 'action=get&type=deviceInfo').trimEnd().split('\n')).toEqual([
      'deviceID=159356',
      'deviceName=',
      'deviceType=1',
      'productModel=IPV57/41CLDR/Z/13',
      'manufacturerID=003',
      'manufacturerName=IPCamera',
      'MACAddress=00:1C:27:15:93:56',
      'hardwareVer=V060101_1',
      'softwareVer=v3.5.0804.1003.3.0.27.4.0',
      'channelNum=1',
      'alarmInNum=1',
      'alarmOutNum=1',
      'RS485Num=0',
      'ubootVersion=v1.0_20221109',
      'kerneVersion=v1.0_20221122',
      'networkCardNum=1',
    ])
  })

  it('localNetwork with marks and mtu after the End (2.6.1.2.1)', () => {
    expect(virtualDevice().ask('param', 'action=get&type=localNetwork&IPProtoVer=1&netCardId=1')).toBe(
      'localNetworkBegin=1\nIPProtoVer=1\nnetCardId=1\nIPAddress=127.20.0.1\nsubNetmask=255.255.0.0\nsubGetway=127.20.255.254\n' +
        'preferredDNS=\nalternateDNS=\nautoGetIPFlag=0\nlocalNetworkEnd=1\nmtu=1500\n',
    )
  })

  it('mtu before the End where firmware 5 does so', () => {
    expect(virtualDevice('fisheye').ask('param', 'action=get&type=localNetwork&IPProtoVer=1')).toMatch(/mtu=1500\nlocalNetworkEnd=1\n$/)
  })

  it('two cards, the second after localNetworkNextFlag', () => {
    const body = virtualDevice('lpr').ask('param', 'action=get&type=localNetwork&IPProtoVer=1')
    expect(body).toMatch(/IPAddress=127\.20\.0\.1\n[^]*localNetworkNextFlag=2\nnetCardId=2\n[^]*IPAddress=192\.168\.70\.12\n/)
  })

  it('its link-local IPv6 address, made from its MAC', () => {
    const { ask } = virtualDevice()
    expect(ask('param', 'action=get&type=localNetwork&IPProtoVer=2&netCardId=1')).toContain('IPAddress=fe80::21c:27ff:fe15:9356\n')
  })

  it('devicePort in the order of the manual (2.6.1.4.1)', () => {
    expect(virtualDevice().ask('param', 'action=get&type=devicePort')).toBe(
      'controlPort=30001\nhttpPort=80\nrtspPort=554\nrtmpPort=1935\nhttpsPort=443\nsslPort=0\n',
    )
  })

  it('NTP with the switch first (2.6.11.2.1)', () => {
    expect(virtualDevice().ask('param', 'action=get&type=NTP')).toBe('enableFlag=0\nIPProtoVer=1\nNTPIP=\nNTPPort=123\nNTPCheckTime=3600\n')
  })

  it('the zone with the British rule of the manual (2.6.1.8.2)', () => {
    expect(virtualDevice().ask('param', 'action=get&type=timeZone')).toBe(
      'timeZone=85\nDSTOpenFlag=0\nbeginMonth=3\nbeginWeekly=5\nbeginWeekDays=0\nbeginTime=60\nendMonth=10\nendWeekly=5\nendWeekDays=0\nendTime=120\n',
    )
  })

  it('76 zone names with the capital T of their marks (2.6.1.8)', () => {
    const names = virtualDevice().ask('param', 'action=get&type=timeZoneAbility&languageId=1').split('\n')
    expect([names[0], names[3], names.filter((line) => line.startsWith('timeZoneName=')).length, names.at(-2)]).toEqual([
      'timeZoneCount=76',
      'next_TimeZoneURL=2',
      76,
      'timeZoneEnd=1',
    ])
  })

  it('AVStream and streamAbility of the clip it really sends (2.6.2.1)', () => {
    const { ask } = virtualDevice('thermal-dual')
    expect(ask('param', 'action=get&type=AVStream&cameraID=1&streamID=1')).toBe(
      'streamName=stream1\nvideoEncoderType=4\naudioEncoderType=109\nresolution=1280*720\nframeRate=25\niFrameInterval=25\n' +
        'bitRateType=2\nbitRate=256\nquality=5\nstreamEncoderFlag=0\n',
    )
    expect(ask('param', 'action=get&type=AVStream&cameraID=2&streamID=2')).toContain('resolution=400*300\n')
    expect(ask('param', 'action=get&type=streamAbility&cameraID=2')).toMatch(
      /^AVStreamCount=2\nAVStreamBegin=1\nstreamID=1\n[^]*resolution=400\*300\nminFrameRate=1\n/,
    )
  })

  it('streamAbility with MaxBitRate where firmware 5 does so', () => {
    expect(virtualDevice('fisheye').ask('param', 'action=get&type=streamAbility&cameraID=1')).toMatch(
      /MaxFrameRate=25\nMinBitRate=32\nMaxBitRate=8000\n/,
    )
  })

  it('an RTSP address with an end of its own', () => {
    expect(virtualDevice().ask('video', 'type=rtsp&cameraID=1&streamID=2')).toBe('rtsp://127.20.0.1:554/snl/live/1/2/-')
    expect(virtualDevice('nvr').ask('video', 'type=RTSP&cameraID=10&streamID=1')).toMatch(
      /^rtsp:\/\/127\.20\.0\.1:554\/snl\/live\/10\/1\/\w+=-\w+=$/,
    )
  })
})

describe('a recorder prints in its own way', () => {
  const { ask } = virtualDevice('nvr')

  it('deviceInfo without a productModel: the model stands in manufacturerID', () => {
    const body = ask('param', 'action=get&type=deviceInfo')
    expect(body).not.toMatch(/productModel|ubootVersion|kerneVersion/)
    expect(body).toMatch(/^deviceID=159356\ndeviceName=\ndeviceType=5\nmanufacturerID=NVR3916E2\n/)
    for (const key of ['sn=', 'hddNum=2', 'audioInNum=', 'audioOutNum=', 'ubootVer=', 'kernelVer=', 'channelNum=16'])
      expect(body).toContain(`\n${key}`)
  })

  it('localNetwork without marks, with DHCP and a gateway spelt right', () => {
    expect(ask('param', 'action=get&type=localNetwork&IPProtoVer=1')).toBe(
      'IPProtoVer=1\nnetCardId=1\nIPAddress=127.20.0.1\nsubNetmask=255.255.0.0\nsubGateway=127.20.255.254\npreferredDNS=\nalternateDNS=\nDHCP=0\n',
    )
  })

  it('IPv4 even when asked for IPv6 (2.6.1.2.1)', () => {
    expect(ask('param', 'action=get&type=localNetwork&IPProtoVer=2')).toContain('IPAddress=127.20.0.1\n')
  })

  it('clientPort, httpPort, dataPort, httpsPort', () => {
    expect(ask('param', 'action=get&type=devicePort')).toBe('clientPort=30001\nhttpPort=80\ndataPort=554\nhttpsPort=443\n')
  })

  it('datefmt and timefmt before the six fields', () => {
    expect(ask('param', 'action=get&type=dateTime')).toMatch(
      /^datefmt=0\ntimefmt=1\nyear=\d{4}\nmonth=\d+\nday=\d+\nhour=\d+\nminute=\d+\nsecond=\d+\n$/,
    )
  })

  it('channels whose ids have gaps, and a foreign one without a model', () => {
    const body = ask('param', 'action=get&type=channelInfo')
    expect(body).toMatch(/^channelNum=16\nchannelBinded=16\nchannelBegin=1\nchannelId=1\n/)
    expect(body).toContain('channelId=8\n')
    expect(body).not.toContain('channelId=9\n')
    expect(body).toMatch(/channelModel=\n[^]*channelProtocol=101\n/)
  })

  it('answers NTP on network.cgi and not on param.cgi', () => {
    expect(ask('network', 'action=get&type=NTP')).toMatch(/^enableFlag=0\n/)
    expect(ask('param', 'action=get&type=NTP')).toBe('error, Return=-22')
  })

  it('has no HTTP video, no Bonjour setting and wants type=snap for a picture', () => {
    expect(ask('video', 'type=HTTP&cameraID=1&streamID=1')).toBe('error, Return=-22')
    expect(ask('param', 'action=get&type=bonjourService')).toBe('error, Return=-22')
    expect(ask('image', 'cameraID=1&quality=5')).toBe('error, Return=-23')
    expect(virtualDevice('nvr').answer('image', 'type=snap&cameraID=1&streamID=2&quality=5').media).toEqual({
      kind: 'snapshot',
      channel: 1,
      stream: 2,
      quality: 5,
    })
  })
})

describe('a lite camera', () => {
  it('prints one card without marks and the IPC’s spelling of the gateway', () => {
    expect(virtualDevice('lite').ask('param', 'action=get&type=localNetwork&IPProtoVer=1')).toMatch(
      /^IPProtoVer=1\nnetCardId=1\n[^]*subGetway=/,
    )
  })
})
