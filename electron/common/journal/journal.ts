import type { DeviceKey } from '../device/device.ts'
import type { AppError } from '../errors/appError.ts'
import type { Plan, ProofRow, StepKind } from '../plan/plan.ts'

/** One line of `journal.jsonl`: flushed to disk before and after every step of a plan. Never a secret. */
export type JournalEntry = { readonly number: number; readonly at: number; readonly device: DeviceKey; readonly job: string } & (
  | { readonly what: 'begun'; readonly plan: Plan }
  | { readonly what: 'step'; readonly step: StepKind; readonly setting?: string; readonly state: 'begun' | 'done' | 'failed' }
  | {
      readonly what: 'ended'
      readonly state: 'done' | 'failed' | 'cancelled'
      readonly proof: readonly ProofRow[]
      readonly error?: AppError
    }
  | {
      readonly what: 'note'
      readonly note: 'addressChanged' | 'nameChanged' | 'signedIn' | 'firstPassword'
      readonly facts: Readonly<Record<string, string | number>>
    }
)

/** `JournalEntry` before the journal gives it number and time. */
export type NewJournalEntry = JournalEntry extends infer E ? (E extends JournalEntry ? Omit<E, 'number' | 'at'> : never) : never
