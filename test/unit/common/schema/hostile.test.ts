import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { settings } from '#common/catalog/index.ts'
import { streamAbility } from '#common/catalog/stream/avStream.ts'
import { localNetwork } from '#common/catalog/network/localNetwork.ts'
import { decode } from '#common/schema/decode.ts'
import { tableOf } from '#common/schema/names.ts'
import type { Field, Fields } from '#common/schema/field.ts'
import { keyOf, marksOf, spellingsOf } from '#common/schema/names.ts'
import { maxBodyLength, parseLines, parseQuery } from '#common/wire/pairs.ts'
import { readReply } from '#common/wire/reply.ts'
import { WireError } from '#common/wire/wireError.ts'
import { everyKind } from '#test/support/everyKind.ts'

const entries: readonly (readonly [string, Fields])[] = [
  ...settings.map((setting) => [setting.id, setting.fields] as const),
  ['a record with every kind of field', everyKind],
]

/** The same fields, none of them required; without lists whose items may have any key. */
const tolerant = entries.map(([id, fields]) => [id, loosen(fields)] as const)

function loosen(fields: Fields): Fields {
  const closed = Object.entries(fields).filter(([, field]) => field.kind !== 'list' || field.form !== 'named')
  return Object.fromEntries(closed.map(([name, field]): [string, Field] => [name, loosenField(name, field)]))
}

function loosenField(name: string, field: Field): Field {
  const loose = { ...field, key: keyOf(name, field), optional: true as const }
  return loose.kind === 'list' ? { ...loose, item: loosen(loose.item) } : loose
}

/** Every key and mark the fields know, numbered ones with a number. */
function namesIn(fields: Fields): readonly string[] {
  return Object.entries(fields).flatMap(([name, field]) =>
    field.kind === 'list'
      ? [...marksOf(field), ...spellingsOf(name, field), ...namesIn(field.item)]
      : spellingsOf(name, field).map((key) => key.replace('{n}', '7')),
  )
}

/** Reads text all the way; a WireError is as good as a value, anything else is thrown on. */
function readOrRefuse(fields: Fields, body: string): 'read' | 'refused' {
  try {
    const reply = readReply(body)
    if (reply.kind === 'pairs') decode(fields, reply.pairs)
    return 'read'
  } catch (thrown) {
    if (thrown instanceof WireError) return 'refused'
    throw thrown
  }
}

describe('a body made of real names in no order', () => {
  it.each(entries)('is read or refused with a WireError, never anything else: %s', (_id, fields) => {
    const key = fc.oneof(fc.constantFrom(...namesIn(fields)), fc.string({ maxLength: 6 }))
    const value = fc.oneof(fc.constantFrom('1', '0', '', 'true', '192.168.0.1', '-1', 'n', '1,2||3'), fc.string({ maxLength: 6 }))
    const line = fc.tuple(key, fc.option(value)).map(([name, said]) => (said === null ? name : `${name}=${said}`))
    const holds = fc.property(fc.array(line, { maxLength: 60 }), (all) => {
      expect(['read', 'refused']).toContain(readOrRefuse(fields, all.join('\n')))
    })
    fc.assert(holds, { numRuns: 60 })
  })

  it.each(tolerant)('loses no line of a key it does not know: %s', (_id, fields) => {
    const marks = [...tableOf(fields).allMarks]
    const line = fc.oneof(fc.constantFrom('foreign=0', ...marks), fc.nat(99).map((n) => `foreign=${n}`)) // prettier-ignore
    const holds = fc.property(fc.array(line, { maxLength: 40 }), (all) => {
      const pairs = parseLines(all.join('\n'))
      expect(decode(fields, pairs).unknown).toEqual(pairs.filter(({ key }) => key === 'foreign'))
    })
    fc.assert(holds, { numRuns: 30 })
  })
})

/** Bodies of a length that would hurt a reader which goes back, or copies, or nests. */
const hostile: Readonly<Record<string, (length: number) => string>> = {
  'nothing but Begin marks': (length) => repeated('AVStreamBegin=1\nlocalNetworkBegin=1\nregionBegin=1\nhourCount=1\n', length),
  'Begin marks inside one another': (length) =>
    repeated('AVStreamBegin=1\nAVStreamEncoderAbilityBegin=1\nvideoResolutionBegin=1\nregionBegin=1\npointBegin=1\n', length),
  'Begin marks with one item each': (length) => repeated('AVStreamBegin=1\nstreamID=1\nPlateBegin\nPlateNUM=a\n', length),
  'next marks without items': (length) =>
    `AVStreamBegin=1\nstreamID=1\nregionBegin=1\nregionID=1\n${repeated('next_AVStreamURL=2\nnext_regionURL=2\n', length)}`,
  'End marks': (length) => repeated('AVStreamEnd=1\nlocalNetworkEnd=1\nregionEnd=1\nPlateEnd\n', length),
  'one item after the other': (length) => repeated('streamID=1\nIPAddress=10.0.0.1\nsubNetmask=255.0.0.0\nhourTime=1\nmtu=1500\n', length),
  'one line without an end': (length) => 'a'.repeat(length),
  'a million =': (length) => '='.repeat(length),
  'one key of blanks': (length) => `error${' '.repeat(length)}x`,
  'blank lines': (length) => `a=1${' \r\n'.repeat(length / 3)}b=1`,
  'one number of many digits': (length) => `netCardId=1\nIPAddress=1\nmtu=${'1'.repeat(length)}x`,
  'one switch of many letters': (length) => `text=a\nnumber=${'1'.repeat(length)}`,
  'one packed value of many points': (length) => `PointList=${repeated('1,2||', length)}`,
  'one packed value of separators': (length) => `triggerChannel=${'_'.repeat(length)}`,
  'numbered keys': (length) => Array.from({ length: length / 16 }, (_, n) => `recipient${n % 10_000}=x`).join('\n'),
  'numbers of many digits in keys': (length) => Array.from({ length: length / 64 }, () => `recipient${'9'.repeat(50)}=x`).join('\n'),
  'lines of a log': (length) => `logData=\n${repeated('Log Time:1, loginfo: 2\n', length)}`,
  'one line of a log': (length) => `logData=\nLog Time:${', loginfo'.repeat(length / 9)}`,
  'named entries': (length) => `extendListBegin=1\n${repeated('Onvif=true\nnext_extendListURL=2\n', length)}`,
  'the same key again and again': (length) => repeated('Text=1\n', length),
  'foreign keys': (length) => repeated('foreign=1\n', length),
}

function repeated(text: string, length: number): string {
  return text.repeat(Math.ceil(length / text.length))
}

/** A record that nests as deep as the catalog does and knows every form. */
const greedy: Fields = { ...everyKind, ...streamAbility.fields, ...localNetwork.fields }

/** CPU time of reading a body, in ms. */
function costOf(body: string): number {
  const before = process.cpuUsage()
  readOrRefuse(greedy, body)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Under so many ms the clock, the compiler and the collector are all one measures. */
const floorMs = 20

/** How much more four times the text costs, by the least cost of each in up to five rounds: four when linear, sixteen when quadratic. */
function growthOf(make: (length: number) => string, length: number): number {
  const bodies = [make(length / 4 - 50), make(length - 200)] as const
  let [small, large] = [Infinity, Infinity]
  for (let round = 0; round < 5 && !(large / Math.max(small, floorMs) < 8); round += 1) {
    small = Math.min(small, costOf(bodies[0]))
    large = Math.min(large, costOf(bodies[1]))
  }
  return large / Math.max(small, floorMs)
}

describe('megabytes of hostile text', () => {
  it.each(Object.entries(hostile))('cost four times as much when there are four times as many: %s', (_kind, make) => {
    // Shorter texts first: they show a quadratic reader before one has to wait for it.
    expect(growthOf(make, maxBodyLength / 64)).toBeLessThan(12)
    expect(growthOf(make, maxBodyLength / 2)).toBeLessThan(12)
    expect(growthOf(make, maxBodyLength)).toBeLessThan(12)
  })

  it.each(Object.entries(hostile))('are refused by their length alone above 4 MiB: %s', (_kind, make) => {
    const body = make(5 * 1024 * 1024)
    expect(() => parseLines(body)).toThrow(expect.objectContaining({ name: 'WireError', problem: 'tooLong' }))
    expect(() => parseQuery(body)).toThrow(expect.objectContaining({ name: 'WireError', problem: 'tooLong' }))
    expect(readOrRefuse(everyKind, body)).toBe('refused')
  })
})
