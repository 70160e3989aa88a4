import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { base64Bytes } from '#common/rtsp/base64.ts'
import { readDescription } from '#common/rtsp/sdp.ts'
import { baseOf, findRtspUrl, resolveControl } from '#common/rtsp/url.ts'

const description = (...lines: readonly string[]) => ['v=0', 'o=- 1 1 IN IP4 0.0.0.0', 's=-', 't=0 0', ...lines].join('\r\n')

const video = ['m=video 0 RTP/AVP 96', 'a=rtpmap:96 H264/90000', 'a=control:trackID=1']
const sound = ['m=audio 0 RTP/AVP 8', 'a=rtpmap:8 PCMA/8000', 'a=control:trackID=2']

describe('a session description', () => {
  it('names the first video that can be taken, with its parameter sets', () => {
    const text = description(
      'a=control:*',
      ...sound,
      ...video,
      'a=fmtp:96 packetization-mode=1; sprop-parameter-sets=Z00AKA==,aO48gA==;x=1',
    )
    expect(readDescription(text)).toEqual({
      control: '*',
      video: {
        kind: 'h264',
        control: 'trackID=1',
        payloadType: 96,
        clockRate: 90_000,
        sets: [Uint8Array.of(0x67, 0x4d, 0, 0x28), Uint8Array.of(0x68, 0xee, 0x3c, 0x80)],
      },
    })
  })

  it('names H.265 with VPS, SPS and PPS in that order', () => {
    const sets = 'a=fmtp:98 sprop-pps=RAE=;sprop-vps=QAE=; sprop-sps=QgE='
    const { video: track } = readDescription(description('m=video 0 RTP/AVP 98', 'a=rtpmap:98 H265/90000', sets))
    expect(track).toMatchObject({ kind: 'h265', sets: [Uint8Array.of(0x40, 1), Uint8Array.of(0x42, 1), Uint8Array.of(0x44, 1)] })
  })

  it('passes over what we cannot play: stills, sound, data, units out of order', () => {
    const stills = ['m=video 0 RTP/AVP 26', 'a=rtpmap:26 JPEG/90000']
    const shuffled = ['m=video 0 RTP/AVP 97', 'a=rtpmap:97 H264/90000', 'a=fmtp:97 packetization-mode=2']
    expect(readDescription(description(...stills, ...shuffled, ...sound)).video).toBeUndefined()
    expect(readDescription(description(...stills, ...shuffled, ...video)).video?.payloadType).toBe(96)
  })

  it('of any text is read without a throw', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('m=video 0 RTP/AVP 96', 'a=rtpmap:96 H264/90000', 'a=fmtp:96 =;;sprop-vps', 'a=control:'),
    )
    fc.assert(fc.property(fc.array(line), (lines) => void readDescription(lines.join('\n'))))
  })

  it('has base64 as everybody writes it', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(base64Bytes(Buffer.from(bytes).toString('base64'))).toEqual(bytes)
      }),
    )
  })
})

describe('a control address', () => {
  const base = 'rtsp://10.0.0.7:554/snl/live/1/1/Ab=-Cd='

  it.each([
    ['none', undefined, base],
    ['an asterisk', '*', base],
    ['an absolute one', 'rtsp://10.0.0.9/other', 'rtsp://10.0.0.9/other'],
    ['a relative one', 'trackID=1', `${base}/trackID=1`],
    ['one from the root', '/media/1', 'rtsp://10.0.0.7:554/media/1'],
    ['one with a line break', 'a\r\nb', base],
  ])('that is %s leads where it says', (_what, control, where) => {
    expect(resolveControl(base, control)).toBe(where)
  })

  it('gets one slash, and stands behind a query', () => {
    expect(resolveControl(`${base}/`, 'stream=0')).toBe(`${base}/stream=0`)
    expect(resolveControl('rtsp://10.0.0.7/live?token=1', 'trackID=1')).toBe('rtsp://10.0.0.7/live?token=1/trackID=1')
  })

  it('hangs on Content-Base, else Content-Location, else on what was asked', () => {
    expect(baseOf({ 'content-base': 'rtsp://a/1/', 'content-location': 'rtsp://a/2' }, base)).toBe('rtsp://a/1/')
    expect(baseOf({ 'content-base': 'nonsense', 'content-location': 'rtsp://a/2' }, base)).toBe('rtsp://a/2')
    expect(baseOf({}, base)).toBe(base)
  })
})

describe('the address in a device’s answer', () => {
  it.each([
    ['rtsp://192.168.1.121:554/snl/live/1/1', 554],
    ['rtsp://192.168.1.121/snl/live/1/1/a1b2=-c3d4=', 554],
    ['RTSP://[fe80::1]:8554/live?x=1', 8554],
    ['rtsp://a:b@192.168.1.121:553/x', 553],
  ])('%s is kept as it is', (url, port) => {
    expect(findRtspUrl(`${url}\r\n`)).toEqual({ url, port })
  })

  it('is none where there is none, or its port is none', () => {
    expect([findRtspUrl('OK'), findRtspUrl('rtsp://a:99999/'), findRtspUrl('http://a/')]).toEqual([undefined, undefined, undefined])
  })
})
