import type { DeviceKey, Endpoint } from '../device/device.ts'
import type { AppError } from '../errors/appError.ts'
import type { Plan, ProofRow, StepKind } from '../plan/plan.ts'

/** One line of `journal.jsonl`: flushed to disk before and after every step of a plan. Never a secret. */
export type JournalEntry = { readonly number: number; readonly at: number; readonly device: DeviceKey; readonly job: string } &
  /** `from`: where the device answered; `withheld`: how many values of the plan are secret and not kept here. */
  (
    | { readonly what: 'begun'; readonly plan: Plan; readonly from?: Endpoint; readonly withheld?: number }
    /** Gone on with after it was cut short; `anew` from its first step, since nothing had been sent. */
    | { readonly what: 'resumed'; readonly plan: Plan; readonly anew: boolean }
    | {
        readonly what: 'step'
        readonly step: StepKind
        readonly setting?: string
        /** Place in the plan's changes. */
        readonly change?: number
        readonly state: 'begun' | 'done' | 'failed'
        readonly facts?: Readonly<Record<string, string | number>>
      }
    | {
        readonly what: 'ended'
        readonly state: 'done' | 'failed' | 'cancelled'
        readonly proof: readonly ProofRow[]
        readonly error?: AppError
        /** Where the device is, or what it has, was not known when it ended: it can be gone on with. */
        readonly open?: true
      }
    | {
        readonly what: 'note'
        readonly note:
          | 'addressChanged'
          | 'nameChanged'
          | 'signedIn'
          | 'firstPassword'
          | 'planLeft'
          | 'walkBegun'
          | 'walkEnded'
          | 'deedBegun'
          | 'deedDone'
          | 'deedFailed'
          | 'consoleBegun'
          | 'consoleDone'
          | 'consoleFailed'
        readonly facts: Readonly<Record<string, string | number>>
      }
  )

/** `JournalEntry` before the journal gives it number and time. */
export type NewJournalEntry = JournalEntry extends infer E ? (E extends JournalEntry ? Omit<E, 'number' | 'at'> : never) : never
