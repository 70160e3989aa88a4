import type { DeviceKey, Endpoint } from '../device/device.ts'
import type { AppError } from '../errors/appError.ts'
import { movedTo, movesDevice, stepsOf } from '../plan/moves.ts'
import type { Plan, ProofRow, Step } from '../plan/plan.ts'
import type { UnfinishedPlan } from '../plan/standing.ts'
import type { JournalEntry } from './journal.ts'

type StepLine = Extract<JournalEntry, { what: 'step' }>

/** One plan out of its lines: what it was, how far it came, how it ended. */
export interface PlanTrace {
  readonly job: string
  readonly device: DeviceKey
  readonly plan: Plan
  /** When it began, ms since the epoch. */
  readonly at: number
  /** Number of its last line. */
  readonly line: number
  /** Where the device answered then; lines of earlier versions do not say. */
  readonly from?: Endpoint
  readonly withheld: number
  readonly steps: readonly StepLine[]
  /** `open` when the lines end in the middle, or when what the device has was not known at the end. */
  readonly state: 'done' | 'failed' | 'cancelled' | 'open'
  readonly proof: readonly ProofRow[]
  readonly error?: AppError
  /** A person decided to leave it as it is. */
  readonly left: boolean
  /** The newest plan that takes this one back, whichever way that stands. */
  readonly undoneBy?: string
}

/** Every plan of a journal, by its job. Lines of a plan whose beginning is missing are passed over. */
export function tracesOf(entries: readonly JournalEntry[]): ReadonlyMap<string, PlanTrace> {
  const traces = new Map<string, PlanTrace>()
  for (const entry of entries) {
    if (entry.what === 'begun') {
      const { number: line, job, device, at, plan, from, withheld = 0 } = entry
      const start = { job, device, plan, at, line, withheld, steps: [], state: 'open', proof: [], left: false } as const
      traces.set(job, { ...start, ...(from ? { from } : {}) })
      const undone = plan.undoes === undefined ? undefined : traces.get(plan.undoes)
      if (undone) traces.set(undone.job, { ...undone, undoneBy: job })
      continue
    }
    const trace = traces.get(entry.job)
    if (trace) traces.set(entry.job, { ...grown(trace, entry), line: entry.number })
  }
  return traces
}

function grown(trace: PlanTrace, entry: Exclude<JournalEntry, { what: 'begun' }>): PlanTrace {
  const { error: _error, ...rest } = trace
  switch (entry.what) {
    case 'step':
      return { ...trace, steps: [...trace.steps, entry] }
    case 'resumed':
      return { ...rest, plan: entry.plan, steps: entry.anew ? [] : trace.steps, state: 'open', proof: [], left: false }
    case 'ended':
      return { ...rest, state: entry.open ? 'open' : entry.state, proof: entry.proof, ...(entry.error ? { error: entry.error } : {}) }
    case 'note':
      return entry.note === 'planLeft' ? { ...trace, left: true } : trace
  }
}

/** The step that was begun and not done when the lines end. */
export function inFlight({ steps }: PlanTrace): StepLine | undefined {
  const last = steps.at(-1)
  return last && last.state !== 'done' ? last : undefined
}

/** Places of the changes whose write was begun and not refused as a whole, in the order they were. */
export function sentOf({ steps }: PlanTrace): readonly number[] {
  const sent = new Set<number>()
  for (const { step, change, facts } of steps) {
    if (step !== 'write' || change === undefined) continue
    if (facts?.['untouched'] === 1) sent.delete(change)
    else sent.add(change)
  }
  return [...sent]
}

/** True when the change's write was answered, or it was found to be there already. */
export function isWritten({ steps }: PlanTrace, index: number): boolean {
  return steps.some(({ step, change, state }) => step === 'write' && change === index && state === 'done')
}

/** The backup taken before the first write. */
export function backupOf({ steps }: PlanTrace): string | undefined {
  const first = steps.findIndex(({ step }) => step === 'write')
  const before = first < 0 ? steps : steps.slice(0, first)
  const file = before.findLast(({ step, state }) => step === 'backUp' && state === 'done')?.facts?.['file']
  return typeof file === 'string' ? file : undefined
}

/** Which of a plan's steps were taken, as they stand in the list of all; the proof is made anew each time. */
export function stepsTaken({ steps }: PlanTrace, full: readonly Step[]): readonly Step[] {
  const lines = steps.filter(({ state }) => state === 'done')
  const done: Step[] = []
  for (const step of full) {
    const before = done.filter(({ kind, change }) => kind === step.kind && change === step.change).length
    const line = lines.filter((one) => one.step === step.kind && one.change === step.change)[before]
    if (!line || step.kind === 'readBack') break
    done.push({ ...step, state: 'done', facts: line.facts ?? {} })
  }
  return done
}

/** A plan can be taken back: something went out that its backup can bring back, and nothing has since. */
export function mayTakeBack(trace: PlanTrace, traces: ReadonlyMap<string, PlanTrace>): boolean {
  const isSent = sentOf(trace).some((index) => trace.plan.changes[index]?.clock === undefined)
  return isSent && backupOf(trace) !== undefined && traces.get(trace.undoneBy ?? '')?.state !== 'done'
}

/** A write that moves the device went out, and it was not proven to be the same device anywhere since. */
export interface OpenMove {
  /** When it went out, ms since the epoch. */
  readonly at: number
  /** Where the device may be, the likeliest first; one it was leased is not among them. */
  readonly places: readonly Endpoint[]
}

export function openMove(trace: PlanTrace): OpenMove | undefined {
  const { from, steps, plan } = trace
  if (!from) return undefined
  let place = from
  const places = [from]
  for (const index of sentOf(trace)) {
    const change = plan.changes[index]
    if (!change || !movesDevice(change, from)) continue
    const to = movedTo(change, place)
    if (to.address !== undefined) places.push((place = { address: to.address, port: to.port }))
  }
  const moving = steps.findLastIndex(
    ({ step, change }) => step === 'write' && change !== undefined && plan.changes[change] && movesDevice(plan.changes[change], from),
  )
  const settled = steps.findLastIndex(({ step, state }) => step === 'sameDevice' && state === 'done')
  const write = steps[moving]
  if (!write || settled > moving || write.facts?.['already'] === 1) return undefined
  return { at: write.at, places: places.reverse() }
}

/** Plans to be decided about, newest first: neither ended nor left nor taken back, and not at work now. */
export function unfinishedOf(traces: ReadonlyMap<string, PlanTrace>, running: ReadonlySet<string>): readonly UnfinishedPlan[] {
  return [...traces.values()]
    .filter((trace) => isUnfinished(trace, traces) && !running.has(trace.job) && !running.has(trace.undoneBy ?? ''))
    .map((trace) => {
      const step = inFlight(trace)
      const full = stepsOf(trace.plan, trace.from ?? { address: '', port: 80 })
      return {
        job: trace.job,
        device: trace.device,
        kind: trace.plan.kind,
        at: trace.at,
        ...(step ? { inFlight: { step: step.step, ...(step.setting === undefined ? {} : { setting: step.setting }) } } : {}),
        number: stepsTaken(trace, full).length + 1,
        steps: full.length,
        line: trace.line,
        sent: sentOf(trace).length,
        of: trace.plan.changes.length,
      }
    })
    .sort((a, b) => b.at - a.at)
}

/** One whose undo is done is settled; one whose undo was cut short is that one's business. */
function isUnfinished({ state, left, undoneBy }: PlanTrace, traces: ReadonlyMap<string, PlanTrace>): boolean {
  const undo = traces.get(undoneBy ?? '')
  return state === 'open' && !left && undo?.state !== 'done' && !(undo?.state === 'open' && !undo.left)
}
