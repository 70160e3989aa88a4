import { z } from 'zod'
import { analysisOf } from '../analysis/analyses.ts'
import { cellsField } from '../analysis/cells.ts'
import { figureLists, figuresOf, recordAt } from '../analysis/figures.ts'
import type { AlarmLine, Ear } from '../alarm/alarm.ts'
import { DeviceKey } from '../device/device.ts'
import type { AppError } from '../errors/appError.ts'
import { findSetting } from '../catalog/index.ts'
import type { AnyValues } from '../schema/infer.ts'

/** Something to try: a rule in one region, one way over its line, by one kind of target. */
const WalkLine = z.object({
  /** `analysis.tripwire regions[0] forward person`; tests of earlier versions are without the kind. */
  id: z.string(),
  setting: z.string(),
  /** Place of the region among those of its rule, from 1; none for a rule of the whole picture. */
  number: z.number().int().optional(),
  /** Over a line: forward is from its left side to its right, looking from its start to its end. */
  way: z.enum(['forward', 'reverse']).optional(),
  /** Who goes there, in the catalog's words; none for rules that know no kinds. */
  target: z.string().optional(),
  /** A way, and a kind of target, that does not count must stay silent. */
  expects: z.enum(['alarm', 'silence']),
})
export type WalkLine = z.infer<typeof WalkLine>

/** Why a rule may not have told anything, or told something that it should not. */
export const WalkReason = z.enum([
  'schedule',
  'notHeard',
  'clock',
  'noNumber',
  'target',
  'kind',
  'size',
  'tooFar',
  'small',
  'linkage',
  'elsewhere',
  'notTold',
])
export type WalkReason = z.infer<typeof WalkReason>

/** How one line ended. */
const Verdict = z.object({
  passed: z.boolean(),
  /** A person says so where the device tells nothing. */
  by: z.enum(['device', 'person']),
  /** ms since the epoch. */
  at: z.number(),
  /** ms from the word to go to the alarm. */
  delayMs: z.number().optional(),
  /** By the device's own clock, as it wrote it. */
  deviceTime: z.string().optional(),
  /** Path of the picture in the site folder. */
  picture: z.string().optional(),
  note: z.string().optional(),
  /** Why it may not have fired. */
  reasons: z.array(WalkReason).optional(),
})
export type Verdict = z.infer<typeof Verdict>

/** An alarm that came while the test ran. */
const WalkEvent = z.object({
  at: z.number(),
  kind: z.string(),
  subtype: z.number(),
  time: z.string(),
  /** The line it proved, or broke; none for alarms of other rules. */
  line: z.string().optional(),
})
export type WalkEvent = z.infer<typeof WalkEvent>

const JudgedLine = WalkLine.extend({
  verdict: Verdict.optional(),
  /** It cannot be tried here, says a person, and why: no vehicle gets there. Such a line has no verdict. */
  notApplicable: z.object({ at: z.number(), note: z.string() }).optional(),
})
export type JudgedLine = z.infer<typeof JudgedLine>

/** A walk test as it is kept with its device. */
export const WalkResult = z.object({
  format: z.literal('sightline-walk'),
  version: z.literal(1),
  device: DeviceKey,
  model: z.string(),
  firmware: z.string(),
  channel: z.number().int(),
  startedAt: z.number(),
  endedAt: z.number().optional(),
  lines: z.array(JudgedLine),
  events: z.array(WalkEvent),
  /** Rules the device has and that are switched off: nothing was tried of them. */
  off: z.array(z.string()),
})
export type WalkResult = z.infer<typeof WalkResult>

/** One under way. */
export interface WalkState extends WalkResult {
  /** The line somebody is on: counted down until `goAt`, over at `until`; ms since the epoch. */
  readonly walking?: { readonly line: string; readonly goAt: number; readonly until: number }
  readonly ear: Ear['state'] | 'none'
  /** The disk did not take what was found last. */
  readonly notKept?: AppError
}

/** A rule as it was read from the device. */
export interface WalkRule {
  readonly setting: string
  readonly values: AnyValues
}

/** The kinds of targets that are tried, by the catalog's names. */
const kinds = ['Person', 'Vehicle'] as const
type Kind = (typeof kinds)[number]

interface Tried<T> {
  readonly is: T | undefined
  /** It must set the rule off. */
  readonly counts: boolean
}

/**
 * What there is to try of the rules that are on: each region, each way over its line, each kind of target. What does not count must stay silent.
 * Rules that nobody draws are of the whole picture.
 */
export function walkPlan(rules: readonly WalkRule[]): readonly WalkLine[] {
  return rules.flatMap(({ setting, values }): readonly WalkLine[] => {
    const fields = findSetting(setting)?.fields
    // Of a painted grid nothing fires: a heat map records.
    if (!fields || values['enabled'] !== true || cellsField(fields) !== undefined) return []
    const figures = figuresOf(fields, values).filter(({ points }) => points.length > 0)
    const drawn = [...new Set(figures.map(({ item }) => item))]
    const items = drawn.length === 0 && figureLists(fields).length === 0 ? [undefined] : drawn
    return items.flatMap((item) => {
      const record = item === undefined ? values : { ...values, ...recordAt(values, item) }
      const isLine = figures.some((figure) => figure.item === item && figure.shape === 'line')
      const targets = targetsOf(setting, record)
      return waysOf(isLine, record).flatMap((way) => targets.map((target) => lineOf(setting, item, way, target)))
    })
  })
}

/** Once, where the device does not say which way counts. */
function waysOf(isLine: boolean, record: AnyValues): readonly Tried<'forward' | 'reverse'>[] {
  const counts = record['bidirectional'] === true ? 'both' : record['direction']
  if (!isLine || typeof counts !== 'string') return [{ is: undefined, counts: true }]
  return (['forward', 'reverse'] as const).map((way) => ({ is: way, counts: counts === 'both' || counts.toLowerCase() === way }))
}

/** Once, where the device does not say what counts, and for helmets, vests and smoke: those are of people. */
function targetsOf(setting: string, { limitType, type }: AnyValues): readonly Tried<Kind>[] {
  if (typeof limitType !== 'boolean' || analysisOf(setting)?.group === 'safety') return [{ is: undefined, counts: true }]
  return kinds.map((kind) => ({ is: kind, counts: !limitType || type === kind || type === 'Person or vehicle' }))
}

function lineOf(setting: string, item: string | undefined, way: Tried<'forward' | 'reverse'>, target: Tried<Kind>): WalkLine {
  return {
    id: [setting, item, way.is, target.is?.toLowerCase()].filter((part) => part !== undefined).join(' '),
    setting,
    ...(item === undefined ? {} : { number: Number(/\[(\d+)\]$/.exec(item)?.[1] ?? 0) + 1 }),
    ...(way.is === undefined ? {} : { way: way.is }),
    ...(target.is === undefined ? {} : { target: target.is }),
    expects: way.counts && target.counts ? 'alarm' : 'silence',
  }
}

/** The region of a line, `regions[0]`; undefined for a rule of the whole picture. */
export function itemOf({ id }: Pick<WalkLine, 'id'>): string | undefined {
  return id.split(' ').find((part) => part.endsWith(']'))
}

/**
 * What an earlier test had for a line.
 *
 * Tests were once without kinds of targets: what they found was found by somebody on foot, unless the rule was for vehicles.
 */
export function earlierLine(lines: WalkResult['lines'], line: WalkLine): JudgedLine | undefined {
  const same = lines.find(({ id, expects }) => id === line.id && expects === line.expects)
  if (same || line.target === undefined) return same
  const id = line.id.slice(0, line.id.lastIndexOf(' '))
  const old = lines.find((one) => one.id === id && one.expects === line.expects)
  return old && (old.target === 'Vehicle') === (line.target === 'Vehicle') ? old : undefined
}

/**
 * Whether an alarm is of the rule of a line: by kind, number and channel.
 *
 * Devices do not say which region: it is the one that is walked.
 */
export function isOf({ setting }: WalkLine, channel: number, alarm: AlarmLine): boolean {
  const tells = analysisOf(setting)?.tells
  return (
    alarm.what === 'alarm' &&
    tells !== undefined &&
    alarm.active &&
    alarm.kind === tells.kind &&
    alarm.subtype === tells.subtype &&
    alarm.source === channel
  )
}

/** How far a test is; what cannot be tried here is in none of the others. */
export function countsOf(lines: readonly JudgedLine[]): Readonly<Record<'of' | 'done' | 'passed' | 'failed' | 'notApplicable', number>> {
  const tried = lines.filter(({ notApplicable }) => notApplicable === undefined)
  const judged = tried.flatMap(({ verdict }) => verdict ?? [])
  const passed = judged.filter((verdict) => verdict.passed).length
  return { of: tried.length, done: judged.length, passed, failed: judged.length - passed, notApplicable: lines.length - tried.length }
}
