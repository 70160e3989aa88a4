import { z } from 'zod'
import { targets, targetShape } from '../catalog/analysis/parts.ts'
import type { Fields, Issue } from '../schema/field.ts'
import type { AnyValue, AnyValues } from '../schema/infer.ts'
import { type AnySetting, validate } from '../schema/setting.ts'
import { analysisOf } from './analyses.ts'
import { cellsField, cellsIn, withCells } from './cells.ts'
import { figureLists, type FigureList, figuresOf, isDrawn, recordAt, withItem } from './figures.ts'
import { newItem } from './newItem.ts'

/** A picture's width and height; only their proportion counts. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** One analysis as it is now, and with what limits. */
export interface ExchangedRule {
  readonly setting: AnySetting
  readonly had: AnyValues
  readonly draft: AnyValues
  /** Names of what the device says it has besides. */
  readonly offers: ReadonlySet<string>
}

const Scalar = z.union([z.string(), z.number(), z.boolean()])
const Record: z.core.$ZodType<AnyValues> = z.lazy(() => z.record(z.string(), z.union([Scalar, z.array(Record)])))

/** Regions in a file of their own: what is drawn, by setting, and what belongs to it. */
export const RegionsFile = z.object({
  format: z.literal('sightline-regions'),
  version: z.literal(1),
  at: z.string(),
  device: z.object({ model: z.string(), series: z.string() }),
  picture: z.object({ width: z.number().positive(), height: z.number().positive() }),
  settings: z.record(z.string(), Record),
})
export type RegionsFile = z.infer<typeof RegionsFile>

/** Why a text is no such file. */
export type FileFault =
  | { readonly why: 'notJson' | 'notRegions' | 'empty' }
  | { readonly why: 'otherVersion'; readonly version: string }
  | { readonly why: 'damaged'; readonly path: string }

/** Why the regions of one analysis cannot be taken; paths are of the setting. */
export type TakeFault = { readonly setting: string } & (
  | { readonly why: 'unknown' | 'notOpen' }
  | { readonly why: 'tooMany'; readonly n: number; readonly max: number }
  | { readonly why: 'outside' | 'crossing'; readonly path: string }
  | { readonly why: 'refused'; readonly path: string; readonly problem: Issue['problem'] }
)

/** What a file would change here, before anything is changed. */
export interface Taking {
  readonly drafts: readonly { readonly setting: string; readonly draft: AnyValues; readonly before: number; readonly after: number }[]
  readonly faults: readonly TakeFault[]
  /** By how much pictures differ in proportion, in %: the file's is so much wider, or narrower where negative; 0 up to 1 % (ours). */
  readonly wider: number
}

/** Beside the regions: which way over a line, and which targets count. */
const alongside: ReadonlySet<string> = new Set([
  ...Object.keys(targets),
  ...Object.keys(targetShape),
  ...['direction', 'direction2', 'bidirectional', 'angle'],
])

/** The drawn regions of some analyses, to keep or to carry to another device. Nothing secret is in it. */
export function regionsOf(
  rules: readonly Pick<ExchangedRule, 'setting' | 'draft'>[],
  about: Omit<RegionsFile, 'format' | 'version' | 'settings'>,
): RegionsFile {
  const settings = Object.fromEntries(rules.map(({ setting, draft }) => [setting.id, drawnOf(setting.fields, draft)]))
  return { format: 'sightline-regions', version: 1, ...about, settings }
}

/** The same as a text. */
export function writeRegions(...about: Parameters<typeof regionsOf>): string {
  return `${JSON.stringify(regionsOf(...about), null, 2)}\n`
}

/** `1920*1080`, as devices write it; undefined for anything else. */
export function sizeOf(resolution: unknown): PictureSize | undefined {
  const [, width = 0, height = 0] =
    (typeof resolution === 'string' ? /^(\d{2,5})\s*[*x]\s*(\d{2,5})$/.exec(resolution) : null)?.map(Number) ?? []
  return width > 0 && height > 0 ? { width, height } : undefined
}

/** A file as it is meant; nothing is held against a device yet. */
export function readRegions(text: string): RegionsFile | FileFault {
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch {
    return { why: 'notJson' }
  }
  const head = z.object({ format: z.literal('sightline-regions'), version: z.unknown() }).safeParse(found)
  if (!head.success) return { why: 'notRegions' }
  if (head.data.version !== 1) return { why: 'otherVersion', version: String(head.data.version).slice(0, 20) }
  const file = RegionsFile.safeParse(found)
  if (!file.success) return { why: 'damaged', path: (file.error.issues[0]?.path ?? []).join('.') }
  return Object.keys(file.data.settings).length === 0 ? { why: 'empty' } : file.data
}

/** What comes of a file here: its regions in the place of those there are. What cannot be taken is named, and left out as a whole. */
export function takeRegions(file: RegionsFile, rules: readonly ExchangedRule[], picture: PictureSize): Taking {
  const taken = Object.entries(file.settings).map(([id, values]) => {
    const rule = rules.find(({ setting }) => setting.id === id)
    if (rule) return takeOne(rule, values)
    return { setting: id, why: analysisOf(id) ? ('notOpen' as const) : ('unknown' as const) }
  })
  const wider = (file.picture.width / file.picture.height / (picture.width / picture.height) - 1) * 100
  return {
    drafts: taken.flatMap((one) => ('draft' in one ? one : [])),
    faults: taken.flatMap((one) => ('why' in one ? one : [])),
    wider: Math.abs(wider) <= 1 ? 0 : wider,
  }
}

/** The lists of a setting that hold all that is drawn, in their items or deeper. */
function wholeLists(fields: Fields): readonly FigureList[] {
  const names = new Set(figureLists(fields).map(({ path }) => path.replace(/\[.*/, '')))
  return [...names].flatMap((path): readonly FigureList[] => {
    const field = fields[path]
    return field?.kind === 'list' ? [{ path, field, shapes: [] }] : []
  })
}

/** What is drawn of a setting, and what belongs to it. */
function drawnOf(fields: Fields, values: AnyValues): AnyValues {
  const [lists, cells] = [new Set(wholeLists(fields).map(({ path }) => path)), cellsField(fields)]
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, AnyValue][] => {
      if (value === undefined || fields[name]?.secret) return []
      if (lists.has(name) && Array.isArray(value)) return [[name, (value as readonly AnyValues[]).map((item) => open(fields, name, item))]]
      return isDrawn(fields, name) || name === cells || alongside.has(name) ? [[name, value]] : []
    }),
  )
}

/** An item without what is secret in it. */
function open(fields: Fields, list: string, item: AnyValues): AnyValues {
  const field = fields[list]
  const own = field?.kind === 'list' ? field.item : {}
  return Object.fromEntries(Object.entries(item).filter(([name]) => own[name] && !own[name].secret))
}

function takeOne(rule: ExchangedRule, values: AnyValues): Taking['drafts'][number] | TakeFault {
  const { setting, had, draft } = rule
  const lists = wholeLists(setting.fields).filter(({ path }) => Array.isArray(values[path]))
  for (const { path, field } of lists) {
    const n = itemsOf(values[path]).length
    if (field.max !== undefined && n > field.max) return { setting: setting.id, why: 'tooMany', n, max: field.max }
  }
  const beside = Object.entries(values).filter(
    ([name]) => isDrawn(setting.fields, name) || (alongside.has(name) && draft[name] !== undefined && setting.fields[name] !== undefined),
  )
  const painted = cellsIn(setting.fields, values)
  const area = cellsField(setting.fields)
  if (area !== undefined && values[area] !== undefined && !painted)
    return { setting: setting.id, why: 'refused', path: area, problem: 'wrongKind' }
  const beneath: AnyValues = { ...draft, ...Object.fromEntries(beside) }
  const begun = painted ? withCells(setting.fields, beneath, painted) : beneath
  const after = lists.reduce((now, list) => withList(rule, list, now, itemsOf(values[list.path])), begun)
  const fault = faultIn(setting, after, had)
  if (fault) return { setting: setting.id, ...fault }
  const count = (one: AnyValues) =>
    figuresOf(setting.fields, one).filter(({ points }) => points.length > 0).length +
    (cellsIn(setting.fields, one) ?? []).filter((isOn) => isOn).length
  return { setting: setting.id, draft: after, before: count(draft), after: count(after) }
}

/** Other items in the place of those of a list; each has what a new one here begins with, and of the file what this device knows. */
function withList({ setting, offers }: ExchangedRule, list: FigureList, values: AnyValues, items: readonly AnyValues[]): AnyValues {
  const old = itemsOf(recordAt(values, list.path))
  const emptied: AnyValues = { ...values, [list.path]: [] }
  return items.reduce((now, item) => {
    const begun = newItem(list, setting, { ...now, [list.path]: [...old, ...itemsOf(now[list.path])] }, offers)
    const numbered = list.field.numberIn === undefined ? {} : { [list.field.numberIn]: itemsOf(now[list.path]).length + 1 }
    const own = Object.entries(item).filter(([name]) => name in begun || isDrawn(list.field.item, name))
    return withItem(now, list.path, { ...begun, ...Object.fromEntries(own), ...numbered })
  }, emptied)
}

/** The first thing that speaks against values, where nothing did before. */
function faultIn(setting: AnySetting, after: AnyValues, had: AnyValues) {
  const before = new Set(validate(setting, had, had).map(({ path, problem }) => `${path} ${problem}`))
  const [first] = validate(setting, after, had).filter(({ path, problem }) => !before.has(`${path} ${problem}`))
  if (!first) return undefined
  const { path, problem } = first
  if (problem === 'crossesItself') return { why: 'crossing' as const, path }
  const isPlace = /(?:^|\.)(?:x|y|left|top|startX2?|startY2?|endX2?|endY2?)$/.test(path)
  if (isPlace && (problem === 'tooSmall' || problem === 'tooLarge')) return { why: 'outside' as const, path }
  return { why: 'refused' as const, path, problem }
}

function itemsOf(value: AnyValue | AnyValues | undefined): readonly AnyValues[] {
  return Array.isArray(value) ? (value as readonly AnyValues[]) : []
}
