import { z } from 'zod'
import { DeviceKey, Endpoint } from '../device/device.ts'
import type { AppError } from '../errors/appError.ts'
import { PlanKind, type StepKind } from './kinds.ts'

export type { Finding } from './finding.ts'
export type { StepKind } from './kinds.ts'

/** Which channel, stream, card or part a setting is meant for. */
export const TargetSchema = z.object({
  channel: z.number().int().optional(),
  stream: z.number().int().optional(),
  card: z.number().int().optional(),
  part: z.number().int().optional(),
})

/** One setting of one device, from what it has to what it shall have. Values are checked by the catalog, not here. */
export const PlanChange = z.object({
  setting: z.string(),
  target: TargetSchema,
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
  /** The clock of this computer at the moment of the write; `after` is then only its date. */
  clock: z.literal('thisComputer').optional(),
})
export type PlanChange = z.infer<typeof PlanChange>

/** An ordered list of changes to one device. The only way by which anything is written. */
export const Plan = z.object({
  device: DeviceKey,
  kind: PlanKind,
  changes: z.array(PlanChange).min(1),
  /** The plan this one takes back. */
  undoes: z.string().optional(),
})
export type Plan = z.infer<typeof Plan>

export interface Step {
  readonly kind: StepKind
  /** Which setting, for the steps that write. */
  readonly setting?: string
  /** Place in the plan's changes, for the steps that write a change or follow the device after it. */
  readonly change?: number
  readonly state: 'waits' | 'busy' | 'done' | 'failed' | 'skipped'
  readonly startedAt?: number
  readonly tookMs?: number
  /** The longest it may take. */
  readonly limitMs?: number
  readonly facts: Readonly<Record<string, string | number>>
}

/** One value: what was asked for, what the device has stored. */
export interface ProofRow {
  readonly setting: string
  readonly path: string
  readonly label: string
  readonly group?: string
  readonly unit?: string
  readonly asked: string
  readonly stored?: string
  readonly verdict: 'waits' | 'equal' | 'different'
}

/** Something seen while a device was followed, `atMs` after the write. */
export interface Seen {
  readonly atMs: number
  readonly what: 'sent' | 'closed' | 'oldSilent' | 'bonjour' | 'answers' | 'identity' | 'impostor' | 'signedIn'
  readonly facts: Readonly<Record<string, string | number>>
}

/** How far a plan is. Sent whole each time something changes. */
export interface JobProgress {
  readonly job: string
  readonly device: DeviceKey
  readonly kind: PlanKind
  readonly state: 'running' | 'done' | 'failed' | 'cancelled'
  readonly startedAt: number
  readonly steps: readonly Step[]
  readonly proof: readonly ProofRow[]
  readonly seen: readonly Seen[]
  readonly from: Endpoint
  /** Where the device is expected after a write that moves it. */
  readonly to?: Endpoint
  readonly error?: AppError
  /** Something was sent and is not taken back yet: a backup says what was there before. */
  readonly mayUndo?: true
  /** Where to look next when the device did not come back. */
  readonly wayBack?: readonly ('waitOn' | 'tryOldAddress' | 'searchAll' | 'byHand')[]
}
