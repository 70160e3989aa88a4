import type { DeviceKey } from '#common/device/device.ts'
import type { AppError } from '#common/errors/appError.ts'
import type { JournalEntry } from '#common/journal/journal.ts'
import { mayTakeBack, tracesOf } from '#common/journal/trace.ts'
import type { Plan, ProofRow, StepKind } from '#common/plan/plan.ts'

interface Row {
  readonly job: string
  readonly device: DeviceKey
  /** ms since the epoch. */
  readonly at: number
}

export interface PlanRow extends Row {
  readonly what: 'plan'
  readonly kind: Plan['kind']
  /** `unfinished` when the lines end in the middle: a crash, or it runs now. */
  readonly state: 'done' | 'failed' | 'cancelled' | 'unfinished'
  readonly lastStep?: StepKind
  readonly proof: readonly ProofRow[]
  readonly error?: AppError
  /** `decide`: it was cut short; `undo`: it can be taken back. */
  readonly way?: 'decide' | 'undo'
  /** Another plan took it back. */
  readonly undone?: true
}

export interface NoteRow extends Row {
  readonly what: 'note'
  readonly note: Extract<JournalEntry, { what: 'note' }>['note']
  readonly facts: Readonly<Record<string, string | number>>
}

/** One thing that was done, out of the lines that were written while it was done. */
export type JournalRow = PlanRow | NoteRow

/** Lines as rows, newest first; the steps of a plan become its state. */
export function journalRows(entries: readonly JournalEntry[]): readonly JournalRow[] {
  const rows = new Map<string, JournalRow>()
  for (const entry of entries) {
    const { job, device, at } = entry
    if (entry.what === 'note') {
      const id = `note ${entry.number}`
      rows.set(id, { what: 'note', job: id, device, at, note: entry.note, facts: entry.facts })
      continue
    }
    if (entry.what === 'begun') {
      rows.set(job, { what: 'plan', job, device, at, kind: entry.plan.kind, state: 'unfinished', proof: [] })
      continue
    }
    const known = rows.get(job)
    if (known?.what !== 'plan') continue
    if (entry.what === 'resumed') continue
    if (entry.what === 'step') rows.set(job, { ...known, lastStep: entry.step })
    else rows.set(job, { ...known, state: entry.state, proof: entry.proof, ...(entry.error ? { error: entry.error } : {}) })
  }
  const traces = tracesOf(entries)
  for (const trace of traces.values()) {
    const row = rows.get(trace.job)
    if (row?.what !== 'plan') continue
    const isOpen = trace.state === 'open' && !trace.left && trace.undoneBy === undefined
    const way = isOpen ? 'decide' : mayTakeBack(trace, traces) ? 'undo' : undefined
    const isUndone = traces.get(trace.undoneBy ?? '')?.state === 'done'
    rows.set(trace.job, { ...row, ...(way ? { way } : {}), ...(isUndone ? { undone: true } : {}) })
  }
  return [...rows.values()].sort((a, b) => b.at - a.at)
}
