import { describe, expect, it } from 'vitest'
import { actions, feeds, findAction, findSetting, settings } from '#common/catalog/index.ts'
import { received } from '#common/schema/received.ts'
import { decode } from '#common/schema/decode.ts'
import { encode } from '#common/schema/encode.ts'
import type { Field, Fields } from '#common/schema/field.ts'
import { type AnyValues, erase } from '#common/schema/infer.ts'
import { fold, marksOf, setKeyOf, spellingsOf } from '#common/schema/names.ts'
import { aimOfSet, targetPairs, validate } from '#common/schema/setting.ts'
import { validateFields } from '#common/schema/validate.ts'
import { formatLines, formatQuery, parseLines, parseQuery } from '#common/wire/pairs.ts'
import { settable } from '#test/support/claims.ts'
import { manualSections } from '#test/support/manual.ts'

const requests = [...actions, ...feeds]
const all = [...settings, ...requests]

/** A record and all records inside it, each with its place. */
function recordsIn(fields: Fields, place: string): readonly { readonly place: string; readonly fields: Fields }[] {
  const inner = Object.entries(fields).flatMap(([name, field]) => (field.kind === 'list' ? recordsIn(field.item, `${place}.${name}`) : []))
  return [{ place, fields }, ...inner]
}

const records = [...settings.flatMap(({ id, fields }) => recordsIn(fields, id)), ...requests.flatMap(({ id, args }) => recordsIn(args, id))]

/** Every word of the wire a field answers to. */
function wordsOf(name: string, field: Field): readonly string[] {
  return [...new Set((field.kind === 'list' ? marksOf(field) : spellingsOf(name, field)).map(fold))]
}

/** What of a value a set carries. */
function sentOf(fields: Fields, value: AnyValues): AnyValues {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !fields[name]?.readOnly)
      .map(([name, inner]) => {
        const field = fields[name]
        return [name, field?.kind === 'list' && Array.isArray(inner) ? inner.map((item: AnyValues) => sentOf(field.item, item)) : inner]
      }),
  )
}

describe('every entry of the catalog', () => {
  it.each(all)('$id is named chapter.topic', ({ id }) => {
    expect(id).toMatch(/^[a-z]+\.[a-z][A-Za-z0-9]*$/)
  })

  it('has an id of its own', () => {
    const ids = all.map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  it.each(all)('$id cites a section the manual has', ({ manual }) => {
    expect(manualSections).toContain(manual)
  })

  it.each(all)('$id has a title of its own', ({ id, title }) => {
    expect(all.filter((other) => other.title === title).map((other) => other.id)).toEqual([id])
  })

  it.each(records)('$place has no two keys that are the same but for case', ({ fields }) => {
    const words = Object.entries(fields).flatMap(([name, field]) => wordsOf(name, field))
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([])
  })

  it.each(records)('$place has a label of its own for each field', ({ fields }) => {
    const labels = Object.values(fields).map(({ label }) => label)
    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([])
  })

  it.each(records)('$place has choices that can be told apart', ({ fields }) => {
    for (const field of Object.values(fields)) {
      if (field.kind === 'choice') expect(new Set(Object.values(field.options)).size).toBe(Object.keys(field.options).length)
    }
  })
})

/** The field of a record at `list.field`. */
function fieldAt(fields: Fields, path: string): Field | undefined {
  const [first = '', ...rest] = path.split('.')
  const field = fields[first]
  if (rest.length === 0) return field
  return field?.kind === 'list' ? fieldAt(field.item, rest.join('.')) : undefined
}

const limits = records.flatMap(({ place, fields }) =>
  Object.entries(fields).flatMap(([name, { limitedBy }]) => {
    if (!limitedBy) return []
    const { ability, ...paths } = limitedBy
    return Object.values(paths)
      .filter((path) => typeof path === 'string')
      .map((path) => ({ place: `${place}.${name}`, ability, path }))
  }),
)

it.each(limits)('$place is limited by $path of $ability, which is there', ({ ability, path }) => {
  const limiting = findSetting(ability)
  expect(limiting?.write).toBe('none')
  expect(fieldAt(limiting?.fields ?? {}, path)).toBeDefined()
})

describe('every setting', () => {
  it.each(settings)('$id is found by its id', (setting) => {
    expect(findSetting(setting.id)).toBe(setting)
  })

  it.each(settings)('$id has a sample its own rules accept', (setting) => {
    expect(validate(setting, erase(setting.sample))).toEqual([])
  })

  it.each(settings)('$id has a sample that survives a reply', ({ fields, sample }) => {
    expect(decode(fields, parseLines(formatLines(encode(fields, erase(sample)))))).toEqual({ value: sample, unknown: [] })
  })

  it.each(settings)('$id has a sample that survives a set', ({ fields, sample }) => {
    const query = formatQuery(encode(fields, erase(sample), 'request'))
    expect(received(fields, erase(decode(settable(fields), parseQuery(query)).value))).toEqual(sentOf(fields, erase(sample)))
  })

  it.each(settings)('$id names the list it is written by', ({ write, fields }) => {
    if (typeof write === 'object') expect(fields[write.each]?.kind).toBe('list')
    else expect(['whole', 'none']).toContain(write)
  })

  it.each(settings)('$id asks for nothing a set would also carry', ({ request, fields, write }) => {
    if (write === 'none') return
    const own = Object.entries(fields)
      .filter(([, field]) => !field.readOnly)
      .map(([name, field]) => fold(setKeyOf(name, field)))
    expect(
      ['action', 'type', ...targetPairs(aimOfSet(request), {}).map(({ key }) => fold(key))].filter((key) => own.includes(key)),
    ).toEqual([])
    expect(Object.keys(request.query ?? {}).filter((key) => own.includes(fold(key)))).toEqual([])
  })
})

describe('every action and feed', () => {
  it.each(requests)('$id has a sample its own rules accept', ({ args, sample }) => {
    expect(validateFields(args, erase(sample))).toEqual([])
  })

  it.each(requests)('$id has a sample that survives the query', ({ args, sample }) => {
    expect(decode(args, parseQuery(formatQuery(encode(args, erase(sample), 'request'))))).toEqual({ value: sample, unknown: [] })
  })
})

it.each(actions.filter(({ until }) => until !== undefined))(
  '$id ends by $until, which wants nothing and goes to the same place',
  (action) => {
    const end = findAction(action.until ?? '')
    expect(end).toMatchObject({ args: {}, damage: 'none', reply: 'ok' })
    expect([end?.until, end?.series]).toEqual([undefined, undefined])
    expect(targetPairs(end?.request ?? { scope: 'device' }, { channel: 3, part: 2 })).toEqual(
      targetPairs(action.request, { channel: 3, part: 2 }),
    )
  },
)

it('an id the catalog does not have is no setting', () => {
  expect(findSetting('device.teapot')).toBeUndefined()
})
