import type { Pair } from '../wire/pairs.ts'
import { WireError } from '../wire/wireError.ts'
import type { Fields, ListField } from './field.ts'
import { readLine, readPacked } from './forms.ts'
import { type AnyValue, type AnyValues, restore, type ValuesOf } from './infer.ts'
import { fold, isMark, type Meaning, numberedIn, placeOf, tableOf } from './names.ts'
import { keepNumbered, numberedItems, type NumberedPairs } from './numbered.ts'
import { readScalar } from './scalars.ts'

export interface Decoded<R extends Fields> {
  readonly value: ValuesOf<R>
  /** Pairs no field claims, and those a later pair of the same key replaced, in order. Nothing the device said is lost. */
  readonly unknown: readonly Pair[]
}

/**
 * Reads pairs as a record of fields.
 *
 * Count and End values are never relied on. A list may miss its End, cross its outer list's End, leave out a next mark
 * (the item's first key comes again) or print a next mark before End with nothing between: all occur in the manual.
 * A key printed twice in one record: the last one counts.
 * Linear in the number of pairs; as deep as the descriptor, however the text is made.
 *
 * @throws WireError with the place when a value is of another kind or a field that must be there is not.
 */
export function decode<R extends Fields>(fields: R, pairs: readonly Pair[]): Decoded<R> {
  const { allMarks, folds } = tableOf(fields)
  const reading: Reading = { pairs, at: 0, unknown: [], noise: allMarks, folds }
  const value = readRecord(fields, reading, { outer: [], path: '', isItem: false }).value
  return { value: restore(fields, value), unknown: reading.unknown }
}

interface Reading {
  readonly pairs: readonly Pair[]
  at: number
  readonly unknown: Pair[]
  readonly noise: ReadonlySet<string>
  readonly folds: ReadonlyMap<string, string>
}

/** Most devices spell as the manual does: what it prints is folded already. */
function keyHere({ folds }: Reading, { key }: Pair): string {
  return folds.get(key) ?? fold(key)
}

interface Place {
  /** The records around this one, innermost last: their keys end this record. */
  readonly outer: readonly Fields[]
  readonly path: string
  /** Inside a list: the first key coming again starts the next item. */
  readonly isItem: boolean
  /** The list this is an item of; its own marks end the item. */
  readonly list?: ListField
}

/** What was read of a record, each value at the place of its field. */
type Found = (AnyValue | undefined)[]

interface ReadRecord {
  readonly value: AnyValues
  readonly touched: boolean
}

function readRecord(fields: Fields, reading: Reading, place: Place): ReadRecord {
  const table = tableOf(fields)
  const found: Found = []
  const said: Pair[] = []
  let numbered: NumberedPairs | undefined
  let firstKey: string | undefined
  let touched = false

  while (reading.at < reading.pairs.length) {
    const pair = reading.pairs[reading.at]
    if (!pair) break
    const spelt = table.byKey.get(pair.key)
    const key = spelt ? spelt.key : keyHere(reading, pair)
    const meaning = spelt ?? table.byKey.get(key)
    if (meaning?.is === 'value') {
      if (place.isItem && key === firstKey) break
      firstKey ??= key
      touched = true
      reading.at += 1
      const value = readScalar(meaning.field, pair.value ?? '', place.path, meaning.name)
      if (value === undefined) continue
      const replaced = said[meaning.index]
      if (replaced) reading.unknown.push(replaced)
      said[meaning.index] = pair
      found[meaning.index] = value
      continue
    }
    if (saysReplacing(place.list, key)) {
      reading.at += 1
      continue
    }
    if (meaning && isOwnMark(place.list, key)) break
    if (meaning) {
      touched = true
      readIntoList(meaning, key, found, reading, {
        outer: [...place.outer, fields],
        path: placeOf(place.path, meaning.name),
        isItem: true,
        list: meaning.field,
      })
      continue
    }
    const kept = table.numbered.size > 0 ? keepNumbered(table, pair, key, (numbered ??= noneNumbered())) : undefined
    if (kept) {
      touched = true
      reading.at += 1
      if (kept.replaced) reading.unknown.push(kept.replaced)
      continue
    }
    if (isOwnMark(place.list, key) || place.outer.some((outer) => claims(outer, key))) break
    if (!reading.noise.has(key)) reading.unknown.push(pair)
    reading.at += 1
  }
  if (numbered)
    for (const [index, [name, field]] of table.entries.entries()) {
      const items = numbered.get(name)
      if (!items || field.kind !== 'list') continue
      found[index] = numberedItems(field, items, placeOf(place.path, name)).map(({ values, path }) =>
        complete(field.item, values, { path, mustBeWhole: true }),
      )
    }
  return { value: complete(fields, found, { path: place.path, mustBeWhole: touched || !place.isItem }), touched }
}

function readIntoList(meaning: Exclude<Meaning, { is: 'value' }>, key: string, found: Found, reading: Reading, place: Place): void {
  const { index, field, is } = meaning
  // One growing array a list: a body of nothing but Begin marks must not be read in quadratic time.
  const items = (found[index] ?? []) as AnyValues[]
  found[index] = items
  switch (is) {
    case 'begin':
      reading.at += 1
      readAfterBegin(field, reading, place, items)
      return
    case 'packed':
      items.splice(0, items.length, ...readPacked(field, reading.pairs[reading.at]?.value ?? '', place.path))
      reading.at += 1
      return
    case 'item':
      readItems(field, reading, place, items)
      return
    case 'trailing':
      readTrailing(field, key, reading, items)
      reading.at += 1
      return
    case 'mark':
      // A count, or a mark that strayed. A next mark outside its list goes on with the list (fisheye, crossed lists).
      reading.at += 1
      if (field.form === 'marked' && items.length > 0 && isMark(field.markers.next, key)) readItems(field, reading, place, items)
      return
  }
}

function readAfterBegin(field: ListField, reading: Reading, place: Place, items: AnyValues[]): void {
  switch (field.form) {
    case 'marked':
    case 'unmarked':
      return readItems(field, reading, place, items)
    case 'named':
      return readNamed(field, reading, place, items)
    case 'lines':
      return readLines(field, reading, items)
    case 'numbered': // its keys stand in the record around it
    case 'packed':
      return
  }
}

function readItems(field: ListField, reading: Reading, place: Place, items: AnyValues[]): void {
  while (reading.at < reading.pairs.length) {
    const here = reading.at
    const item = readRecord(field.item, reading, { ...place, path: `${place.path}[${items.length}]` })
    if (item.touched) items.push(item.value)
    const after = reading.pairs[reading.at]
    const key = after ? keyHere(reading, after) : ''
    if (isMark(field.markers.end, key)) {
      reading.at += 1
      break
    }
    if (isMark(field.markers.next, key)) {
      reading.at += 1
      continue
    }
    if (reading.at === here) break
    if (!item.touched) break
    if (tableOf(field.item).byKey.get(key)?.is !== 'value') break
  }
}

/** Every pair up to the End is an item, whatever its key. */
function readNamed(field: ListField, reading: Reading, place: Place, items: AnyValues[]): void {
  const [nameOf = '', valueOf = ''] = Object.keys(field.item)
  const inner = field.item[valueOf]
  while (reading.at < reading.pairs.length) {
    const pair = reading.pairs[reading.at]
    const key = fold(pair?.key ?? '')
    if (pair === undefined || (!isOwnMark(field, key) && place.outer.some((outer) => claims(outer, key)))) return
    reading.at += 1
    if (isMark(field.markers.end, key)) return
    if (isMark(field.markers.next, key) || inner === undefined || inner.kind === 'list') continue
    const value = readScalar(inner, pair.value ?? '', `${place.path}[${items.length}].${valueOf}`)
    items.push({ [nameOf]: pair.key, ...(value === undefined ? {} : { [valueOf]: value }) })
  }
}

function readLines(field: ListField, reading: Reading, items: AnyValues[]): void {
  for (; reading.at < reading.pairs.length; reading.at += 1) {
    const pair = reading.pairs[reading.at]
    const item = pair && readLine(field, pair)
    if (!item) return
    items.push(item)
  }
}

/** `mtu` after `localNetworkEnd` belongs to the card before it. */
function readTrailing(field: ListField, key: string, reading: Reading, items: AnyValues[]): void {
  const inner = tableOf(field.item).byKey.get(key)
  if (inner?.is !== 'value') return
  const value = readScalar(inner.field, reading.pairs[reading.at]?.value ?? '', inner.name)
  if (value !== undefined) items.push({ ...items.pop(), [inner.name]: value })
}

/** Fills lists that did not occur with none, and refuses a record in which something that must be there is not. */
function complete(
  fields: Fields,
  found: Readonly<Found>,
  { path, mustBeWhole }: { readonly path: string; readonly mustBeWhole: boolean },
): AnyValues {
  const value: Record<string, AnyValue> = {}
  const { entries } = tableOf(fields)
  for (let index = 0; index < entries.length; index++) {
    const [name, field] = entries[index] as (typeof entries)[number]
    const here = found[index]
    if (here !== undefined) value[name] = here
    else if (field.optional) continue
    else if (field.kind === 'list') value[name] = []
    else if (mustBeWhole) throw new WireError(placeOf(path, name), 'missing', 'the device did not send it')
  }
  return value
}

function noneNumbered(): NumberedPairs {
  return new Map()
}

function claims(fields: Fields, key: string): boolean {
  const table = tableOf(fields)
  return table.byKey.has(key) || numberedIn(table, key) !== undefined
}

function saysReplacing(list: ListField | undefined, key: string): boolean {
  return list?.replacing !== undefined && fold(list.replacing.key) === key
}

function isOwnMark(list: ListField | undefined, key: string): boolean {
  return list !== undefined && (isMark(list.markers.next, key) || isMark(list.markers.end, key))
}
