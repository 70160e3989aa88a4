import { z } from 'zod'
import { DeviceKey, Endpoint } from '../device/device.ts'
import type { AppError } from '../errors/appError.ts'

/** Which channel, stream or card a setting is meant for. */
export const TargetSchema = z.object({
  channel: z.number().int().optional(),
  stream: z.number().int().optional(),
  card: z.number().int().optional(),
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
  kind: z.enum(['network', 'time', 'name', 'settings', 'undo']),
  changes: z.array(PlanChange).min(1),
})
export type Plan = z.infer<typeof Plan>

/** What was checked before a write, and how it stands. The renderer writes the sentence from `check` and `facts`. */
export interface Finding {
  readonly check:
    | 'valid'
    | 'addressFree'
    | 'inSubnet'
    | 'gatewayInSubnet'
    | 'notOurAddress'
    | 'reachableAfter'
    | 'portsDiffer'
    | 'budget'
    | 'clock'
    | 'room'
    | 'unchanged'
  readonly verdict: 'ok' | 'warn' | 'fail'
  readonly facts: Readonly<Record<string, string | number>>
}

export type StepKind = 'read' | 'check' | 'backUp' | 'measure' | 'write' | 'findAgain' | 'sameDevice' | 'readBack' | 'journal'

export interface Step {
  readonly kind: StepKind
  /** Which setting, for the steps that write. */
  readonly setting?: string
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
  readonly kind: Plan['kind']
  readonly state: 'running' | 'done' | 'failed' | 'cancelled'
  readonly startedAt: number
  readonly steps: readonly Step[]
  readonly proof: readonly ProofRow[]
  readonly seen: readonly Seen[]
  readonly from: Endpoint
  /** Where the device is expected after a write that moves it. */
  readonly to?: Endpoint
  readonly error?: AppError
  /** Where to look next when the device did not come back. */
  readonly wayBack?: readonly ('waitOn' | 'tryOldAddress' | 'searchAll' | 'byHand')[]
}
