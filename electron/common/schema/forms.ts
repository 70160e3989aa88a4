import type { Pair } from '../wire/pairs.ts'
import { WireError } from '../wire/wireError.ts'
import type { ListField } from './field.ts'
import type { AnyValue, AnyValues } from './infer.ts'
import { fold, keyOf } from './names.ts'
import { readScalar, writeScalar } from './scalars.ts'

/**
 * Reads `1,2||3,4` or `ch1_ch2`. No text is no item, nor is the word for none.
 *
 * @throws WireError naming the part that is missing or of another kind.
 */
export function readPacked({ item, packing }: ListField, raw: string, path: string): readonly AnyValues[] {
  if (raw === '' || packing === undefined || raw.trim() === packing.none) return []
  const { betweenItems, betweenParts, before } = packing
  return raw.split(betweenItems).map((whole, index) => {
    const parts = betweenParts === '' ? [whole] : whole.split(betweenParts)
    return Object.fromEntries(
      Object.entries(item).map(([name, field], place): [string, AnyValue] => {
        const here = `${path}[${index}].${name}`
        const text = (place === 0 ? without(before, parts[place]) : parts[place])?.trim()
        const value = text === undefined || field.kind === 'list' ? undefined : readScalar(field, text, here)
        if (value === undefined) throw new WireError(here, 'missing', `“${raw.slice(0, 40)}”`)
        return [name, value]
      }),
    )
  })
}

export function writePacked({ item, packing }: ListField, items: readonly AnyValues[], form: 'reply' | 'request'): string {
  if (packing === undefined) return ''
  if (items.length === 0) return form === 'request' ? (packing.none ?? '') : ''
  const { betweenItems, betweenParts, before } = packing
  return items
    .map(
      (values) =>
        before +
        Object.entries(item)
          .flatMap(([name, field]) => partOf(field, values[name]))
          .join(betweenParts),
    )
    .join(betweenItems)
}

/** Reads `Log Time:<time>, loginfo: <text>`; undefined when the line does not begin so. */
export function readLine(field: ListField, { key, value }: Pair): AnyValues | undefined {
  const words = wordsOf(field)
  const text = value === null ? key : `${key}=${value}`
  const item: Record<string, AnyValue> = {}
  let from = 0
  for (const [index, { name, word, inner }] of words.entries()) {
    const start = skip(text, from, `${word}:`)
    if (start < 0) return undefined
    const next = words[index + 1]
    const end = next === undefined ? text.length : text.indexOf(`, ${next.word}:`, start)
    if (end < 0) return undefined
    const read = readScalar(inner, text.slice(start, end).trim(), name)
    if (read !== undefined) item[name] = read
    from = end + 2
  }
  return words.length === 0 ? undefined : item
}

export function writeLine(field: ListField, values: AnyValues): Pair {
  const parts = wordsOf(field).flatMap(({ name, word, inner }) => {
    const value = values[name]
    return value === undefined ? [] : [`${word}: ${writeScalar(inner, value)}`]
  })
  return { key: parts.join(', '), value: null }
}

function wordsOf({ item }: ListField) {
  return Object.entries(item).flatMap(([name, inner]) => (inner.kind === 'list' ? [] : [{ name, word: keyOf(name, inner), inner }]))
}

function partOf(field: ListField['item'][string], value: AnyValue | undefined): readonly string[] {
  return field.kind === 'list' || value === undefined ? [] : [writeScalar(field, value)]
}

/** Where the text goes on after a word, -1 when the word is not there. */
function skip(text: string, from: number, word: string): number {
  return fold(text.slice(from, from + word.length)) === fold(word) ? from + word.length : -1
}

function without(before: string, text: string | undefined): string | undefined {
  return text !== undefined && before !== '' && text.trim().startsWith(before) ? text.trim().slice(before.length) : text
}
