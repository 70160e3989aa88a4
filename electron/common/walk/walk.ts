import { z } from 'zod'
import { analysisOf } from '../analysis/analyses.ts'
import { cellsField } from '../analysis/cells.ts'
import { figureLists, figuresOf, recordAt } from '../analysis/figures.ts'
import type { AlarmLine, Ear } from '../alarm/alarm.ts'
import { DeviceKey } from '../device/device.ts'
import type { AppError } from '../errors/appError.ts'
import { findSetting } from '../catalog/index.ts'
import type { AnyValues } from '../schema/infer.ts'

/** Something to try: a rule in one region, one way over its line. */
const WalkLine = z.object({
  /** `analysis.tripwire regions[0] forward` */
  id: z.string(),
  setting: z.string(),
  /** Place of the region among those of its rule, from 1; none for a rule of the whole picture. */
  number: z.number().int().optional(),
  /** Over a line: forward is from its left side to its right, looking from its start to its end. */
  way: z.enum(['forward', 'reverse']).optional(),
  /** What the rule is about, in the catalog's words. */
  target: z.string().optional(),
  /** The way that does not count must stay silent. */
  expects: z.enum(['alarm', 'silence']),
})
export type WalkLine = z.infer<typeof WalkLine>

/** Why a rule may not have told anything. */
export const WalkReason = z.enum(['schedule', 'notHeard', 'clock', 'noNumber', 'target', 'size', 'tooFar', 'small', 'linkage', 'elsewhere'])
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
  lines: z.array(WalkLine.extend({ verdict: Verdict.optional() })),
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

/** What there is to try of the rules that are on; those that nobody draws count as one line. */
export function walkPlan(rules: readonly WalkRule[]): readonly WalkLine[] {
  return rules.flatMap(({ setting, values }): readonly WalkLine[] => {
    const fields = findSetting(setting)?.fields
    // Of a painted grid nothing fires: a heat map records.
    if (!fields || values['enabled'] !== true || cellsField(fields) !== undefined) return []
    const figures = figuresOf(fields, values).filter(({ points }) => points.length > 0)
    const items = [...new Set(figures.map(({ item }) => item))]
    if (items.length === 0 && figureLists(fields).length === 0) return [lineOf(setting, values, undefined, undefined)]
    return items.flatMap((item): readonly WalkLine[] => {
      const record = item === undefined ? values : { ...values, ...recordAt(values, item) }
      const number = item === undefined ? undefined : Number(/\[(\d+)\]$/.exec(item)?.[1] ?? 0) + 1
      const isLine = figures.some((figure) => figure.item === item && figure.shape === 'line')
      const counts = record['bidirectional'] === true ? 'both' : record['direction']
      if (!isLine || typeof counts !== 'string') return [lineOf(setting, record, item, number)]
      return (['forward', 'reverse'] as const).map((way) => ({
        ...lineOf(setting, record, item, number, way),
        expects: counts === 'both' || counts.toLowerCase() === way ? 'alarm' : 'silence',
      }))
    })
  })
}

function lineOf(
  setting: string,
  record: AnyValues,
  item: string | undefined,
  number: number | undefined,
  way?: 'forward' | 'reverse',
): WalkLine {
  const type = record['limitType'] === true && typeof record['type'] === 'string' ? record['type'] : undefined
  return {
    id: [setting, item, way].filter((part) => part !== undefined).join(' '),
    setting,
    ...(number === undefined ? {} : { number }),
    ...(way === undefined ? {} : { way }),
    ...(type === undefined ? {} : { target: type }),
    expects: 'alarm',
  }
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
