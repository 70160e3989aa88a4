import { randomUUID } from 'node:crypto'
import { findSetting } from '#common/catalog/index.ts'
import { deviceKey, type Endpoint } from '#common/device/device.ts'
import { type AppError, fail } from '#common/errors/appError.ts'
import { backupOf, inFlight, isWritten, openMove, type PlanTrace, sentOf, stepsTaken } from '#common/journal/trace.ts'
import { inWritingOrder, lookSteps, stepsOf } from '#common/plan/moves.ts'
import type { Plan, PlanChange, Step } from '#common/plan/plan.ts'
import { rebase } from '#common/plan/rebase.ts'
import { leaveOut, type Otherwise, type PlanStanding, type StandingRow, standingOf, withLease } from '#common/plan/standing.ts'
import { type AnyValues, erase } from '#common/schema/infer.ts'
import { type Course, startCourse } from './course.ts'
import type { RoadPorts } from './ports.ts'

const identifyMs = 1500
const readMs = 15_000

/** What the road needs to begin, or to go on with, a plan. */
export interface Launch {
  readonly course: Course
  readonly steps: readonly Step[]
  /** Where the device was when the plan began, where that is not where it is now. */
  readonly from?: Endpoint
  /** The plan is gone on with; `anew` from its first step. */
  readonly resumed?: { readonly anew: boolean }
}

/** One change of a plan held against its device. */
interface Held {
  readonly index: number
  readonly change: PlanChange
  readonly had: AnyValues
  readonly wrote: AnyValues
  readonly rows: readonly StandingRow[]
}

/**
 * After a crash the device may be at any place its plan sent it to. Whoever answers there is asked who it is, without signing in.
 *
 * False when it is at none of them.
 */
export async function locate(trace: PlanTrace, ports: RoadPorts): Promise<boolean> {
  const move = openMove(trace)
  if (!move) return true
  const found = await Promise.all(
    move.places.map(async (endpoint) => {
      const identity = await ports.identify(endpoint, AbortSignal.timeout(identifyMs)).catch(() => undefined)
      return identity && deviceKey(identity) === trace.device ? { endpoint, identity } : undefined
    }),
  )
  const here = found.find((one) => one !== undefined)
  if (!here) return false
  if (ports.open(trace.device).client.signedInAs === undefined) ports.seen(here.identity, here.endpoint)
  else await ports.moved(trace.device, here.endpoint, here.identity)
  return true
}

/** A plan held against its device, read just now, and which ways are open. */
export async function standing(trace: PlanTrace, undone: boolean, ports: RoadPorts): Promise<PlanStanding> {
  needSignIn(trace, ports)
  await locate(trace, ports)
  const step = inFlight(trace)
  const [noResume, noUndo] = [whyNoResume(trace), await whyNoUndo(trace, undone, ports)]
  return {
    job: trace.job,
    device: trace.device,
    kind: trace.plan.kind,
    at: trace.at,
    ...(step ? { inFlight: { step: step.step, ...(step.setting === undefined ? {} : { setting: step.setting }) } } : {}),
    rows: (await holdAgainst(trace, ports)).flatMap(({ rows }) => rows),
    clock: trace.plan.changes.some(({ clock }) => clock !== undefined),
    ...(noResume ? { noResume } : {}),
    ...(noUndo ? { noUndo } : {}),
  }
}

/**
 * Goes on with a plan from the step that was in flight: the device is found and read first, and only what is not there yet is
 * written. A plan that had sent nothing begins anew.
 */
export async function resumeLaunch(trace: PlanTrace, otherwise: Otherwise, ports: RoadPorts): Promise<Launch> {
  needSignIn(trace, ports)
  const refused = whyNoResume(trace)
  if (refused) fail(refused)
  const { job, plan, device: key, from } = trace
  await locate(trace, ports)
  const device = ports.open(key)
  const limitMs = ports.limits.findAgainMs
  const sent = sentOf(trace)
  if (sent.length === 0)
    return {
      course: startCourse(job, plan, device, plan.kind === 'undo' ? { had: plan.changes.map(beforeOf) } : {}),
      steps: stepsOf(plan, device.endpoint, limitMs),
      resumed: { anew: true },
    }
  const course = startCourse(job, plan, device, { had: await hadOf(trace, ports), resumed: { sent: new Set(sent), otherwise } })
  sent.filter((index) => isWritten(trace, index)).forEach((index) => course.sent.add(index))
  const offset = trace.steps.find(({ step, state }) => step === 'measure' && state === 'done')?.facts?.['offsetSeconds']
  if (typeof offset === 'number') course.clockBefore = { offsetSeconds: offset }
  const move = openMove(trace)
  if (move) {
    course.movedAt = move.at
    course.expected = move.places[0]
    course.extra = move.places.slice(1)
  }
  const { done, ahead } = divided(trace, stepsOf(plan, from ?? device.endpoint, limitMs))
  const again = (kind: 'read' | 'check'): Step => ({ kind, state: 'waits', facts: {} })
  return {
    course,
    steps: [...done, ...(move ? lookSteps(limitMs) : []), again('read'), again('check'), ...ahead],
    ...(from ? { from } : {}),
    resumed: { anew: false },
  }
}

/**
 * The plan that takes another back: from the backup, only the values that one changed.
 *
 * @throws AppFailure `changedSince` when the device has since been changed otherwise and nobody said what to do about it.
 */
export async function undoLaunch(trace: PlanTrace, otherwise: Otherwise, undone: boolean, ports: RoadPorts): Promise<Launch> {
  needSignIn(trace, ports)
  const refused = await whyNoUndo(trace, undone, ports)
  if (refused) fail(refused)
  await locate(trace, ports)
  const held = (await holdAgainst(trace, ports)).filter(({ index }) => toUndo(trace).includes(index))
  const strange = held.flatMap(({ rows }) => rows).filter(({ is }) => is === 'other')
  const changes = held.map(({ change, had, wrote, rows }) => {
    const paths = new Set(otherwise === 'overwrite' ? [] : rows.filter(({ is }) => is === 'other').map(({ path }) => path))
    return { setting: change.setting, target: change.target, before: { ...wrote }, after: { ...leaveOut(wrote, had, paths) } }
  })
  const isAllStrange = held.every(({ rows }) => rows.every(({ is }) => is === 'other'))
  if (strange.length > 0 && (otherwise === 'refuse' || (otherwise === 'keep' && isAllStrange)))
    fail({ kind: 'changedSince', rows: strange, deviceId: trace.device })
  const device = ports.open(trace.device)
  const plan: Plan = { device: trace.device, kind: 'undo', changes, undoes: trace.job }
  const ordered = { ...plan, changes: [...inWritingOrder(plan, device.endpoint)] }
  return {
    course: startCourse(randomUUID(), ordered, device, { had: ordered.changes.map(beforeOf) }),
    steps: stepsOf(ordered, device.endpoint, ports.limits.findAgainMs),
  }
}

/** What is read is compared with what was there and what was written; the clock, which runs on, is left out. */
async function holdAgainst(trace: PlanTrace, ports: RoadPorts): Promise<readonly Held[]> {
  const { client } = ports.open(trace.device)
  const hads = await hadOf(trace, ports)
  const signal = AbortSignal.timeout(readMs)
  const held: Held[] = []
  for (const [index, change] of trace.plan.changes.entries()) {
    const setting = findSetting(change.setting)
    if (change.clock || !setting) continue
    const now = erase((await client.get(setting, change.target, { signal })).value)
    held.push({ index, change, ...heldAgainst(change, hads[index] ?? beforeOf(change), now) })
  }
  return held
}

/** One change held against what the device has: what was there, what was written and what follows of it, a row for each value. */
export function heldAgainst(change: PlanChange, had: AnyValues, now: AnyValues): Pick<Held, 'had' | 'wrote' | 'rows'> {
  const asked = rebase(beforeOf(change), change.after as AnyValues, had)
  const wrote = withLease(change.setting, had, asked, now)
  return { had, wrote, rows: standingOf({ setting: change.setting, had, wrote, now }) }
}

/** What was there before, by place of the change: out of the backup, or what the plan began from where nothing was sent. */
async function hadOf(trace: PlanTrace, ports: RoadPorts): Promise<readonly AnyValues[]> {
  const { plan } = trace
  const file = plan.kind === 'undo' ? undefined : backupOf(trace)
  const backup = file === undefined ? undefined : await ports.site.readBackup(file)
  return plan.changes.map((change, index) => {
    const kept = backup?.settings[index]
    return kept?.setting === change.setting ? (kept.value as AnyValues) : beforeOf(change)
  })
}

/** Steps that were taken before, and those ahead; a search that was cut short is begun anew, before the device is read. */
function divided(trace: PlanTrace, full: readonly Step[]): { readonly done: readonly Step[]; readonly ahead: readonly Step[] } {
  const done = stepsTaken(trace, full)
  const ahead = full.slice(done.length)
  return {
    done,
    ahead: ahead.slice(
      Math.max(
        0,
        ahead.findIndex(({ kind }) => kind !== 'findAgain' && kind !== 'sameDevice'),
      ),
    ),
  }
}

function whyNoResume({ state, left, withheld, device }: PlanTrace): AppError | undefined {
  if (state !== 'open' || left) return { kind: 'noWayBack', why: 'notOpen', deviceId: device }
  return withheld > 0 ? { kind: 'noWayBack', why: 'secret', deviceId: device } : undefined
}

async function whyNoUndo(trace: PlanTrace, undone: boolean, ports: RoadPorts): Promise<AppError | undefined> {
  const no = (why: Extract<AppError, { kind: 'noWayBack' }>['why']): AppError => ({ kind: 'noWayBack', why, deviceId: trace.device })
  if (undone) return no('undone')
  if (toUndo(trace).length === 0) return no('clockOnly')
  if (sentOf(trace).length === 0) return undefined
  const file = backupOf(trace)
  return file !== undefined && (await ports.site.readBackup(file)) ? undefined : no('noBackup')
}

/** Changes that were sent, or all where nothing was: then the proof is that all is as before. A clock is not taken back: it ran on. */
function toUndo(trace: PlanTrace): readonly number[] {
  const sent = sentOf(trace)
  const all = sent.length > 0 ? sent : [...trace.plan.changes.keys()]
  return all.filter((index) => trace.plan.changes[index]?.clock === undefined)
}

function needSignIn({ device }: PlanTrace, ports: RoadPorts): void {
  const { client, endpoint } = ports.open(device)
  if (client.signedInAs === undefined)
    fail({ kind: 'signIn', why: 'needed', attemptsLeft: ports.attemptsLeft(device), deviceId: device, address: endpoint.address })
}

function beforeOf({ before }: PlanChange): AnyValues {
  return before as AnyValues
}
