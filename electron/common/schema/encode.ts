import type { Series } from '../device/series.ts'
import type { Pair } from '../wire/pairs.ts'
import type { Fields, ListField } from './field.ts'
import { writeLine, writePacked } from './forms.ts'
import type { AnyValue, AnyValues } from './infer.ts'
import { frameOf, keyOf, setKeyOf, tableOf } from './names.ts'
import { type Scalar, sentScalar, writeScalar } from './scalars.ts'

/**
 * Writes a record of fields as pairs, in the order of the fields.
 *
 * `reply` is what a device prints, `request` what a set sends: it leaves out what is read-only and spells as the set does; `series` is the
 * line of the device it goes to, where that is known.
 */
export function encode(fields: Fields, value: AnyValues, form: 'reply' | 'request' = 'reply', series?: Series): readonly Pair[] {
  const pairs: Pair[] = []
  encodeInto(pairs, fields, value, form, series)
  return pairs
}

function encodeInto(pairs: Pair[], fields: Fields, value: AnyValues, form: 'reply' | 'request', series: Series | undefined): void {
  for (const [name, field] of tableOf(fields).entries) {
    const inner = value[name]
    if (inner === undefined || (form === 'request' && field.readOnly)) continue
    if (field.kind !== 'list') pairs.push(encodeScalar(name, field, inner, form))
    else {
      const items = inner as readonly AnyValues[]
      if (form === 'request') pairs.push(...replacingOf(field, items, series))
      for (const pair of withFrame(field, encodeList(name, field, items, form, series))) pairs.push(pair)
    }
  }
}

function encodeScalar(name: string, field: Scalar, value: AnyValue, form: 'reply' | 'request'): Pair {
  return form === 'reply'
    ? { key: keyOf(name, field), value: writeScalar(field, value) }
    : { key: setKeyOf(name, field), value: sentScalar(field, value) }
}

function replacingOf({ replacing }: ListField, { length }: readonly AnyValues[], series: Series | undefined): readonly Pair[] {
  const isWanted =
    replacing !== undefined && (replacing.series === undefined || (series !== undefined && replacing.series.includes(series)))
  return isWanted ? [{ key: replacing.key, value: (length === 0 ? replacing.none : undefined) ?? 'cover' }] : []
}

function encodeList(
  name: string,
  field: ListField,
  items: readonly AnyValues[],
  form: 'reply' | 'request',
  series: Series | undefined,
): readonly Pair[] {
  switch (field.form) {
    case 'marked':
      return encodeMarked(field, items, (pairs, item) => encodeInto(pairs, field.item, item, form, series))
    case 'named':
      return encodeMarked(field, items, (pairs, item) => pairs.push(...encodeNamed(field, item)))
    case 'packed':
      return [{ key: form === 'reply' ? keyOf(name, field) : setKeyOf(name, field), value: writePacked(field, items, form) }]
    case 'lines':
      return [...mark(field, field.markers.begin, '', false), ...items.map((item) => writeLine(field, item))]
    case 'numbered':
      return framed(
        field,
        items.length,
        items.flatMap((item, index) => encodeNumbered(field, item, index, form)),
      )
    case 'unmarked':
      return framed(
        field,
        items.length,
        items.flatMap((item) => encode(field.item, item, form, series)),
      )
  }
}

function encodeMarked(field: ListField, items: readonly AnyValues[], write: (pairs: Pair[], item: AnyValues) => void): readonly Pair[] {
  const body: Pair[] = []
  for (const [index, item] of items.entries()) {
    if (index > 0) body.push(...mark(field, field.markers.next, field.nextFrom === 'always1' ? 1 : index + field.nextFrom - 1))
    write(body, item)
  }
  return framed(field, items.length, body)
}

/** An empty list is its count and no marks: a Begin without an item would be read as one. */
function framed(field: ListField, count: number, body: readonly Pair[]): readonly Pair[] {
  const counted = mark(field, field.markers.count, count, false)
  if (count === 0) return counted
  return [
    ...counted,
    ...mark(field, field.markers.begin, 1),
    ...body,
    ...mark(field, field.markers.end, field.endValue === 'count' ? count : 1),
  ]
}

function withFrame({ frame }: ListField, body: readonly Pair[]): readonly Pair[] {
  if (frame === undefined || body.length === 0) return body
  const [begin, end] = frameOf(frame)
  return [{ key: begin, value: '1' }, ...body, { key: end, value: '1' }]
}

function mark(field: ListField, spellings: readonly string[] | null, value: number | '', bare = field.bare): readonly Pair[] {
  const key = spellings?.[0]
  return key === undefined ? [] : [{ key, value: bare ? null : String(value) }]
}

function encodeNamed({ item: fields }: ListField, item: AnyValues): readonly Pair[] {
  const [nameOf = '', valueOf = ''] = Object.keys(fields)
  const [key, inner, value] = [item[nameOf], fields[valueOf], item[valueOf]]
  if (typeof key !== 'string' || inner === undefined || inner.kind === 'list' || value === undefined) return []
  return [{ key, value: writeScalar(inner, value) }]
}

function encodeNumbered({ item: fields, numberAs }: ListField, item: AnyValues, index: number, form: 'reply' | 'request'): readonly Pair[] {
  const own = numberAs === undefined ? undefined : item[numberAs]
  const n = typeof own === 'number' ? own : index + 1
  const others = numberAs === undefined ? item : { ...item, [numberAs]: undefined }
  return encode(fields, others, form).map(({ key, value }) => ({ key: key.replace('{n}', String(n)), value }))
}
