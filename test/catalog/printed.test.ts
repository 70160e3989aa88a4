import { describe, expect, it } from 'vitest'
import { actions, feeds, settings } from '#common/catalog/index.ts'
import { channelInfo } from '#common/catalog/device/channels.ts'
import { streamAbility } from '#common/catalog/stream/avStream.ts'
import { timeZoneAbility } from '#common/catalog/time/timeZone.ts'
import { decode } from '#common/schema/decode.ts'
import { readReply } from '#common/wire/reply.ts'
import { WireError } from '#common/wire/wireError.ts'
import { type Claim, claimsOf, difference, readerOf, readPrinted } from '#test/support/claims.ts'
import { pairsOf, printedRequests, type PrintedText } from '#test/support/manual.ts'
import { reviewed, reviewedLines, tabled, wholeSections } from './reviewed/index.ts'

interface Case {
  readonly name: string
  readonly text: PrintedText
  readonly claims: readonly Claim[]
}

const claimed = printedRequests.map((request) => ({ request, claims: claimsOf(request) })).filter(({ claims }) => claims.length > 0)

function cases(source: PrintedText['source'], answers?: 'params'): readonly Case[] {
  return claimed
    .filter(({ request }) => answers === undefined || request.answers === answers)
    .flatMap(({ request: { id, texts }, claims }) =>
      texts.filter((text) => text.source === source).map((text) => ({ name: `${id}, line ${text.line}`, text, claims })),
    )
}

/** What a look at a print comes to, or the words of what it failed with. */
function attempt<T>(look: () => T): T | string {
  try {
    return look()
  } catch (thrown) {
    if (thrown instanceof WireError) return thrown.message
    throw thrown
  }
}

const replies = cases('return', 'params').filter(({ text }) => reviewed(text.line)?.isWrong !== true)

/** The reading of a reply by the entry that reads it best. */
function readingOf({ text, claims }: Case) {
  const tried = claims.flatMap((claim) => {
    const reader = readerOf(claim)
    return reader ? [attempt(() => ({ ...reader, ...readPrinted(reader.fields, text) }))] : []
  })
  const readings = tried.filter((one) => typeof one !== 'string')
  const best = readings.sort((a, b) => a.unknown.length - b.unknown.length || a.reprinted.length - b.reprinted.length)[0]
  if (!best) throw new Error(`nothing reads it: ${tried.filter((one) => typeof one === 'string').join('; ')}`)
  return best
}

describe('the printed reply', () => {
  it.each(replies)('of $name is read with nothing unclaimed', (one) => {
    expect(readingOf(one).unknown).toEqual(reviewed(one.text.line)?.unclaimed ?? [])
  })

  it.each(replies)('of $name is not called odd, but for what is odd about it', (one) => {
    expect(readingOf(one).odd).toEqual(reviewed(one.text.line)?.odd ?? [])
  })

  it.each(replies)('of $name is what we would print, but for the order', (one) => {
    expect(readingOf(one).reprinted).toEqual(reviewed(one.text.line)?.reprints ?? [])
  })

  it.each(replies.filter(({ text }) => reviewed(text.line)?.isNoSample !== true))('of $name is its sample', (one) => {
    const reading = readingOf(one)
    expect(reading.value).toEqual(reading.sample)
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

  it.each(['set-deviceName', 'set-localNetwork', 'set-dateTime', 'set-NTP', 'operate-restart'])('of %s is an OK', (id) => {
    expect(readReply(textOf(id, 'return').printed).kind).toBe('ok')
  })

  it('of the NTP test is a sentence, manual line 9818', () => {
    const [success = ''] = textOf('test-NTP', 'return').printed.split('\n')
    expect(readReply(success.replace('Success: ', ''))).toEqual({ kind: 'text', text: 'The ntp test success!!' })
  })
})

describe('the printed request', () => {
  it.each(cases('query').filter(({ text }) => reviewed(text.line)?.isWrong !== true))(
    '$name is the one we send, in the same order',
    ({ text, claims }) => {
      const wanted = reviewed(text.line)?.differs ?? []
      const tried = claims.map((claim) => attempt(() => difference(claim, text)))
      expect(tried.find((differs) => JSON.stringify(differs) === JSON.stringify(wanted)) ?? tried[0]).toEqual(wanted)
    },
  )
})

describe('the manual', () => {
  it.each(wholeSections)('has no request in %s that the catalog lacks', (section) => {
    const there = printedRequests.filter((request) => request.section === section || request.section.startsWith(`${section}.`))
    expect(there.length).toBeGreaterThan(0)
    expect(there.filter((request) => claimsOf(request).length === 0).map(({ id }) => id)).toEqual([])
  })

  it('prints every setting, action and feed of the catalog, but for those of a table alone', () => {
    const found = new Set(claimed.flatMap(({ claims }) => claims.map(({ entry }) => entry.id)))
    expect([...settings, ...actions, ...feeds].map(({ id }) => id).filter((id) => !found.has(id))).toEqual(tabled)
  })

  it('has a print at every reviewed line', () => {
    const lines = new Set(claimed.flatMap(({ request }) => request.texts.map(({ line }) => line)))
    expect(reviewedLines.filter((line, index) => !lines.has(line) || reviewedLines.indexOf(line) !== index)).toEqual([])
  })
})

function textOf(id: string, source: PrintedText['source']): PrintedText {
  const text = printedRequests.find((request) => request.id === id)?.texts.find((found) => found.source === source)
  if (!text) throw new Error(`the manual prints no ${source} of ${id}`)
  return text
}
