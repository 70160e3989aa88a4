import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { settings } from '#common/catalog/index.ts'
import { received } from '#common/schema/received.ts'
import { decode } from '#common/schema/decode.ts'
import { encode } from '#common/schema/encode.ts'
import type { Fields } from '#common/schema/field.ts'
import { type AnyValues, erase } from '#common/schema/infer.ts'
import { setKeyOf } from '#common/schema/names.ts'
import { validateFields } from '#common/schema/validate.ts'
import { formatLines, formatQuery, parseLines, parseQuery } from '#common/wire/pairs.ts'
import { arbitraryOf } from '#test/support/arbitraries.ts'
import { everyKind } from '#test/support/everyKind.ts'

const entries: readonly (readonly [string, Fields])[] = [
  ...settings.map((setting) => [setting.id, setting.fields] as const),
  ['a record with every kind of field', everyKind],
]

function throughReply(fields: Fields, value: AnyValues) {
  const { value: back, unknown } = decode(fields, parseLines(formatLines(encode(fields, value))))
  return { value: erase(back), unknown }
}

function throughRequest(fields: Fields, value: AnyValues) {
  const { value: back, unknown } = decode(settable(fields), parseQuery(formatQuery(encode(fields, value, 'request'))))
  return { value: received(fields, erase(back)), unknown }
}

/** The fields a set carries, in lists too. */
function settable(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, field]) => !field.readOnly)
      .map(([name, field]) => [name, field.kind === 'list' ? { ...field, item: settable(field.item) } : field]),
  )
}

function withoutReadOnly(fields: Fields, value: AnyValues): AnyValues {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !fields[name]?.readOnly)
      .map(([name, own]) => {
        const field = fields[name]
        if (field?.kind !== 'list') return [name, own]
        return [name, (own as readonly AnyValues[]).map((item) => withoutReadOnly(field.item, item))]
      }),
  )
}

describe('whatever a form lets pass', () => {
  it.each(entries)('is what the device is read to have sent: %s', (_id, fields) => {
    const holds = fc.property(arbitraryOf(fields), (value) => {
      expect(throughReply(fields, value)).toEqual({ value, unknown: [] })
    })
    fc.assert(holds, { numRuns: 30 })
  })

  it.each(entries)('is what a device is asked to set: %s', (_id, fields) => {
    const holds = fc.property(arbitraryOf(fields), (value) => {
      expect(throughRequest(fields, value)).toEqual({ value: withoutReadOnly(fields, value), unknown: [] })
    })
    fc.assert(holds, { numRuns: 30 })
  })

  it.each(entries)('is nothing the rules hold against it: %s', (_id, fields) => {
    const holds = fc.property(arbitraryOf(fields), (value) => {
      expect(validateFields(fields, value)).toEqual([])
    })
    fc.assert(holds, { numRuns: 30 })
  })
})

it('sets spell as the set does and leave out what cannot be set', () => {
  const keys = encode(everyKind, { spelt: '7', counted: 3 }, 'request').map(({ key }) => key)
  expect(keys).toEqual([setKeyOf('spelt', everyKind.spelt)])
  expect(keys).toEqual(['frontHeigth'])
})
