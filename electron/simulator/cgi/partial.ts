import { decode } from '#common/schema/decode.ts'
import type { Field, Fields } from '#common/schema/field.ts'
import { type AnyValues, erase } from '#common/schema/infer.ts'
import { keyOf } from '#common/schema/names.ts'
import { received } from '#common/schema/received.ts'
import type { AnySetting } from '#common/schema/setting.ts'
import type { Pair } from '#common/wire/pairs.ts'
import { WireError } from '#common/wire/wireError.ts'

const loosened = new WeakMap<Fields, Fields>()

/**
 * What a set asks for, laid over what the device has: keys that are not sent stay as they are.
 *
 * @throws WireError when a value is of another kind, or an item is named that the device does not have.
 */
export function mergeSet({ write, fields }: AnySetting, current: AnyValues, pairs: readonly Pair[]): AnyValues {
  if (write === 'none' || write === 'whole') return { ...current, ...carried(fields, pairs) }
  const list = fields[write.each]
  if (list?.kind !== 'list') return current
  const asked = carried(list.item, pairs)
  const items = (current[write.each] ?? []) as readonly AnyValues[]
  const [indexName] = Object.keys(list.item)
  const index = indexName === undefined ? undefined : asked[indexName]
  const at = items.findIndex((item) => index === undefined || item[indexName ?? ''] === index)
  if (at < 0) throw new WireError(write.each, 'missing', 'no such item')
  return { ...current, [write.each]: items.map((item, place) => (place === at ? { ...item, ...asked } : item)) }
}

function carried(fields: Fields, pairs: readonly Pair[]): AnyValues {
  return received(fields, erase(decode(loosen(fields), withoutOwn(pairs)).value))
}

/** Without what the request itself is called by: `type=OSDInfo` is no Type of a text (manual line 3538). */
function withoutOwn(pairs: readonly Pair[]): readonly Pair[] {
  const own = ['action', 'type'].map((name) => pairs.find(({ key }) => key === name))
  return pairs.filter((pair) => !own.includes(pair))
}

/** The same fields, none of them required. */
function loosen(fields: Fields): Fields {
  const known = loosened.get(fields)
  if (known) return known
  const loose = Object.fromEntries(
    Object.entries(fields).map(([name, field]): [string, Field] => [name, { ...field, key: keyOf(name, field), optional: true }]),
  )
  loosened.set(fields, loose)
  return loose
}
