import { describe, expect, it } from 'vitest'
import { actions, feeds, findSetting, settings } from '#common/catalog/index.ts'
import { channelInfo } from '#common/catalog/device/channels.ts'
import { streamAbility } from '#common/catalog/stream/avStream.ts'
import { timeZoneAbility } from '#common/catalog/time/timeZone.ts'
import { actionQuery } from '#common/schema/action.ts'
import { decode } from '#common/schema/decode.ts'
import { encode } from '#common/schema/encode.ts'
import { erase } from '#common/schema/infer.ts'
import { fold } from '#common/schema/names.ts'
import { odditiesOf } from '#common/schema/oddities.ts'
import { type AnySetting, readQuery, type Target, writeQueries } from '#common/schema/setting.ts'
import type { Pair } from '#common/wire/pairs.ts'
import type { Oddity } from '#common/wire/oddity.ts'
import { readReply } from '#common/wire/reply.ts'
import { pairsOf, printedCatalog, type PrintedText } from '#test/support/manual.ts'

/** What the manual prints for each setting: its get and its set. */
const prints: Readonly<Record<string, { readonly get?: string; readonly set?: string }>> = {
  'device.info': { get: 'get-deviceInfo' },
  'device.name': { set: 'set-deviceName' },
  'device.channelName': { get: 'get-cameraInfo', set: 'set-cameraInfo' },
  'device.channels': { get: 'get-channelInfo' },
  'network.ipv4': { get: 'get-localNetwork', set: 'set-localNetwork' },
  'network.ipv6': {}, // no sample is printed
  'network.ports': { get: 'get-devicePort', set: 'set-devicePort' },
  'network.bonjour': { get: 'get-bonjourService', set: 'set-bonjourService' },
  'time.clock': { get: 'get-dateTime', set: 'set-dateTime' },
  'time.zoneNames': { get: 'get-timeZoneAbility' },
  'time.zone': { get: 'get-timeZone', set: 'set-timeZone' },
  'time.ntp': { get: 'get-NTP', set: 'set-NTP' },
  'stream.video': { get: 'get-AVStream', set: 'set-AVStream' },
  'stream.ability': { get: 'get-streamAbility' },
}

/** Where what we send differs from the printed example, and why. `+` is ours alone, `-` theirs alone. */
const reviewed: Readonly<Record<string, readonly string[]>> = {
  'get network.ipv4': ['-netCardId=1'], // optional: without it all cards are asked for (manual line 1889)
  'get time.zoneNames': ['-type=timeZone', '+type=timeZoneAbility'], // the example repeats another request (line 2441), the template has it (line 2435)
  'do device.firstPassword': ['-group=Administrators', '-note=admin'], // both optional (line 26151)
  'do device.firstPasswordOfRecorder': [
    ...['-group=Administrators', '-note=admin'], // both optional (line 26151)
    ...['-userPasswordTimeOut=3d', '-userPasswordExpireDate=86400000'], // a password that runs out is for later
  ],
}

/** The sample of streamAbility stops in the middle: it shows two streams of three (manual line 4774 and on). */
const oddPrints: Readonly<Record<string, readonly Oddity[]>> = {
  'stream.ability': [
    { kind: 'count', key: 'AVStreamCount', said: 3, has: 2 },
    { kind: 'count', key: 'AVStreamEncoderAbilityCount', said: 10, has: 4 },
    { kind: 'count', key: 'videoResolutionCount', said: 16, has: 9 },
  ],
}

function textOf(id: string, source: PrintedText['source'], nth = 0): PrintedText {
  const text = printedCatalog.find((print) => print.id === id)?.texts.filter((found) => found.source === source)[nth]
  if (!text) throw new Error(`the manual prints no ${source} of ${id}`)
  return text
}

function words(pairs: readonly Pair[]): readonly string[] {
  return pairs.map(({ key, value }) => `${key}=${value?.trim()}`)
}

/** Empty when both are the same in the same order; else what differs. */
function difference(ours: readonly string[], theirs: readonly string[]): readonly string[] {
  const differs = [...theirs.filter((word) => !ours.includes(word)).map((word) => `-${word}`), ...ours.filter((word) => !theirs.includes(word)).map((word) => `+${word}`)] // prettier-ignore
  const common = (list: readonly string[], other: readonly string[]) => list.filter((word) => other.includes(word)).join('&')
  return common(ours, theirs) === common(theirs, ours) ? differs : [...differs, 'in another order']
}

function targetOf(pairs: readonly Pair[]): Target {
  const number = (key: string) => Number(pairs.find((pair) => fold(pair.key) === fold(key))?.value ?? 1)
  return { channel: number('cameraID'), stream: number('streamID'), card: number('netCardId') }
}

function programOf({ printed }: PrintedText): string | undefined {
  return /\/cgi-bin\/\s*(?<program>\w+)\s*\.cgi/.exec(printed)?.groups?.['program']
}

const gets = settings.flatMap((setting) => (prints[setting.id]?.get === undefined ? [] : [[setting.id, prints[setting.id]!.get!] as const]))
const sets = settings.flatMap((setting) => (prints[setting.id]?.set === undefined ? [] : [[setting.id, prints[setting.id]!.set!] as const]))
const settingOf = (id: string): AnySetting => findSetting(id)!

it('every setting says what the manual prints of it', () => {
  expect(Object.keys(prints)).toEqual(settings.map(({ id }) => id))
})

describe('the printed reply', () => {
  it.each(gets)('of %s is read with nothing unclaimed', (id, print) => {
    const { value, unknown } = decode(settingOf(id).fields, pairsOf(textOf(print, 'return')))
    expect(unknown).toEqual([])
    expect(Object.keys(value).length).toBeGreaterThan(0)
  })

  it.each(gets)('of %s is not called odd, but for what is odd about it', (id, print) => {
    const { fields } = settingOf(id)
    const pairs = pairsOf(textOf(print, 'return'))
    expect(odditiesOf(fields, pairs, decode(fields, pairs))).toEqual(oddPrints[id] ?? [])
  })

  it.each(gets.filter(([id]) => !['device.channels', 'time.zoneNames', 'stream.ability'].includes(id)))(
    'of %s is its sample',
    (id, print) => {
      expect(decode(settingOf(id).fields, pairsOf(textOf(print, 'return'))).value).toEqual(settingOf(id).sample)
    },
  )

  it.each(gets.filter(([id]) => id !== 'stream.ability'))('of %s is what we would print, but for the order', (id, print) => {
    const pairs = pairsOf(textOf(print, 'return'))
    const { fields } = settingOf(id)
    expect([...words(encode(fields, erase(decode(fields, pairs).value)))].sort()).toEqual([...words(pairs)].sort())
  })

  it('of device.channels has both cameras of the sample, manual line 2110', () => {
    const { value } = decode(channelInfo.fields, pairsOf(textOf('get-channelInfo', 'return')))
    expect([value.total, value.channels.map(({ channel, name, model, streams }) => [channel, name, model, streams.length])]).toEqual([
      16,
      [
        [1, 'Device', 'SN-Q204M-B', 2],
        [2, 'Channel01', 'IPR57/20UKDN/Z/13', 2],
      ],
    ])
  })

  it('of time.zoneNames has all 76 zones, manual line 2444', () => {
    const { zones } = decode(timeZoneAbility.fields, pairsOf(textOf('get-timeZoneAbility', 'return'))).value
    expect([zones.length, zones[0]?.name, zones[75]?.name]).toEqual([
      ...[76, '(GMT-12:00) International Date Line West', "(GMT+13:00) Nuku'alofa"],
    ])
  })

  it('of stream.ability has the streams and encodings the elision left, manual line 4773', () => {
    const { streams } = decode(streamAbility.fields, pairsOf(textOf('get-streamAbility', 'return'))).value
    expect(
      streams.map(({ stream, encoders }) => [stream, encoders.map(({ encoder, resolutions }) => [encoder, resolutions.length])]),
    ).toEqual([
      [1, [['H.265', 3], ['MJPEG', 2]]], // prettier-ignore
      [3, [['H.265', 2], ['MJPEG', 2]]], // prettier-ignore
    ])
    expect(streams[0]?.encoders[0]?.resolutions[1]).toMatchObject({ minFrameRate: 1, maxFrameRate: 25, minBitRate: 200, maxBitRate: 4096 })
  })

  it.each(['set-deviceName', 'set-localNetwork', 'set-dateTime', 'set-NTP', 'operate-restart'])('of %s is an OK', (print) => {
    expect(readReply(textOf(print, 'return').printed).kind).toBe('ok')
  })

  it('of the NTP test is a sentence, manual line 9818', () => {
    const [success = ''] = textOf('test-NTP', 'return').printed.split('\n')
    expect(readReply(success.replace('Success: ', ''))).toEqual({ kind: 'text', text: 'The ntp test success!!' })
  })
})

describe('the printed request', () => {
  it.each(gets)('for %s is the one we send', (id, print) => {
    const text = textOf(print, 'query')
    const theirs = pairsOf(text)
    expect(programOf(text)).toBe(settingOf(id).request.cgi)
    expect(difference(words(readQuery(settingOf(id), targetOf(theirs))), words(theirs))).toEqual(reviewed[`get ${id}`] ?? [])
  })

  it.each(sets)('to set %s is the one we send, in the same order', (id, print) => {
    const text = textOf(print, 'query')
    const theirs = pairsOf(text)
    const setting = settingOf(id)
    const asked = erase(decode(setting.fields, theirs).value)
    const [ours = [], ...more] = writeQueries(setting, targetOf(theirs), {}, asked)
    expect(programOf(text)).toBe(setting.request.cgi)
    expect(more).toEqual([])
    expect(difference(words(ours), words(theirs))).toEqual(reviewed[`set ${id}`] ?? [])
  })

  it.each([
    ['stream.rtspUrl', 'video-RTSP', 0],
    ['stream.httpVideo', 'video-HTTP', 0],
    ['stream.snapshot', 'image-snapshot', 0],
    ['stream.snapshotOfStream', 'image-snapshot', 1],
    ['device.restart', 'operate-restart', 0],
    ['time.ntpTest', 'test-NTP', 0],
    ['device.firstPassword', 'modify-User', 0],
    ['device.firstPasswordOfRecorder', 'modify-User', 1],
  ] as const)('for %s is the one we send', (id, print, nth) => {
    const text = textOf(print, 'query', nth)
    const theirs = pairsOf(text)
    const entry = [...actions, ...feeds].find((found) => found.id === id)!
    const ours = actionQuery(entry, targetOf(theirs), decode(entry.args, theirs).value)
    expect(programOf(text)).toBe(entry.request.cgi)
    expect(difference(words(ours), words(theirs))).toEqual(reviewed[`do ${id}`] ?? [])
  })

  it('is tried for every action and feed', () => {
    expect([...actions, ...feeds].map(({ id }) => id).sort()).toEqual([
      ...[
        'device.firstPassword',
        'device.firstPasswordOfRecorder',
        'device.restart',
        'stream.httpVideo',
        'stream.rtspUrl',
        'stream.snapshot',
        'stream.snapshotOfStream',
      ],
      'time.ntpTest',
    ])
  })
})
