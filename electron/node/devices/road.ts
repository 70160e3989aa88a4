import { randomUUID } from 'node:crypto'
import { findSetting } from '#common/catalog/index.ts'
import type { DeviceKey, Endpoint } from '#common/device/device.ts'
import { type AppError, fail, toAppError } from '#common/errors/appError.ts'
import type { NewJournalEntry } from '#common/journal/journal.ts'
import { inWritingOrder, stepsOf } from '#common/plan/moves.ts'
import type { Finding, JobProgress, Plan, Seen, Step } from '#common/plan/plan.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import { pick } from '#common/schema/pick.ts'
import { type Course, startCourse } from './course.ts'
import type { RoadPorts } from './ports.ts'
import { preflight } from './preflight.ts'
import { takeStep } from './steps.ts'

export type LookAgain = 'waitOn' | 'tryOldAddress' | 'searchAll' | Endpoint

/** The one road by which anything is written to a device. */
export interface Road {
  check(plan: Plan): Promise<readonly Finding[]>
  /** Starts and returns at once; progress is told by `progressed`. */
  run(plan: Plan): { readonly job: string }
  list(): readonly JobProgress[]
  cancel(job: string): void
  /** Goes on from the step that did not find the device again. */
  lookAgain(job: string, how: LookAgain): void
  /** Cancels what runs and waits until it has ended. */
  stop(): Promise<void>
}

interface Job {
  progress: JobProgress
  readonly course: Course
  /** Index of the step to take next. */
  next: number
  /** The disk refused a line after something had been sent. */
  unkept: AppError | undefined
  abort: AbortController
  running: Promise<void>
}

const keptJobs = 50

export function createRoad(ports: RoadPorts): Road {
  const jobs = new Map<string, Job>()
  const busy = new Set<DeviceKey>()

  function run(plan: Plan): { readonly job: string } {
    refuseBusy(plan.device)
    const device = ports.open(plan.device)
    const ordered = { ...plan, changes: [...inWritingOrder(plan, device.endpoint)] }
    const job: Job = {
      course: startCourse(randomUUID(), ordered, device),
      progress: {
        job: '',
        device: plan.device,
        kind: plan.kind,
        state: 'running',
        startedAt: ports.now(),
        steps: stepsOf(ordered, device.endpoint, ports.limits.findAgainMs),
        proof: [],
        seen: [],
        from: device.endpoint,
      },
      next: 0,
      unkept: undefined,
      abort: new AbortController(),
      running: Promise.resolve(),
    }
    job.progress = { ...job.progress, job: job.course.id }
    jobs.set(job.course.id, job)
    dropOldest()
    job.running = go(job)
    return { job: job.course.id }
  }

  async function go(job: Job): Promise<void> {
    const { course } = job
    busy.add(course.plan.device)
    try {
      if (job.next === 0)
        await ports.site.journal.add({ device: course.plan.device, job: course.id, what: 'begun', plan: withoutSecrets(course.plan) })
      while (job.next < job.progress.steps.length) {
        await oneStep(job)
        job.next += 1
      }
      await (job.unkept ? end(job, 'failed', job.unkept) : end(job, 'done'))
    } catch (thrown) {
      const error = toAppError(thrown)
      await end(job, error.kind === 'cancelled' ? 'cancelled' : 'failed', error)
    } finally {
      busy.delete(course.plan.device)
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
      await note(job, { ...line, state: 'done' }, course.sent.size === 0)
      setStep(job, { ...step, state: 'done', startedAt, tookMs: ports.now() - startedAt, facts })
    } catch (thrown) {
      setStep(job, { ...step, state: 'failed', startedAt, tookMs: ports.now() - startedAt })
      await ports.site.journal.add({ ...line, state: 'failed' }).catch(() => undefined) // the failure itself is told; a full disk may be why
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
    await ports.site.journal
      .add({ device: course.plan.device, job: course.id, what: 'ended', state, proof: progress.proof, ...(error ? { error } : {}) })
      .catch(() => undefined)
    tell(job, {
      state,
      ...(error ? { error } : {}),
      ...(course.movedAt === undefined ? {} : { wayBack: ['waitOn', 'tryOldAddress', 'searchAll', 'byHand'] as const }),
    })
  }

  function setStep(job: Job, step: Step): void {
    tell(job, { steps: job.progress.steps.map((other, index) => (index === job.next ? step : other)) })
  }

  function tell(job: Job, more: Partial<JobProgress>): void {
    job.progress = { ...job.progress, ...more }
    ports.progressed(job.progress)
  }

  function refuseBusy(device: DeviceKey): void {
    if (busy.has(device)) fail({ kind: 'invalid', issues: [{ path: 'oneAtATime', problem: 'notOneOf' }], deviceId: device })
  }

  /** Those that run, and those whose device is still to be found, stay. */
  function dropOldest(): void {
    const over = [...jobs].filter(([, { progress }]) => progress.state !== 'running' && progress.wayBack === undefined)
    for (const [id] of over.slice(0, Math.max(0, jobs.size - keptJobs))) jobs.delete(id)
  }

  function jobOf(id: string): Job {
    return jobs.get(id) ?? fail({ kind: 'bug', message: 'no such job' })
  }

  return {
    check: (plan) => preflight(plan, ports.open(plan.device), ports, AbortSignal.timeout(10_000)),
    run,
    list: () => [...jobs.values()].map((job) => job.progress),
    cancel: (id) => jobOf(id).abort.abort(),
    lookAgain(id, how) {
      const job = jobOf(id)
      const { error: _error, wayBack, ...rest } = job.progress
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
    async stop() {
      for (const job of jobs.values()) job.abort.abort()
      await Promise.all([...jobs.values()].map((job) => job.running))
    },
  }
}

/** The plan as it may be kept on disk. */
function withoutSecrets(plan: Plan): Plan {
  const kept = (setting: string, value: Readonly<Record<string, unknown>>) => {
    const known = findSetting(setting)
    return known ? { ...pick(known.fields, value as AnyValues) } : {}
  }
  return {
    ...plan,
    changes: plan.changes.map((change) => ({
      ...change,
      before: kept(change.setting, change.before),
      after: kept(change.setting, change.after),
    })),
  }
}

function untaken({ kind, setting, limitMs }: Step): Step {
  return {
    kind,
    ...(setting === undefined ? {} : { setting }),
    ...(limitMs === undefined ? {} : { limitMs }),
    state: 'waits',
    facts: {},
  }
}
