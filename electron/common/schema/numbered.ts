import type { Pair } from '../wire/pairs.ts'
import type { ListField } from './field.ts'
import type { AnyValue } from './infer.ts'
import { type KeyTable, numberedIn, tableOf } from './names.ts'
import { readScalar } from './scalars.ts'

/** Pairs with numbered keys, by list and number, each at the place of its field. */
export type NumberedPairs = Map<string, Map<number, (Pair | undefined)[]>>

/** Puts a pair with a numbered key where it belongs; undefined when no list of the record has such a key. */
export function keepNumbered(
  table: KeyTable,
  pair: Pair,
  key: string,
  into: NumberedPairs,
): { readonly replaced: Pair | undefined } | undefined {
  const found = numberedIn(table, key)
  if (!found) return undefined
  const { list, index } = found.where
  const items = entryOf(into, list, () => new Map<number, (Pair | undefined)[]>())
  const item = entryOf(items, found.n, () => [])
  const replaced = item[index]
  item[index] = pair
  return { replaced }
}

/** The values of each item, at the places of their fields, in the order of the numbers; and the place each is named by in errors. */
export function numberedItems(
  field: ListField,
  items: ReadonlyMap<number, readonly (Pair | undefined)[]>,
  path: string,
): readonly { readonly values: readonly (AnyValue | undefined)[]; readonly path: string }[] {
  const { entries } = tableOf(field.item)
  return [...items]
    .sort(([a], [b]) => a - b)
    .map(([n, pairs]) => {
      const place = `${path}[${n}]`
      const values = entries.map(([name, inner], index) => {
        if (name === field.numberAs) return n
        const pair = pairs[index]
        return pair && inner.kind !== 'list' ? readScalar(inner, pair.value ?? '', place, name) : undefined
      })
      return { values, path: place }
    })
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
