import { type Arbitrary, fc } from '#test/support/properties.ts'
import { crossingOf } from '#common/geometry/outline.ts'
import { isHostName } from '#common/schema/addresses.ts'
import type { AddressField, Field, Fields, ListField, NumberField, TextField } from '#common/schema/field.ts'
import type { AnyValue, AnyValues } from '#common/schema/infer.ts'
import { keyOf } from '#common/schema/names.ts'
import { byteLength } from '#common/schema/validate.ts'

/** Any value a record of fields allows: what a form lets pass and the wire can carry. Blanks at the ends and line breaks it cannot. */
export function arbitraryOf(fields: Fields): Arbitrary<AnyValues> {
  const said = Object.entries(fields)
  const requiredKeys = said.filter(([, field]) => !field.optional).map(([name]) => name)
  return fc.record(Object.fromEntries(said.map(([name, field]) => [name, valueOf(field)])), {
    requiredKeys,
    noNullPrototype: true,
  })
}

function valueOf(field: Field): Arbitrary<AnyValue> {
  switch (field.kind) {
    case 'text':
      return textOf(field)
    case 'int':
    case 'real':
      return numberOf(field)
    case 'flag':
      return fc.boolean()
    case 'choice':
      return fc.constantFrom(...Object.values(field.options))
    case 'address':
      return addressOf(field)
    case 'list':
      return itemsOf(field)
  }
}

/** Text of any script, reserved characters of queries and bodies among it. */
function textOf({ min = 0, max = 200, forbid = '', as }: TextField): Arbitrary<string> {
  if (as === 'colour') return fc.stringMatching(/^[0-9a-fA-F]{6}$/)
  const unit = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('&', '=', '%', '+', '#', '%41', 'ä', '日本', ' '),
  )
  return fc
    .array(unit, { maxLength: 4 })
    .map((parts) => carriable([...parts.join('')].filter((character) => !forbid.includes(character)).join('')))
    .filter((text) => byteLength(text) >= min && byteLength(text) <= max)
}

function carriable(text: string): string {
  return text.replace(/[\r\n]|[\uD800-\uDFFF]/gu, '').trim()
}

function numberOf({ kind, min = -1_000_000, max = 1_000_000, step, digits = 6, special = {} }: NumberField): Arbitrary<number> {
  const grain = step ?? (kind === 'int' ? 1 : 10 ** -digits)
  const inRange = fc
    .integer({ min: Math.ceil(min / grain), max: Math.floor(max / grain) })
    .map((count) => (kind === 'int' ? count * grain : Number((count * grain).toFixed(digits))))
  const named = Object.keys(special).map(Number)
  return named.length === 0 ? inRange : fc.oneof(inRange, fc.constantFrom(...named))
}

function addressOf({ family, mayBeEmpty }: AddressField): Arbitrary<string> {
  const some = {
    v4: fc.ipV4(),
    v6: fc.ipV6(),
    mask: fc.integer({ min: 0, max: 32 }).map(maskOf),
    host: fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain().filter(isHostName)),
  }[family]
  return mayBeEmpty ? fc.oneof(some, fc.constant('')) : some
}

function maskOf(prefix: number): string {
  const number = 2 ** 32 - 2 ** (32 - prefix)
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.')
}

function itemsOf(field: ListField): Arbitrary<readonly AnyValues[]> {
  const length = { minLength: field.min ?? (field.optional ? 1 : 0), maxLength: Math.min(field.max ?? 4, 4) }
  const items = fc
    .array(itemOf(field), length)
    .filter((all) => field.as !== 'polygon' || crossingOf(all.map(({ x, y }) => ({ x: Number(x), y: Number(y) }))) === undefined)
  const { numberAs } = field
  if (numberAs === undefined) return items
  const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 9999 }), { minLength: 4, maxLength: 4 }).map((all) => all.sort((a, b) => a - b))
  return fc.tuple(items, numbers).map(([all, own]) => all.map((item, index): AnyValues => ({ ...item, [numberAs]: own[index] })))
}

/** A list without items prints its count, where it has one. */
function isPrinted(field: Field | undefined, value: AnyValue | undefined): boolean {
  if (!Array.isArray(value)) return value !== undefined
  return value.length > 0 || (field?.kind === 'list' && field.markers.count !== null)
}

/** An item without a single pair cannot be told from none, and one without marks begins with its first field. */
function itemOf({ form, item }: ListField): Arbitrary<AnyValues> {
  const [first = '', second = ''] = Object.keys(item)
  const plain = arbitraryOf(item)
  switch (form) {
    case 'marked':
      return plain.filter((values) => Object.entries(values).some(([name, value]) => isPrinted(item[name], value)))
    case 'numbered':
    case 'packed':
      return plain.filter((values) => Object.keys(values).length > 0)
    case 'unmarked':
      return plain.filter((values) => values[first] !== undefined)
    case 'named':
      return fc
        .tuple(fc.stringMatching(/^[A-Z][A-Za-z0-9_]{0,12}$/), plain)
        .map(([name, values]) => ({ [first]: name, [second]: values[second] }))
    case 'lines': {
      const words = Object.entries(item).map(([name, inner]) => `${keyOf(name, inner)}:`)
      // Blanks around an = are the wire's, and the words divide the line.
      const holdsWord = (value: unknown) => typeof value === 'string' && ['=', ...words].some((word) => value.includes(word))
      return plain.filter((values) => !Object.values(values).some(holdsWord))
    }
  }
}
