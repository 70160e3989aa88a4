import type { AnyValues } from '#common/schema/infer.ts'
import type { AnySetting, Part } from '#common/schema/setting.ts'
import type { Pair } from '#common/wire/pairs.ts'

/** Rules of one preset position, as they go into a reply. */
export interface OfPreset {
  readonly preset: number
  readonly pairs: readonly Pair[]
}

/** What asks for the rules of all presets (manual line 13931). */
export const allPresets = -1

/** True for what a device keeps once for each preset besides. */
export function isOfPresets(part: Part | undefined): part is Part & Required<Pick<Part, 'around' | 'setMode'>> {
  return part?.around !== undefined && part.setMode !== undefined
}

/** Rules of a preset nobody has written: off, and nothing drawn. Ours. */
export function unwritten({ fields }: AnySetting, factory: AnyValues): AnyValues {
  return { ...factory, ...('enabled' in fields ? { enabled: false } : {}), ...(fields['regions'] ? { regions: [] } : {}) }
}

/**
 * A reply in the order of the table: the mode, then the rules, those of presets with their number and marks around each (manual lines 13912
 * to 13935 and 14219 to 14227). No such reply is printed; that one preset has the marks too, and the normal rules have none, is ours.
 */
export function tellOfPresets(part: Part & Required<Pick<Part, 'around' | 'setMode'>>, rules: readonly OfPreset[]): readonly Pair[] {
  const { around, key, first, setMode } = part
  const mark = (spellings: readonly string[], value: number): Pair => ({ key: spellings[0] ?? '', value: String(value) })
  const isNormal = rules.length === 1 && rules[0]?.preset === first
  const mode = { key: setMode.key, value: isNormal ? setMode.first : setMode.others }
  const told = rules.map(({ preset, pairs }) => ({ preset, pairs: pairs.filter((pair) => pair.key !== setMode.key) }))
  if (isNormal) return [mode, ...told.flatMap(({ pairs }) => pairs)]
  return [
    mode,
    mark(around.count, rules.length),
    ...told.flatMap(({ preset, pairs }, at) => [
      mark(at === 0 ? around.begin : around.next, at + 1),
      { key, value: String(preset) },
      ...pairs,
    ]),
    mark(around.end, rules.length),
  ]
}
