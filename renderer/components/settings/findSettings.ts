import type { Chapter } from '#common/catalog/chapter.ts'
import type { Fields } from '#common/schema/field.ts'
import type { AnySetting } from '#common/schema/setting.ts'
import { spellingsOf } from '#common/schema/names.ts'

/** A setting that was found, and by what. */
export interface Found {
  readonly setting: AnySetting
  /** The words in which it was found, where they are not its title: a label, a key, a name of a choice, a help. */
  readonly by?: string
}

interface Indexed {
  readonly setting: AnySetting
  readonly words: readonly { readonly text: string; readonly folded: string }[]
}

const indexes = new WeakMap<AnySetting, Indexed>()

/**
 * Settings in which a text occurs: title and chapter first, then labels, keys, choices and helps, then what the device said of those
 * that were read (`said`, by id). "subgetway" finds the gateway, and so does its address.
 */
export function findSettings(
  chapters: readonly Pick<Chapter, 'title' | 'settings'>[],
  text: string,
  said: ReadonlyMap<string, readonly string[]> = new Map(),
): readonly Found[] {
  const wanted = fold(text)
  if (wanted === '') return []
  return chapters.flatMap(({ title, settings }) =>
    settings.flatMap((setting): Found[] => {
      if (fold(setting.title).includes(wanted) || fold(title).includes(wanted)) return [{ setting }]
      const word = indexOf(setting).words.find(({ folded }) => folded.includes(wanted))
      const by = word?.text ?? said.get(setting.id)?.find((line) => fold(line).includes(wanted))
      return by === undefined ? [] : [{ setting, by }]
    }),
  )
}

function indexOf(setting: AnySetting): Indexed {
  const known = indexes.get(setting)
  if (known) return known
  const texts = [setting.help, setting.request.type ?? setting.request.getWord, ...wordsOf(setting.fields)].flatMap((text) => text ?? [])
  const index = { setting, words: [...new Set(texts)].map((text) => ({ text, folded: fold(text) })) }
  indexes.set(setting, index)
  return index
}

function wordsOf(fields: Fields): readonly string[] {
  return Object.entries(fields).flatMap(([name, field]): readonly string[] => [
    field.label,
    ...(field.help === undefined ? [] : [field.help]),
    ...(field.kind === 'list' ? wordsOf(field.item) : spellingsOf(name, field)),
    ...(field.kind === 'choice' ? Object.values(field.options) : []),
  ])
}

function fold(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ')
}
