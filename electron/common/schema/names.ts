import type { Field, Fields, ListField } from './field.ts'

/** What a key means inside one record. Built once for each record of fields and kept. */
export type Meaning =
  | { readonly is: 'value'; readonly name: string; readonly field: Exclude<Field, ListField> }
  | { readonly is: 'begin' | 'mark' | 'item' | 'trailing' | 'packed'; readonly name: string; readonly field: ListField }

export interface NumberedKey {
  readonly pattern: RegExp
  readonly list: string
  readonly name: string
  readonly field: ListField
}

export interface KeyTable {
  readonly byKey: ReadonlyMap<string, Meaning>
  readonly numbered: readonly NumberedKey[]
  /** Marks of this record's lists and of all lists inside them: never "unclaimed", wherever they stray. */
  readonly allMarks: ReadonlySet<string>
}

const tables = new WeakMap<Fields, KeyTable>()

/** Keys are compared without regard to case: replies differ in it from firmware to firmware. */
export function fold(key: string): string {
  return key.replace(/\s+/g, '').toLowerCase()
}

export function keyOf(name: string, field: Field): string {
  return field.key ?? name
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
  const numbered: NumberedKey[] = []
  const allMarks = new Set<string>()
  const claim = (key: string, meaning: Meaning) => {
    if (!byKey.has(fold(key))) byKey.set(fold(key), meaning)
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
    if (field.form === 'numbered') numbered.push(...numberedKeys(name, field))
    else if (hasOwnRecords(field)) for (const mark of tableOf(field.item).allMarks) allMarks.add(mark)
  }
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind !== 'list' || !hasOwnRecords(field)) continue
    for (const key of field.trailing) claim(key, { is: 'trailing', name, field })
    if (field.form === 'unmarked' || field.single)
      for (const key of tableOf(field.item).byKey.keys()) claim(key, { is: 'item', name, field })
  }
  return { byKey, numbered, allMarks }
}

function numberedKeys(list: string, field: ListField): NumberedKey[] {
  return Object.entries(field.item)
    .filter(([name, inner]) => inner.kind !== 'list' && name !== field.numberAs)
    .flatMap(([name, inner]) => spellingsOf(name, inner).map((key) => ({ pattern: numberPattern(key), list, name, field })))
}

function numberPattern(key: string): RegExp {
  const [before = '', after = ''] = fold(key)
    .split('{n}')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${before}(?<n>\\d{1,4})${after}$`)
}

/** Whether a folded key is one of a mark's spellings. */
export function isMark(spellings: readonly string[] | null, key: string): boolean {
  return (spellings ?? []).some((spelling) => fold(spelling) === key)
}
