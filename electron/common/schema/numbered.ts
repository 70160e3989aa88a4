import type { Pair } from '../wire/pairs.ts'
import type { Fields, ListField } from './field.ts'
import type { AnyValue } from './infer.ts'
import { tableOf } from './names.ts'
import { readScalar } from './scalars.ts'

/** Pairs with numbered keys, by list, number and field. */
export type NumberedPairs = Map<string, Map<number, Map<string, Pair>>>

/** Puts a pair with a numbered key where it belongs; undefined when no list of the record has such a key. */
export function keepNumbered(
  fields: Fields,
  pair: Pair,
  key: string,
  into: NumberedPairs,
): { readonly replaced: Pair | undefined } | undefined {
  for (const { pattern, list, name } of tableOf(fields).numbered) {
    const n = pattern.exec(key)?.groups?.['n']
    if (n === undefined) continue
    const item = entryOf(
      entryOf(into, list, () => new Map<number, Map<string, Pair>>()),
      Number(n),
      () => new Map<string, Pair>(),
    )
    const replaced = item.get(name)
    item.set(name, pair)
    return { replaced }
  }
  return undefined
}

/** The items in the order of their numbers, with the place each is named by in errors. */
export function numberedItems(
  field: ListField,
  items: ReadonlyMap<number, ReadonlyMap<string, Pair>>,
  path: string,
): readonly { readonly item: Readonly<Record<string, AnyValue | undefined>>; readonly path: string }[] {
  return [...items]
    .sort(([a], [b]) => a - b)
    .map(([n, pairs]) => {
      const place = `${path}[${n}]`
      const item: Record<string, AnyValue | undefined> = field.numberAs === undefined ? {} : { [field.numberAs]: n }
      for (const [name, { value }] of pairs) {
        const inner = field.item[name]
        if (inner && inner.kind !== 'list') item[name] = readScalar(inner, value ?? '', `${place}.${name}`)
      }
      return { item, path: place }
    })
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
