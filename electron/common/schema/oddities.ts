import { mostOddities, type Oddity } from '../wire/oddity.ts'
import type { Pair } from '../wire/pairs.ts'
import type { Decoded } from './decode.ts'
import type { Fields, ListField } from './field.ts'
import { type AnyValues, erase } from './infer.ts'
import { fold, numberedIn, tableOf } from './names.ts'

/** What was odd about pairs that were decoded: keys twice, counts that are not so, lists without an End. Linear in their number. */
export function odditiesOf<R extends Fields>(fields: R, pairs: readonly Pair[], { value, unknown }: Decoded<R>): readonly Oddity[] {
  const lists = listsIn(fields, [erase(value)])
  return [...twiceIn(fields, pairs, unknown), ...countsIn(lists, pairs), ...endsIn(lists, pairs)].slice(0, mostOddities)
}

interface FoundList {
  readonly field: ListField
  readonly items: readonly AnyValues[]
}

/** Every list of a record and of the items of its lists, with all items it has wherever it stands. */
function listsIn(fields: Fields, records: readonly AnyValues[]): readonly FoundList[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (field.kind !== 'list') return []
    const items = records.flatMap((record) => (record[name] ?? []) as readonly AnyValues[])
    return [{ field, items }, ...listsIn(field.item, items)]
  })
}

/** A pair nobody claims, of a key that is known and was claimed elsewhere: a later one took its place. */
function twiceIn(fields: Fields, pairs: readonly Pair[], unknown: readonly Pair[]): readonly Oddity[] {
  if (unknown.length === 0) return []
  const known = keysOf(fields)
  const times = new Map<string, number>()
  for (const { key } of pairs) times.set(fold(key), (times.get(fold(key)) ?? 0) + 1)
  const twice = new Map(unknown.map(({ key }): [string, string] => [fold(key), key]))
  return [...twice].filter(([folded]) => (times.get(folded) ?? 0) > 1 && known(folded)).map(([, key]): Oddity => ({ kind: 'twice', key }))
}

function keysOf(fields: Fields): (folded: string) => boolean {
  const table = tableOf(fields)
  const inner = Object.values(fields).flatMap((field) => (field.kind === 'list' ? [keysOf(field.item)] : []))
  return (folded) =>
    table.byKey.get(folded)?.is === 'value' || numberedIn(table, folded) !== undefined || inner.some((knows) => knows(folded))
}

/** A count may stand once a record: all there are, held against all items. */
function countsIn(lists: readonly FoundList[], pairs: readonly Pair[]): readonly Oddity[] {
  return byMark(lists, 'count').flatMap(({ keys, items }): readonly Oddity[] => {
    const counts = pairs.filter(({ key, value }) => keys.has(fold(key)) && /^\d{1,6}$/.test(value ?? ''))
    const [first] = counts
    const said = counts.reduce((sum, { value }) => sum + Number(value), 0)
    return first && said !== items ? [{ kind: 'count', key: first.key, said, has: items }] : []
  })
}

function endsIn(lists: readonly FoundList[], pairs: readonly Pair[]): readonly Oddity[] {
  const begun = byMark(lists, 'begin')
  const ended = byMark(lists, 'end')
  const times = (keys: ReadonlySet<string>) => pairs.filter(({ key }) => keys.has(fold(key))).length
  return begun.flatMap(({ keys, field }): readonly Oddity[] => {
    const ends = ended.find((end) => field.markers.end?.some((key) => end.keys.has(fold(key))))
    return ends && times(keys) > times(ends.keys) ? [{ kind: 'noEnd', key: field.markers.begin?.[0] ?? field.label }] : []
  })
}

/** Lists that share a mark count as one: the text does not tell whose it is. */
function byMark(lists: readonly FoundList[], mark: 'count' | 'begin' | 'end') {
  const groups = new Map<string, { readonly keys: Set<string>; readonly field: ListField; items: number }>()
  for (const { field, items } of lists) {
    const keys = (field.markers[mark] ?? []).map(fold)
    const group = keys.map((key) => groups.get(key)).find((known) => known !== undefined) ?? { keys: new Set(), field, items: 0 }
    group.items += items.length
    for (const key of keys) groups.set(key, group)
    for (const key of keys) group.keys.add(key)
  }
  return [...new Set(groups.values())]
}
