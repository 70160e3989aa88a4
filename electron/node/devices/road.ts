import { randomUUID } from 'node:crypto'
import type { DeviceKey, Endpoint } from '#common/device/device.ts'
import { type AppError, fail, toAppError } from '#common/errors/appError.ts'
import { inWritingOrder, stepsOf } from '#common/plan/moves.ts'
import type { Finding, JobProgress, Plan, Seen, Step } from '#common/plan/plan.ts'
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
  abort: AbortController
  running: Promise<void>
}

const keptJobs = 50

export function createRoad(ports: RoadPorts): Road {
  const jobs = new Map<string, Job>()
  const busy = new Set<DeviceKey>()

  function run(plan: Plan): { readonly job: string } {
    if (busy.has(plan.device)) fail({ kind: 'device', code: -505, name: 'busy', remedy: 'wait', deviceId: plan.device })
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
        steps: stepsOf(ordered, device.endpoint),
        proof: [],
        seen: [],
        from: device.endpoint,
      },
      next: 0,
      abort: new AbortController(),
      running: Promise.resolve(),
    }
    job.progress = { ...job.progress, job: job.course.id }
    jobs.set(job.course.id, job)
    for (const old of [...jobs.keys()].slice(0, Math.max(0, jobs.size - keptJobs))) jobs.delete(old)
    job.running = go(job)
    return { job: job.course.id }
  }

  async function go(job: Job): Promise<void> {
    const { course } = job
    busy.add(course.plan.device)
    try {
      if (job.next === 0) await ports.site.journal.add({ device: course.plan.device, job: course.id, what: 'begun', plan: course.plan })
      while (job.next < job.progress.steps.length) {
        await oneStep(job)
        job.next += 1
      }
      await end(job, 'done')
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
      await ports.site.journal.add({ ...line, state: 'begun' })
      const facts = await takeStep(step, course, ports, {
        signal: job.abort.signal,
        onSeen: (seen: Seen) => tell(job, { seen: [...job.progress.seen, seen] }),
        onProof: (proof) => tell(job, { proof }),
        onMoving: (to: Endpoint | undefined) => tell(job, to ? { to } : {}),
      })
      await ports.site.journal.add({ ...line, state: 'done' })
      setStep(job, { ...step, state: 'done', startedAt, tookMs: ports.now() - startedAt, facts })
    } catch (thrown) {
      setStep(job, { ...step, state: 'failed', startedAt, tookMs: ports.now() - startedAt })
      await ports.site.journal.add({ ...line, state: 'failed' }).catch(() => undefined) // the failure itself is told; a full disk may be why
      throw thrown
    }
  }

  async function end(job: Job, state: 'done' | 'failed' | 'cancelled', error?: AppError): Promise<void> {
    const { course, progress } = job
    const lost = error?.kind === 'notFoundAgain' || error?.kind === 'impostor'
    await ports.site.journal
      .add({ device: course.plan.device, job: course.id, what: 'ended', state, proof: progress.proof, ...(error ? { error } : {}) })
      .catch(() => undefined)
    tell(job, {
      state,
      ...(error ? { error } : {}),
      ...(lost ? { wayBack: ['waitOn', 'tryOldAddress', 'searchAll', 'byHand'] as const } : {}),
    })
  }

  function setStep(job: Job, step: Step): void {
    tell(job, { steps: job.progress.steps.map((other, index) => (index === job.next ? step : other)) })
  }

  function tell(job: Job, more: Partial<JobProgress>): void {
    job.progress = { ...job.progress, ...more }
    ports.progressed(job.progress)
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
      if (job.progress.state !== 'failed' || job.progress.wayBack === undefined) return
      if (how === 'searchAll') ports.searchAll()
      job.course.extra = how === 'tryOldAddress' ? [job.progress.from] : typeof how === 'object' ? [how] : job.course.extra
      if (how === 'tryOldAddress') job.course.expected = undefined
      const { error: _error, wayBack: _wayBack, ...rest } = job.progress
      job.progress = { ...rest, state: 'running' }
      job.abort = new AbortController()
      job.running = go(job)
    },
    async stop() {
      for (const job of jobs.values()) job.abort.abort()
      await Promise.all([...jobs.values()].map((job) => job.running))
    },
  }
}
