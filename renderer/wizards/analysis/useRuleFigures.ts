import { computed, type MaybeRefOrGetter, shallowRef, toValue, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { type Cells, cellsIn, withCells } from '#common/analysis/cells.ts'
import {
  type Figure,
  type FigureList,
  figureListOf,
  figureLists,
  figuresOf,
  recordAt,
  withFigure,
  withItem,
  withoutItem,
  withRecord,
} from '#common/analysis/figures.ts'
import { newItem } from '#common/analysis/newItem.ts'
import { type Point, shifted } from '#common/geometry/outline.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import type { Drawn, TextLook } from '#renderer/components/picture/drawn.ts'
import type { useHistory } from '#renderer/composables/useHistory.ts'
import type { Rule } from './machine.ts'
import { footOf, resized, sizeFigures, type Spots } from './sizeFigures.ts'

/** A figure, and the rule it belongs to. */
export interface RuleFigure extends Drawn {
  readonly rule: string
  readonly figure: Figure
  /** Its place among the figures of its rule, from 1. */
  readonly number: number
}

/** The painted grid of a rule, and what the device has of it. */
export interface RuleGrid {
  readonly rule: string
  readonly cells: Cells
  readonly stored: Cells
}

export interface RuleFiguresOptions {
  readonly rules: MaybeRefOrGetter<readonly Rule[]>
  readonly history: Pick<ReturnType<typeof useHistory<readonly Rule[]>>, 'change'>
  /** How a text looks on the picture. */
  readonly says?: (record: AnyValues) => TextLook
}

/** By how much a doubled figure lies beside the first, percent. */
const beside = { x: 3, y: 3 }

/** What of several rules is drawn on one picture, and what a person does with it. */
export function useRuleFigures({ rules, history, says }: RuleFiguresOptions) {
  const { t } = useI18n()
  /** The rule a person chose to look at, and of its figures the one that is edited. */
  const looked = shallowRef<string>()
  const chosen = shallowRef<string>()

  const all = computed(() => toValue(rules))
  const open = computed(() => all.value.find(({ id }) => id === looked.value) ?? all.value[0])
  /** Where boxes of sizes were left. */
  const spots = shallowRef<Spots>({})
  // Of the rule at hand alone: those of all would cover the picture.
  const figures = computed(() => [...all.value.flatMap(figuresIn), ...(open.value ? sizeFigures(open.value, spots.value) : [])])
  const figure = computed(() => figures.value.find(({ id }) => id === chosen.value))
  const grids = computed(() => all.value.flatMap(gridIn))
  /** Of the rule at hand, where it is painted. */
  const grid = computed(() => grids.value.find(({ rule }) => rule === open.value?.id))
  const lists = computed(() => new Map(all.value.map(({ id, setting }) => [id, figureLists(setting.fields)])))

  // What is gone is no longer edited.
  watch(figures, (now) => {
    if (chosen.value !== undefined && !now.some(({ id }) => id === chosen.value)) chosen.value = undefined
  })

  function figuresIn({ id: rule, setting, had, draft }: Rule): readonly RuleFigure[] {
    const before = new Map(figuresOf(setting.fields, had).map((one) => [one.id, one.points]))
    const own = figuresOf(setting.fields, draft)
    const items = [...new Set(own.map(({ item }) => item))]
    return own.map((one): RuleFigure => {
      const number = items.indexOf(one.item) + 1
      const twin = own.filter(({ item }) => item === one.item).indexOf(one)
      const record = one.item === undefined ? draft : (recordAt(draft, one.item) ?? {})
      const counts = one.shape === 'line' ? countsIn(record, twin) : undefined
      return {
        id: `${rule} ${one.id}`,
        // A text that is a setting of its own is called after it.
        label:
          one.shape === 'point' && one.item === undefined
            ? setting.title
            : t(twin > 0 ? 'analysis.figure.second' : 'analysis.figure.name', { rule: setting.title, n: number, twin: twin + 1 }),
        shape: one.shape,
        points: one.points,
        stored: before.get(one.id) ?? [],
        min: one.min,
        max: one.max,
        ...(one.digits === undefined ? {} : { digits: one.digits }),
        ...(one.step === undefined ? {} : { step: one.step }),
        ...(counts ? { counts } : {}),
        ...(one.shape === 'point' && says ? { says: says(record) } : {}),
        rule,
        figure: one,
        number,
      }
    })
  }

  function gridIn({ id: rule, setting, had, draft }: Rule): readonly RuleGrid[] {
    const [cells, stored] = [cellsIn(setting.fields, draft), cellsIn(setting.fields, had)]
    return cells && stored ? [{ rule, cells, stored }] : []
  }

  function paint(cells: Cells, isMore: boolean): void {
    const at = grid.value && ruleOf(grid.value.rule)
    if (at) edit(at.id, withCells(at.setting.fields, at.draft, cells), isMore)
  }

  function ruleOf(id: string): Rule | undefined {
    return all.value.find((rule) => rule.id === id)
  }

  function edit(id: string, draft: AnyValues, isMore = false): void {
    history.change(
      all.value.map((one) => (one.id === id ? { ...one, draft } : one)),
      isMore,
    )
  }

  /** What belongs to no region: of the rule at hand, the first while nobody has chosen another. */
  function editOpen(draft: AnyValues): void {
    if (open.value) edit(open.value.id, draft)
  }

  function choose(id: string | undefined): void {
    chosen.value = id
    const found = figures.value.find((one) => one.id === id)
    if (found) looked.value = found.rule
  }

  function draw(id: string, points: readonly Point[], isMore: boolean): void {
    const [found, at] = placeOf(id)
    if (!found || !at) return
    if (found.shape === 'size') return resize(found, at, points, isMore)
    const wasEmpty = found.figure.points.length === 0
    edit(found.rule, withFigure(at.setting.fields, at.draft, found.figure.id, points), isMore)
    // Two lines of a double tripwire are drawn one after the other.
    const next = wasEmpty
      ? figures.value.find((one) => one.figure.item === found.figure.item && one.rule === found.rule && one.points.length === 0)
      : undefined
    if (next) choose(next.id)
  }

  /** Where a size stands is nobody's but the picture's. */
  function resize({ id, figure: { id: limit } }: RuleFigure, at: Rule, points: readonly Point[], isMore: boolean): void {
    spots.value = { ...spots.value, [id]: footOf(points) }
    const next = resized(at, limit, points)
    if (next) edit(at.id, next, isMore)
  }

  /** The rule of a figure, and the figure itself. */
  function placeOf(id: string): readonly [RuleFigure | undefined, Rule | undefined] {
    const found = figures.value.find((one) => one.id === id)
    return [found, found && ruleOf(found.rule)]
  }

  function roomIn(id: string, { path, field }: FigureList): boolean {
    const items = recordAt(ruleOf(id)?.draft ?? {}, path) as readonly AnyValues[] | undefined
    return (items?.length ?? 0) < (field.max ?? Infinity)
  }

  /** One that is there and not drawn yet comes before a new one. */
  function emptyOf(id: string): RuleFigure | undefined {
    return figures.value.find((one) => one.rule === id && one.points.length === 0)
  }

  function mayAdd(id: string): boolean {
    return emptyOf(id) !== undefined || (lists.value.get(id) ?? []).some((list) => roomIn(id, list))
  }

  function add(id: string): void {
    const [at, empty] = [ruleOf(id), emptyOf(id)]
    const list = (lists.value.get(id) ?? []).find((one) => roomIn(id, one))
    if (empty) return choose(empty.id)
    if (!at || !list) return
    edit(id, withItem(at.draft, list.path, newItem(list, at.setting, at.draft, at.offers)))
    choose(emptyOf(id)?.id)
  }

  function remove(id: string): void {
    const [found, at] = placeOf(id)
    if (found?.figure.item !== undefined && at) edit(found.rule, withoutItem(at.draft, found.figure.item))
  }

  function double(id: string): void {
    const [found, at] = placeOf(id)
    const item = found?.figure.item
    const list = at && item !== undefined ? figureListOf(at.setting.fields, item) : undefined
    if (!found || !at || item === undefined || !list || !roomIn(found.rule, list)) return
    const numbered =
      list.field.numberIn === undefined
        ? {}
        : { [list.field.numberIn]: newItem(list, at.setting, at.draft, at.offers)[list.field.numberIn] }
    const longer = withItem(at.draft, list.path, { ...recordAt(at.draft, item), ...numbered })
    const twins = figuresOf(at.setting.fields, longer).filter((one) => one.item === `${list.path}[${countIn(longer, list.path) - 1}]`)
    edit(
      found.rule,
      twins.reduce((values, twin) => withFigure(at.setting.fields, values, twin.id, shifted(twin.points, beside)), longer),
    )
    const [first] = twins
    if (first) choose(`${found.rule} ${first.id}`)
  }

  /** It was to be drawn and was not: what is new and empty is gone again. */
  function left(id: string): void {
    const [found, at] = placeOf(id)
    if (!found?.figure.item || !at) return
    const isNew = recordAt(at.had, found.figure.item) === undefined
    const isEmpty = figures.value.every(
      (one) => one.figure.item !== found.figure.item || one.rule !== found.rule || one.points.length === 0,
    )
    if (isNew && isEmpty) remove(id)
    else choose(undefined)
  }

  /** The values of the chosen region, where it is one of a list. */
  const region = computed(() => {
    const [at, item] = [figure.value && ruleOf(figure.value.rule), figure.value?.figure.item]
    if (!at || item === undefined) return undefined
    const list = figureListOf(at.setting.fields, item)
    const now = recordAt(at.draft, item) ?? {}
    // Nothing of a new one differs from what the device has: it has none.
    return list && { path: item, list, had: recordAt(at.had, item) ?? now, now }
  })

  function editRegion(values: AnyValues): void {
    const [at, item] = [figure.value && ruleOf(figure.value.rule), figure.value?.figure.item]
    if (at && item !== undefined) edit(at.id, withRecord(at.draft, item, values))
  }

  return {
    open,
    look: (rule: string) => (looked.value = rule),
    editOpen,
    chosen,
    figures,
    figure,
    grids,
    grid,
    paint,
    region,
    lists,
    choose,
    draw,
    edit,
    editRegion,
    add,
    mayAdd,
    remove,
    double,
    left,
  }
}

function countIn(values: AnyValues, path: string): number {
  const items = recordAt(values, path)
  return Array.isArray(items) ? items.length : 0
}

/** Which way over a line counts, as its record says it. */
function countsIn(record: AnyValues, twin: number): Drawn['counts'] {
  if (twin === 0 && record['bidirectional'] === true) return 'both'
  const direction = record[twin === 0 ? 'direction' : 'direction2']
  return direction === 'Forward' ? 'forward' : direction === 'Reverse' ? 'reverse' : undefined
}
