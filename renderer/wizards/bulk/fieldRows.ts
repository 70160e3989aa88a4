import type { CompareCell, CopyPart, Question } from '#common/bulk/bulk.ts'
import { type Difference, differences } from '#common/bulk/differences.ts'
import { leavesOf, type Own, patternOf } from '#common/bulk/leaves.ts'
import { findSetting } from '#common/catalog/index.ts'
import type { DeviceKey } from '#common/device/device.ts'
import type { AppError } from '#common/errors/appError.ts'
import type { Target } from '#common/schema/setting.ts'
import type { AnyValues } from '#common/schema/infer.ts'

/** One field of a setting that is not the same everywhere, in all its places: each card's MTU. */
export interface FieldRow {
  readonly pattern: string
  readonly label: string
  readonly own: Own | undefined
  /** False for what cannot be set. */
  readonly mayCopy: boolean
  readonly places: readonly Difference[]
}

/** What the devices said of one setting. */
export interface SettingRows {
  /** Place among the questions. */
  readonly question: number
  readonly setting: string
  readonly target: Target
  readonly rows: readonly FieldRow[]
  readonly told: readonly DeviceKey[]
  /** Without an answer, and why; without an error the product line has no such setting. */
  readonly lacking: readonly { readonly device: DeviceKey; readonly error?: AppError }[]
}

export function settingRows(questions: readonly Question[], cells: readonly CompareCell[]): readonly SettingRows[] {
  const answers = new Map<number, CompareCell[]>()
  for (const cell of cells) {
    const here = answers.get(cell.question)
    if (here) here.push(cell)
    else answers.set(cell.question, [cell])
  }
  return questions.map((asked, question) => {
    const here = answers.get(question) ?? []
    const told = here.flatMap(({ device, value }) => (value ? [{ device, value: value as AnyValues }] : []))
    return {
      question,
      setting: asked.setting,
      target: asked.target,
      rows: fieldRows(asked.setting, told),
      told: told.map(({ device }) => device),
      lacking: here.flatMap(({ device, value, error }) => (value ? [] : [{ device, ...(error ? { error } : {}) }])),
    }
  })
}

const texts = new WeakMap<AnyValues, string>()

function textOf(value: AnyValues): string {
  const text = texts.get(value) ?? JSON.stringify(value)
  texts.set(value, text)
  return text
}

function fieldRows(id: string, told: Parameters<typeof differences>[1]): readonly FieldRow[] {
  const setting = findSetting(id)
  // Most settings of most devices are the same: they are not taken apart.
  if (!setting || new Set(told.map(({ value }) => textOf(value))).size < 2) return []
  const leaves = new Map(leavesOf(setting).map((leaf) => [leaf.pattern, leaf]))
  const rows = new Map<string, Difference[]>()
  for (const place of differences(setting.fields, told)) {
    const pattern = patternOf(place.path)
    rows.set(pattern, [...(rows.get(pattern) ?? []), place])
  }
  return [...rows].map(([pattern, places]) => ({
    pattern,
    label: places[0]?.label ?? pattern,
    own: leaves.get(pattern)?.own,
    mayCopy: leaves.has(pattern),
    places,
  }))
}

/** Fields that are chosen, by the place of their question. */
export type Chosen = ReadonlyMap<number, ReadonlySet<string>>

export function withChosen(chosen: Chosen, question: number, patterns: readonly string[], on: boolean): Chosen {
  const now = new Set(chosen.get(question))
  for (const pattern of patterns) {
    if (on) now.add(pattern)
    else now.delete(pattern)
  }
  return new Map(chosen).set(question, now)
}

/** What a whole setting means when it is ticked: all but what tells devices apart or is drawn on a picture. */
export function usualPatterns({ rows }: Pick<SettingRows, 'rows'>): readonly string[] {
  return rows.filter(({ mayCopy, own }) => mayCopy && own === undefined).map(({ pattern }) => pattern)
}

export function partsOf(questions: readonly Question[], chosen: Chosen): CopyPart[] {
  return questions.flatMap((asked, question) => {
    const fields = [...(chosen.get(question) ?? [])]
    return fields.length === 0 ? [] : [{ ...asked, fields }]
  })
}

/** Devices that differ from the source in what is chosen, and were not left without an answer. */
export function devicesToGive(settings: readonly SettingRows[], chosen: Chosen, source: DeviceKey): readonly DeviceKey[] {
  const unlike = new Set<DeviceKey>()
  for (const { question, rows } of settings)
    for (const { pattern, places } of rows) {
      if (!chosen.get(question)?.has(pattern)) continue
      for (const { camps } of places)
        for (const { devices } of camps) if (!devices.includes(source)) for (const device of devices) unlike.add(device)
    }
  return [...unlike]
}
