import { cellsField, cellsIn } from '#common/analysis/cells.ts'
import type { PictureSize } from '#common/analysis/exchange.ts'
import { type Figure, figureListOf, figuresOf, isDrawn, recordAt } from '#common/analysis/figures.ts'
import { presetOf } from '#common/analysis/presets.ts'
import type { DeviceKey } from '#common/device/device.ts'
import type { AppError } from '#common/errors/appError.ts'
import type { Finding, Plan } from '#common/plan/plan.ts'
import type { Change } from '#common/schema/diff.ts'
import { changesOfDraft, type Draft, issuesOfDraft } from '#common/schema/draft.ts'
import type { Issue } from '#common/schema/field.ts'
import { isPaintedWeek } from '#common/schema/paintedWeek.ts'
import type { Target } from '#common/schema/setting.ts'

/** One analysis, or the texts, of a channel, with the limits of the device: as it was read, and as a person has it now. */
export interface Rule extends Draft {
  /** Its setting's, and the part of it where a device has several: `osd.places#2`. */
  readonly id: string
  readonly target: Target
  /** Names of what the device says it has besides what the rule has: the direction of a line. */
  readonly offers: ReadonlySet<string>
  /** Of the main stream, px, for a rule that counts its pixels; undefined where the device does not tell. */
  readonly picture?: PictureSize
}

export type AnalysisWizard =
  /** `rules` are those read before, with what was drawn; `chosen` may be others by now. */
  | {
      readonly step: 'choose'
      readonly channel: number
      /** The preset position whose rules are wanted; 0 or none: the normal ones. */
      readonly preset?: number
      readonly chosen: readonly string[]
      readonly rules: readonly Rule[]
      readonly error?: AppError
    }
  | { readonly step: 'draw'; readonly channel: number; readonly rules: readonly Rule[] }
  | {
      readonly step: 'review'
      readonly channel: number
      readonly rules: readonly Rule[]
      readonly findings?: readonly Finding[]
      readonly error?: AppError
    }
  /** A plan under way, or ended. `was` is missing when the wizard was opened while it ran. */
  | { readonly step: 'proof'; readonly job: string; readonly was?: { readonly channel: number; readonly rules: readonly Rule[] } }

export type AnalysisMove =
  | { readonly type: 'ticked'; readonly setting: string; readonly on: boolean }
  | { readonly type: 'channelChosen'; readonly channel: number }
  /** `having`: ids of the analyses with rules of presets; others are not ticked for one. */
  | { readonly type: 'presetChosen'; readonly preset: number; readonly having: ReadonlySet<string> }
  | { readonly type: 'read'; readonly rules: readonly Rule[] }
  | { readonly type: 'failed'; readonly error: AppError }
  | { readonly type: 'retried' }
  | { readonly type: 'edited'; readonly rules: readonly Rule[] }
  | { readonly type: 'went'; readonly to: 'choose' | 'draw' | 'review' }
  | { readonly type: 'checked'; readonly findings: readonly Finding[] }
  | { readonly type: 'wrote'; readonly job: string }
  /** The wizard was opened while a plan of this device runs. */
  | { readonly type: 'joined'; readonly job: string }
  /** Nothing that was drawn is wanted any more. */
  | { readonly type: 'dropped' }
  | { readonly type: 'restarted' }

export const analysisStart: AnalysisWizard = { step: 'choose', channel: 1, chosen: [], rules: [] }

/** Every legal move; anything else leaves the wizard where it is. */
export function advanceAnalysis(at: AnalysisWizard, move: AnalysisMove): AnalysisWizard {
  switch (move.type) {
    case 'ticked':
      return at.step === 'choose'
        ? { ...at, chosen: [...at.chosen.filter((one) => one !== move.setting), ...(move.on ? [move.setting] : [])] }
        : at
    case 'channelChosen':
      return at.step === 'choose' && move.channel !== at.channel ? { ...at, channel: move.channel, preset: 0, rules: [] } : at
    case 'presetChosen':
      return at.step === 'choose' && move.preset !== (at.preset ?? 0)
        ? { ...at, preset: move.preset, rules: [], chosen: at.chosen.filter((one) => move.preset === 0 || move.having.has(one)) }
        : at
    case 'dropped':
      return at.step === 'choose' ? { ...at, rules: [] } : at
    case 'read':
      return at.step === 'choose' ? { step: 'draw', channel: at.channel, rules: move.rules } : at
    case 'failed':
      return at.step === 'choose' || at.step === 'review' ? { ...at, error: move.error } : at
    case 'retried':
      return at.step === 'choose' || at.step === 'review' ? withoutError(at) : at
    case 'edited':
      return at.step === 'draw' ? { ...at, rules: move.rules } : at
    case 'went':
      return goTo(at, move.to)
    case 'checked':
      return at.step === 'review' ? { ...at, findings: move.findings } : at
    case 'wrote':
      return at.step === 'review' ? { step: 'proof', job: move.job, was: { channel: at.channel, rules: at.rules } } : at
    case 'joined':
      return at.step === 'choose' ? { step: 'proof', job: move.job } : at
    case 'restarted':
      return at.step === 'proof' ? chooseAgain(at.was?.channel ?? 1, at.was?.rules ?? [], []) : at
  }
}

/** The rules, wherever the wizard stands. */
export function rulesIn(at: AnalysisWizard): readonly Rule[] {
  return at.step === 'proof' ? (at.was?.rules ?? []) : at.rules
}

/** The preset position whose rules are at hand; 0 for the normal ones. */
export function presetIn(at: AnalysisWizard): number {
  return at.step === 'choose' ? (at.preset ?? 0) : presetOfRules(rulesIn(at))
}

function presetOfRules(rules: readonly Rule[]): number {
  return Math.max(0, ...rules.map(({ target }) => presetOf(target)))
}

function chooseAgain(channel: number, were: readonly Rule[], rules: readonly Rule[]): AnalysisWizard {
  return { step: 'choose', channel, preset: presetOfRules(were), chosen: idsOf(were), rules }
}

function idsOf(rules: readonly Rule[]): readonly string[] {
  return [...new Set(rules.map(({ setting }) => setting.id))]
}

/** A change as a person counts it: a figure, a schedule or a painted grid is one, however many numbers it has. */
export interface RuleChange extends Change {
  readonly rule: string
  readonly setting: string
  /** What it is of: `regions[0].outline`, `schedule`, `regions[1]` where all of that is new or gone, or the path itself. */
  readonly of: string
  readonly is: 'figure' | 'cells' | 'schedule' | 'item' | 'value'
}

/** Every number that changes, each with what it is part of. */
export function valueChanges(rule: Rule): readonly RuleChange[] {
  return changesOfDraft(rule).map((change) => ({ ...change, rule: rule.id, setting: rule.setting.id, ...partOf(rule, change.path) }))
}

/** How many changes a person made. */
export function countOfChanges(rules: readonly Rule[]): number {
  return new Set(rules.flatMap(valueChanges).map(({ rule, of }) => `${rule} ${of}`)).size
}

function partOf({ setting, had, draft }: Rule, path: string): Pick<RuleChange, 'of' | 'is'> {
  const [first = ''] = path.split(/[.[]/)
  const field = setting.fields[first]
  if (field && isPaintedWeek(field)) return { of: first, is: 'schedule' }
  if (first === cellsField(setting.fields) && cellsIn(setting.fields, had) && cellsIn(setting.fields, draft))
    return { of: first, is: 'cells' }
  const item = itemsAround(setting.fields, path).find((one) => recordAt(had, one) === undefined || recordAt(draft, one) === undefined)
  if (item !== undefined) return { of: item, is: 'item' }
  const figure = [...figuresOf(setting.fields, draft), ...figuresOf(setting.fields, had)].find((one) => isOf(setting.fields, one, path))
  return figure ? { of: figure.id, is: 'figure' } : { of: path, is: 'value' }
}

/** The items that hold a value: the inner one where figures are in it, then the outer. */
function itemsAround(fields: Rule['setting']['fields'], path: string): readonly string[] {
  const [outer] = /^\w+\[\d+\]/.exec(path) ?? []
  const [inner] = /^\w+\[\d+\]\.\w+\[\d+\]/.exec(path) ?? []
  return [...(inner !== undefined && figureListOf(fields, inner) ? [inner] : []), ...(outer === undefined ? [] : [outer])]
}

/** True for a number of a figure: a corner of its outline, an end of its line, a side of its box. */
function isOf(fields: Rule['setting']['fields'], { id, item, shape }: Figure, path: string): boolean {
  if (shape === 'outline') return path.startsWith(`${id}[`)
  const [record, name] = [path.slice(0, Math.max(0, path.lastIndexOf('.'))), path.slice(path.lastIndexOf('.') + 1)]
  if (record !== (item ?? '') || !isDrawn(itemFields(fields, item), name)) return false
  return shape === 'box' || id.endsWith('2') === name.endsWith('2')
}

function itemFields(fields: Rule['setting']['fields'], item: string | undefined): Rule['setting']['fields'] {
  return item === undefined ? fields : (figureListOf(fields, item)?.field.item ?? {})
}

/** What speaks against writing: what the catalog refuses, and what is still to be drawn. */
export function issuesOfRules(rules: readonly Rule[]): readonly (Issue & { readonly rule: string; readonly setting: string })[] {
  return rules.flatMap((rule) =>
    [...issuesOfDraft(rule), ...undrawn(rule)].map((issue) => ({ ...issue, rule: rule.id, setting: rule.setting.id })),
  )
}

/** New figures that were not drawn, and outlines of fewer corners than make one, where a person had a hand in them. */
function undrawn({ setting, had, draft }: Rule): readonly Issue[] {
  const before = new Map(figuresOf(setting.fields, had).map((figure) => [figure.id, figure]))
  return figuresOf(setting.fields, draft).flatMap(({ id, item, min, points }): readonly Issue[] => {
    if (points.length >= min || item === undefined) return []
    if (before.get(id)?.points.length === points.length) return []
    return [{ path: id, problem: 'tooFew', limits: { min } }]
  })
}

/** One plan with every rule that a person changed. */
export function rulesPlan(rules: readonly Rule[], device: DeviceKey, kind: 'analysis' | 'texts'): Plan | undefined {
  const changes = rules.flatMap(({ setting, target, had, draft }) =>
    changesOfDraft({ setting, had, draft }).length === 0 ? [] : [{ setting: setting.id, target, before: { ...had }, after: { ...draft } }],
  )
  return changes.length === 0 ? undefined : { device, kind, changes }
}

/** True where nothing speaks against writing. */
export function mayWriteAnalysis(at: AnalysisWizard): boolean {
  return (
    at.step === 'review' && at.findings !== undefined && at.findings.every(({ verdict }) => verdict !== 'fail') && at.error === undefined
  )
}

function goTo(at: AnalysisWizard, to: 'choose' | 'draw' | 'review'): AnalysisWizard {
  if (at.step === 'proof') return at
  const { channel, rules } = at
  if (to === 'choose') return at.step === 'choose' ? at : chooseAgain(channel, rules, rules)
  if (to === 'draw') return at.step === 'review' ? { step: 'draw', channel, rules } : at
  return at.step === 'draw' && countOfChanges(rules) > 0 && issuesOfRules(rules).length === 0 ? { step: 'review', channel, rules } : at
}

function withoutError(at: Extract<AnalysisWizard, { step: 'choose' | 'review' }>): AnalysisWizard {
  const { error: _, ...rest } = at
  if (rest.step === 'choose') return rest
  const { findings: __, ...review } = rest
  return review
}
