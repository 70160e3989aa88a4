import { randomUUID } from 'node:crypto'
import type { DeviceKey, Endpoint } from '#common/device/device.ts'
import { type AppError, fail, toAppError } from '#common/errors/appError.ts'
import type { NewJournalEntry } from '#common/journal/journal.ts'
import { openMove, type PlanTrace, tracesOf, unfinishedOf } from '#common/journal/trace.ts'
import { inWritingOrder, stepsOf } from '#common/plan/moves.ts'
import type { Finding, JobProgress, Plan, Seen, Step } from '#common/plan/plan.ts'
import { withoutSecrets } from '#common/plan/secrets.ts'
import type { Otherwise, PlanStanding, UnfinishedPlan } from '#common/plan/standing.ts'
import { type Launch, locate, resumeLaunch, standing, undoLaunch } from './back.ts'
import { type Course, startCourse } from './course.ts'
import type { RoadPorts } from './ports.ts'
import { preflight } from './preflight.ts'
import { lookBack, takeStep } from './steps.ts'

export type LookAgain = 'waitOn' | 'tryOldAddress' | 'searchAll' | Endpoint

/** The one road by which anything is written to a device. */
export interface Road {
  check(plan: Plan): Promise<readonly Finding[]>
  /** Starts and returns at once; progress is told by `progressed`. */
  run(plan: Plan): { readonly job: string }
  list(): readonly JobProgress[]
  /** For what changes a device beside a plan. @throws AppFailure `busy` while a plan of it is under way */
  refuseBusy(device: DeviceKey): void
  /** How a plan ended, once it has. */
  ended(job: string): Promise<JobProgress>
  /** Ends it after the request under way; what was sent by then is read once more. */
  cancel(job: string): void
  /** Goes on from the step that did not find the device again. */
  lookAgain(job: string, how: LookAgain): void
  /** Plans that were cut short and wait for a decision, newest first. */
  unfinished(): readonly UnfinishedPlan[]
  /** Looks for devices that a plan was moving when it was cut short; who they are is asked without signing in. */
  lookForMoved(): Promise<void>
  /** Holds a plan against its device. */
  standing(job: string): Promise<PlanStanding>
  resume(job: string, otherwise: Otherwise): Promise<{ readonly job: string }>
  undo(job: string, otherwise: Otherwise): Promise<{ readonly job: string }>
  /** Leaves a plan that was cut short as it is, with a note. */
  leave(job: string): Promise<void>
  /** Ends what runs and waits until it has. What had begun to write stays open in the journal: the next start offers to go on. */
  stop(): Promise<void>
}

interface Job {
  progress: JobProgress
  readonly course: Course
  /** The line that must be on the disk before the first step. */
  readonly opening: NewJournalEntry
  isOpened: boolean
  /** Index of the step to take next. */
  next: number
  /** The disk refused a line after something had been sent. */
  unkept: AppError | undefined
  abort: AbortController
  running: Promise<void>
}

const keptJobs = 50
const lookBackMs = 5000

export function createRoad(ports: RoadPorts): Road {
  const jobs = new Map<string, Job>()
  const busy = new Map<DeviceKey, Job>()
  let isStopping = false

  function run(plan: Plan): { readonly job: string } {
    refuseBusy(plan.device)
    const device = ports.open(plan.device)
    const ordered = { ...plan, changes: [...inWritingOrder(plan, device.endpoint)] }
    return launch({
      course: startCourse(randomUUID(), ordered, device),
      steps: stepsOf(ordered, device.endpoint, ports.limits.findAgainMs),
    })
  }

  function launch({ course, steps, from, resumed }: Launch): { readonly job: string } {
    const { id, plan, device } = course
    refuseBusy(plan.device)
    const line = { device: plan.device, job: id }
    const job: Job = {
      course,
      opening: resumed
        ? { ...line, what: 'resumed', plan, ...resumed }
        : { ...line, what: 'begun', from: device.endpoint, ...withoutSecrets(plan) },
      isOpened: false,
      progress: {
        job: id,
        device: plan.device,
        kind: plan.kind,
        state: 'running',
        startedAt: ports.now(),
        steps,
        proof: [],
        seen: [],
        from: from ?? device.endpoint,
        ...(course.expected ? { to: course.expected } : {}),
      },
      next: steps.findIndex(({ state }) => state === 'waits'),
      unkept: undefined,
      abort: new AbortController(),
      running: Promise.resolve(),
    }
    jobs.set(id, job)
    dropOldest()
    job.running = go(job)
    return { job: id }
  }

  async function go(job: Job): Promise<void> {
    const { course } = job
    busy.set(course.plan.device, job)
    try {
      if (!job.isOpened) await ports.site.journal.add(job.opening)
      job.isOpened = true
      tellUnfinished()
      while (job.next < job.progress.steps.length) {
        await oneStep(job)
        job.next += 1
      }
      await (job.unkept ? end(job, 'failed', job.unkept) : end(job, 'done'))
    } catch (thrown) {
      const error = { deviceId: course.plan.device, ...toAppError(thrown) }
      if (error.kind === 'cancelled') await stopped(job, error)
      else await end(job, 'failed', error)
    }
  }

  /** A person stopped it, or the application ends. What was sent is read once more, so that what is said is what is there. */
  async function stopped(job: Job, error: AppError): Promise<void> {
    const { course, progress, next } = job
    if (course.sent.size === 0) return end(job, 'cancelled', error)
    if (isStopping) {
      busy.delete(course.plan.device)
      return tell(job, { state: 'cancelled', error })
    }
    const [sent, of] = [course.sent.size, course.plan.changes.length]
    const step = progress.steps[next]
    const isWriting = step?.kind === 'write'
    const isMoving = course.movedAt !== undefined
    const isKnown = isWriting && !isMoving && (await readOnce(job))
    const unsure = isWriting && !isKnown && step.setting !== undefined ? [step.setting] : []
    return end(job, 'cancelled', { ...error, kind: 'cancelled', sent, of, unsure, deviceId: course.plan.device })
  }

  /** True when the device could be read. */
  async function readOnce(job: Job): Promise<boolean> {
    const index = job.progress.steps.findIndex(({ kind }) => kind === 'readBack')
    const step = job.progress.steps[index]
    if (!step) return false
    const startedAt = ports.now()
    const show = (state: Step['state'], facts: Step['facts'] = {}) =>
      tell(job, { steps: job.progress.steps.map((other, at) => (at === index ? { ...step, state, startedAt, facts } : other)) })
    show('busy')
    try {
      const proof = await lookBack(job.course, AbortSignal.timeout(lookBackMs))
      tell(job, { proof })
      show('done', { equal: proof.filter(({ verdict }) => verdict === 'equal').length, values: proof.length })
      return true
    } catch {
      show('failed')
      return false
    }
  }

  async function oneStep(job: Job): Promise<void> {
    const { course } = job
    const step = job.progress.steps[job.next]
    if (!step) return
    job.abort.signal.throwIfAborted()
    const startedAt = ports.now()
    setStep(job, { ...step, state: 'busy', startedAt })
    const line = {
      device: course.plan.device,
      job: course.id,
      what: 'step',
      step: step.kind,
      ...(step.setting === undefined ? {} : { setting: step.setting }),
      ...(step.change === undefined ? {} : { change: step.change }),
    } as const
    try {
      await note(job, { ...line, state: 'begun' }, step.kind === 'write' || course.sent.size === 0)
      job.abort.signal.throwIfAborted()
      const facts = await takeStep(step, course, ports, {
        signal: job.abort.signal,
        onSeen: (seen: Seen) => tell(job, { seen: [...job.progress.seen, seen] }),
        onProof: (proof) => tell(job, { proof }),
        onMoving: (to: Endpoint | undefined) => tell(job, to ? { to } : {}),
      })
      await note(job, { ...line, state: 'done', facts }, course.sent.size === 0)
      setStep(job, { ...step, state: 'done', startedAt, tookMs: ports.now() - startedAt, facts })
    } catch (thrown) {
      const facts: Step['facts'] = step.kind === 'write' && toAppError(thrown).untouched ? { untouched: 1 } : {}
      setStep(job, { ...step, state: 'failed', startedAt, tookMs: ports.now() - startedAt, facts })
      await ports.site.journal.add({ ...line, state: 'failed', facts }).catch(() => undefined) // the failure itself is told; a full disk may be why
      throw thrown
    }
  }

  /** Nothing is sent without its line on the disk. What was sent is still found again and proven when the disk fails after it. */
  async function note(job: Job, entry: NewJournalEntry, isNeeded: boolean): Promise<void> {
    try {
      await ports.site.journal.add(entry)
    } catch (thrown) {
      if (isNeeded) throw thrown
      job.unkept ??= toAppError(thrown)
    }
  }

  async function end(job: Job, state: 'done' | 'failed' | 'cancelled', error?: AppError): Promise<void> {
    const { course, progress } = job
    const line = { device: course.plan.device, job: course.id, what: 'ended', state, proof: progress.proof } as const
    await ports.site.journal
      .add({ ...line, ...(error ? { error } : {}), ...(state !== 'done' && isOpen(job) ? { open: true } : {}) })
      .catch(() => undefined)
    busy.delete(course.plan.device) // whoever hears of the end may start the next plan
    tell(job, {
      state,
      ...(error ? { error } : {}),
      ...(mayUndo(job) ? { mayUndo: true } : {}),
      ...(course.movedAt === undefined ? {} : { wayBack: ['waitOn', 'tryOldAddress', 'searchAll', 'byHand'] as const }),
    })
    tellUnfinished()
  }

  function setStep(job: Job, step: Step): void {
    tell(job, { steps: job.progress.steps.map((other, index) => (index === job.next ? step : other)) })
  }

  function tell(job: Job, more: Partial<JobProgress>): void {
    job.progress = { ...job.progress, ...more }
    ports.progressed(job.progress)
  }

  function refuseBusy(device: DeviceKey): void {
    const other = busy.get(device)
    if (!other) return
    const { job, kind, startedAt, steps } = other.progress
    const step = steps.find(({ state }) => state === 'busy')?.kind
    fail({ kind: 'busy', job, plan: kind, since: startedAt, ...(step ? { step } : {}), deviceId: device })
  }

  /** Those that run, and those whose device is still to be found, stay. */
  function dropOldest(): void {
    const over = [...jobs].filter(([, { progress }]) => progress.state !== 'running' && progress.wayBack === undefined)
    for (const [id] of over.slice(0, Math.max(0, jobs.size - keptJobs))) jobs.delete(id)
  }

  function unfinished(): readonly UnfinishedPlan[] {
    return unfinishedOf(tracesOf(ports.site.journal.list()), new Set([...busy.values()].map(({ course }) => course.id)))
  }

  function tellUnfinished(): void {
    ports.unfinishedChanged(unfinished())
  }

  /** A plan out of the journal, and whether another has taken it back since. */
  function traceOf(id: string): { readonly trace: PlanTrace; readonly undone: boolean } {
    const traces = tracesOf(ports.site.journal.list())
    const trace = traces.get(id) ?? fail({ kind: 'noWayBack', why: 'notKnown' })
    return { trace, undone: traces.get(trace.undoneBy ?? '')?.state === 'done' }
  }

  function jobOf(id: string): Job {
    return jobs.get(id) ?? fail({ kind: 'bug', message: 'no such job' })
  }

  return {
    check: (plan) => preflight(plan, ports.open(plan.device), ports, AbortSignal.timeout(10_000)),
    run,
    list: () => [...jobs.values()].map((job) => job.progress),
    refuseBusy,
    async ended(id) {
      const job = jobOf(id)
      await job.running
      return job.progress
    },
    cancel: (id) => jobOf(id).abort.abort(),
    lookAgain(id, how) {
      const job = jobOf(id)
      const { error: _error, mayUndo: _mayUndo, wayBack, ...rest } = job.progress
      if (wayBack === undefined) return
      refuseBusy(job.course.plan.device)
      if (how === 'searchAll') ports.searchAll()
      job.course.extra = how === 'tryOldAddress' ? [rest.from] : typeof how === 'object' ? [how] : job.course.extra
      job.course.again = true
      // A step that was stopped while writing is followed by its search; the identity is asked for anew each time.
      job.next = rest.steps.findLastIndex((step, index) => step.kind === 'findAgain' && index <= job.next + 1)
      job.progress = { ...rest, state: 'running', steps: rest.steps.map((step, index) => (index < job.next ? step : untaken(step))) }
      job.abort = new AbortController()
      job.running = go(job)
    },
    unfinished,
    async lookForMoved() {
      const traces = tracesOf(ports.site.journal.list())
      const moving = unfinished().flatMap(({ job }) => traces.get(job) ?? [])
      const known = new Set(ports.list().map(({ key }) => key))
      await Promise.all(moving.filter((trace) => known.has(trace.device) && openMove(trace)).map((trace) => locate(trace, ports)))
    },
    standing(id) {
      const { trace, undone } = traceOf(id)
      return standing(trace, undone, ports)
    },
    async resume(id, otherwise) {
      const { trace } = traceOf(id)
      refuseBusy(trace.device)
      return launch(await resumeLaunch(trace, otherwise, ports))
    },
    async undo(id, otherwise) {
      const { trace, undone } = traceOf(id)
      refuseBusy(trace.device)
      return launch(await undoLaunch(trace, otherwise, undone, ports))
    },
    async leave(id) {
      const { trace } = traceOf(id)
      refuseBusy(trace.device)
      await ports.site.journal.add({ device: trace.device, job: id, what: 'note', note: 'planLeft', facts: {} })
      tellUnfinished()
    },
    async stop() {
      isStopping = true
      for (const job of jobs.values()) job.abort.abort()
      await Promise.all([...jobs.values()].map((job) => job.running))
    },
  }
}

/** Where the device is, or what of a plan that was gone on with is there, is still not known. */
function isOpen({ course, progress, next }: Job): boolean {
  if (course.movedAt !== undefined) return true
  const isBeforeWrites = progress.steps.slice(next).some(({ kind }) => kind === 'read')
  return course.resumed !== undefined && isBeforeWrites
}

/** Something was sent that a backup can bring back. */
function mayUndo({ course, progress }: Job): boolean {
  const isBackedUp = progress.steps.some(({ kind, state }) => kind === 'backUp' && state === 'done')
  return isBackedUp && [...course.sent].some((index) => course.plan.changes[index]?.clock === undefined)
}

function untaken({ kind, setting, change, limitMs }: Step): Step {
  return {
    kind,
    ...(change === undefined ? {} : { change }),
    ...(setting === undefined ? {} : { setting }),
    ...(limitMs === undefined ? {} : { limitMs }),
    state: 'waits',
    facts: {},
  }
}
