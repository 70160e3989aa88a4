import type { Field, Fields, ListField } from './field.ts'

interface Named {
  readonly name: string
  /** Its place among the fields. */
  readonly index: number
  /** The key, folded. */
  readonly key: string
}

/** What a key means inside one record. Built once for each record of fields and kept. */
export type Meaning =
  | (Named & { readonly is: 'value'; readonly field: Exclude<Field, ListField> })
  | (Named & { readonly is: 'begin' | 'mark' | 'item' | 'trailing' | 'packed'; readonly field: ListField })

/** What is claimed: key and place follow from it. */
type Claim<M> = M extends Meaning ? Omit<M, 'key' | 'index'> : never

/** Which value of which list a numbered key is. */
export interface NumberedKey {
  readonly list: string
  /** Place of the value among the fields of an item. */
  readonly index: number
}

export interface KeyTable {
  /** By the folded key, and by each spelling as the manual prints it: most devices spell so. */
  readonly byKey: ReadonlyMap<string, Meaning>
  /** By the folded key with `{n}` in place of its number. */
  readonly numbered: ReadonlyMap<string, NumberedKey>
  /** Marks of this record's lists and of all lists inside them: never "unclaimed", wherever they stray. */
  readonly allMarks: ReadonlySet<string>
  /** Folded, every key and mark of this record and of the lists inside it, by the spelling it is printed in. */
  readonly folds: ReadonlyMap<string, string>
  /** The fields, in their order. */
  readonly entries: readonly (readonly [string, Field])[]
}

const tables = new WeakMap<Fields, KeyTable>()

const blank = /\s/

/** Keys are compared without regard to case: replies differ in it from firmware to firmware. */
export function fold(key: string): string {
  return (blank.test(key) ? key.replace(/\s+/g, '') : key).toLowerCase()
}

export function keyOf(name: string, field: Field): string {
  return field.key ?? name
}

/** `cards[0]` and `mtu` make `cards[0].mtu`. */
export function placeOf(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

/** The key a set sends. */
export function setKeyOf(name: string, field: Field): string {
  return field.setKey ?? keyOf(name, field)
}

export function tableOf(fields: Fields): KeyTable {
  const known = tables.get(fields)
  if (known) return known
  const table = buildTable(fields)
  tables.set(fields, table)
  return table
}

/** Every spelling a value may come under, the written one first. */
export function spellingsOf(name: string, field: Field): readonly string[] {
  return [keyOf(name, field), setKeyOf(name, field), ...(field.alsoRead ?? [])]
}

/** The keys under which a value may come that stands at a path such as `cards[0].address`. */
export function keysAt(fields: Fields, path: string): readonly string[] {
  const [, name = '', rest = ''] = /^([^.[]+)(?:\[\d+\])?\.?(.*)$/.exec(path) ?? []
  const field = fields[name]
  if (!field) return []
  return field.kind === 'list' && rest !== '' ? keysAt(field.item, rest) : spellingsOf(name, field)
}

/** The keys of its items stand in the text as they are. */
function hasOwnRecords({ form }: ListField): boolean {
  return form === 'marked' || form === 'unmarked'
}

export function marksOf({ markers, frame }: ListField): readonly string[] {
  const own = [markers.count, markers.begin, markers.next, markers.end].flatMap((spellings) => spellings ?? [])
  return frame === undefined ? own : [...own, ...frameOf(frame)]
}

/** The two marks a frame puts around a list. */
export function frameOf(frame: string): readonly [string, string] {
  return [`${frame}Begin`, `${frame}End`]
}

function buildTable(fields: Fields): KeyTable {
  const byKey = new Map<string, Meaning>()
  const numbered = new Map<string, NumberedKey>()
  const allMarks = new Set<string>()
  const folds = new Map<string, string>()
  const names = Object.keys(fields)
  const claim = (spelling: string, claimed: Claim<Meaning>) => {
    const key = fold(spelling)
    const meaning = byKey.get(key) ?? { ...claimed, index: names.indexOf(claimed.name), key }
    folds.set(spelling, key)
    byKey.set(key, meaning)
    byKey.set(spelling, meaning)
  }
  // Values first: some keys look like marks and are values (timeSegmentBegin=1111).
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind === 'list') continue
    for (const key of spellingsOf(name, field)) claim(key, { is: 'value', name, field })
  }
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind !== 'list') continue
    if (field.form === 'packed') for (const key of spellingsOf(name, field)) claim(key, { is: 'packed', name, field })
    for (const key of field.markers.begin ?? []) claim(key, { is: 'begin', name, field })
    for (const key of marksOf(field)) claim(key, { is: 'mark', name, field })
    for (const key of marksOf(field)) allMarks.add(fold(key))
    if (field.replacing) claim(field.replacing.key, { is: 'mark', name, field })
    if (field.form === 'numbered') for (const [key, where] of numberedKeys(name, field)) if (!numbered.has(key)) numbered.set(key, where)
    if (field.form === 'numbered') continue
    if (hasOwnRecords(field)) for (const mark of tableOf(field.item).allMarks) allMarks.add(mark)
  }
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind !== 'list' || !hasOwnRecords(field)) continue
    for (const key of field.trailing) claim(key, { is: 'trailing', name, field })
    if (field.form === 'unmarked' || field.single)
      for (const key of tableOf(field.item).byKey.keys()) claim(key, { is: 'item', name, field })
  }
  for (const field of Object.values(fields))
    if (field.kind === 'list') for (const [key, folded] of tableOf(field.item).folds) folds.set(key, folded)
  return { byKey, numbered, allMarks, folds, entries: Object.entries(fields) }
}

function numberedKeys(list: string, field: ListField): [string, NumberedKey][] {
  return Object.entries(field.item).flatMap(([name, inner], index) =>
    inner.kind === 'list' || name === field.numberAs
      ? []
      : spellingsOf(name, inner).map((key): [string, NumberedKey] => [fold(key), { list, index }]),
  )
}

/** Which numbered value a folded key is, and its number, [0, 9999]: `starttime12`. No key has another digit beside its number. */
export function numberedIn({ numbered }: KeyTable, key: string): { readonly where: NumberedKey; readonly n: number } | undefined {
  if (numbered.size === 0) return undefined
  let end: number
  for (let from = 0; from < key.length; from = end + 1) {
    while (from < key.length && !isDigit(key, from)) from += 1
    end = from
    while (isDigit(key, end)) end += 1
    if (end === from || end - from > 4) continue
    const where = numbered.get(`${key.slice(0, from)}{n}${key.slice(end)}`)
    if (where) return { where, n: Number(key.slice(from, end)) }
  }
  return undefined
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}

/** Whether a folded key is one of a mark's spellings. */
export function isMark(spellings: readonly string[] | null, key: string): boolean {
  return spellings !== null && foldedMarks(spellings).includes(key)
}

const marks = new WeakMap<readonly string[], readonly string[]>()

function foldedMarks(spellings: readonly string[]): readonly string[] {
  const known = marks.get(spellings)
  if (known) return known
  const folded = spellings.map(fold)
  marks.set(spellings, folded)
  return folded
}
