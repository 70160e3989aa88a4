import { deviceName } from '#common/catalog/device/deviceName.ts'
import { findSetting } from '#common/catalog/index.ts'
import { dateTime } from '#common/catalog/time/dateTime.ts'
import { isSameDevice } from '#common/device/device.ts'
import { type AppError, fail, toAppError } from '#common/errors/appError.ts'
import { movedTo, movesDevice, ownCard } from '#common/plan/moves.ts'
import type { Finding, PlanChange, ProofRow, Step } from '#common/plan/plan.ts'
import { overlay, rebase } from '#common/plan/rebase.ts'
import { leaveOut } from '#common/plan/standing.ts'
import { diff } from '#common/schema/diff.ts'
import type { Issue } from '#common/schema/field.ts'
import { type AnyValues, erase } from '#common/schema/infer.ts'
import { pick } from '#common/schema/pick.ts'
import { openPairs } from '#common/schema/veil.ts'
import type { AnySetting } from '#common/schema/setting.ts'
import { heldAgainst } from './back.ts'
import { measureStep, setClock } from './clockSteps.ts'
import { type Course, type Facts, proofRows, refuseMismatch, type StepDoors } from './course.ts'
import { follow } from './follow.ts'
import type { RoadPorts } from './ports.ts'
import { preflight } from './preflight.ts'

const secondLookMs = 1000
const identifyMs = 5000

/** Takes one named step. What it throws ends the plan; the journal then says which step it was. */
export async function takeStep(step: Step, course: Course, ports: RoadPorts, doors: StepDoors): Promise<Facts> {
  switch (step.kind) {
    case 'read':
      return read(course, doors)
    case 'check':
      return check(course, ports, doors)
    case 'backUp':
      return backUp(course, ports)
    case 'measure':
      return measureStep(course, ports, doors)
    case 'write':
      return write(step, course, ports, doors)
    case 'findAgain':
      return findAgain(course, ports, doors)
    case 'sameDevice':
      return sameDevice(course, ports, doors)
    case 'readBack':
      return readBack(course, ports, doors)
    case 'journal':
      return { device: course.plan.device, values: proofRows(course).length }
  }
}

async function read(course: Course, { signal, onProof }: StepDoors): Promise<Facts> {
  for (const [index, change] of course.plan.changes.entries()) {
    const { value, unknown } = await course.device.client.get(settingOf(change), change.target, { signal })
    course.unknown[index] = unknown
    const [now, before, had] = [erase(value), change.before as AnyValues, course.had?.[index]]
    const after = had && course.resumed ? decided(course, index, change, had, now) : (change.after as AnyValues)
    course.now[index] = now
    course.fresh[index] = had && !change.clock ? overlay(before, after, had, now) : now
    course.asked[index] = change.clock ? now : rebase(before, after, now)
  }
  onProof(proofRows(course))
  return { settings: course.plan.changes.length }
}

/** What to write of a change that was under way when its plan was cut short, where somebody changed the device since. */
function decided(course: Course, index: number, change: PlanChange, had: AnyValues, now: AnyValues): AnyValues {
  const after = change.after as AnyValues
  const { sent, otherwise } = course.resumed ?? { sent: new Set(), otherwise: 'overwrite' }
  const strange = sent.has(index) && !change.clock ? heldAgainst(change, had, now).rows.filter(({ is }) => is === 'other') : []
  if (strange.length > 0 && otherwise === 'refuse') fail({ kind: 'changedSince', rows: strange, deviceId: course.plan.device })
  return otherwise === 'keep' ? leaveOut(change.before as AnyValues, after, new Set(strange.map(({ path }) => path))) : after
}

async function check(course: Course, ports: RoadPorts, { signal }: StepDoors): Promise<Facts> {
  const changes = course.plan.changes.map((change, index) => ({
    ...change,
    before: { ...course.now[index] },
    after: { ...course.asked[index] },
  }))
  const findings = await preflight({ ...course.plan, changes }, course.device, ports, signal)
  const mayBeThere = course.had !== undefined // a plan gone on with, or taken back, may find all of it there
  const failed = findings.filter(({ check: what, verdict }) => verdict === 'fail' && !(mayBeThere && what === 'unchanged'))
  if (failed.length > 0) {
    const issues = failed.flatMap(issueOf)
    fail({
      deviceId: course.plan.device,
      ...(issues.length === failed.length ? { kind: 'invalid', issues } : { kind: 'preflight', findings: failed }),
    })
  }
  return { values: proofRows(course).length, checks: findings.length }
}

/** A value the catalog refuses, by its path; the other checks are none. */
function issueOf({ facts: { path, problem, ...limits } }: Finding): readonly Issue[] {
  return typeof path === 'string' && typeof problem === 'string' ? [{ path, problem: problem as Issue['problem'], limits }] : []
}

async function backUp({ plan, device, now: fresh, unknown }: Course, { site, now }: RoadPorts): Promise<Facts> {
  const { file, bytes } = await site.backUp({
    at: new Date(now()).toISOString(),
    device: plan.device,
    model: device.identity.model,
    firmware: device.identity.firmware,
    why: `before a ${plan.kind} change`,
    settings: plan.changes.map((change, index) => ({
      setting: change.setting,
      target: change.target,
      value: pick(settingOf(change).fields, fresh[index] ?? {}),
      unknown: openPairs(unknown[index] ?? []),
    })),
  })
  return { settings: plan.changes.length, bytes, file }
}

async function write(step: Step, course: Course, ports: RoadPorts, { signal, onMoving }: StepDoors): Promise<Facts> {
  const index = step.change ?? -1
  const change = course.plan.changes[index]
  const asked = course.asked[index]
  const now = course.now[index]
  if (!change || !asked || !now) return {}
  if (change.clock) {
    course.sent.add(index)
    return setClock(course, ports, signal)
  }
  if (diff(settingOf(change).fields, now, asked).length === 0) return { already: 1 }
  course.sent.add(index)
  const sent = { ...change, before: { ...now }, after: { ...asked } }
  const moves = movesDevice(sent, course.endpoint)
  if (moves) {
    const to = movedTo(sent, course.endpoint)
    const { address, ...way } = to
    course.expected = address === undefined ? undefined : { ...way, address }
    course.movedAt = ports.now()
    onMoving(course.expected)
  }
  try {
    const { requests, answered } = await course.device.client.set(settingOf(change), change.target, now, asked, {
      signal,
      mayMove: moves,
      last: ownCard(sent.before, course.endpoint),
    })
    return { requests, answered: answered ? 1 : 0 }
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.untouched) course.sent.delete(index)
    if (error.untouched || !mayHaveTaken(error)) course.movedAt = undefined
    throw thrown
  }
}

/** The request may have reached the device, and nothing it said tells whether it did as asked. */
function mayHaveTaken({ kind }: AppError): boolean {
  return kind === 'cancelled' || kind === 'malformed' || kind === 'certificate'
}

async function findAgain(course: Course, ports: RoadPorts, { signal, onSeen }: StepDoors): Promise<Facts> {
  const { plan, device, endpoint: from, expected: to, movedAt, extra, again } = course
  course.found =
    movedAt === undefined
      ? { endpoint: from, identity: device.identity } // somebody else had moved it before: nothing was sent that moves it
      : await follow({ key: plan.device, from, ...(to ? { to } : {}), movedAt, extra, again, onSeen }, ports, signal)
  return { address: course.found.endpoint.address, port: course.found.endpoint.port }
}

/** Asked again right before anything signs in there: identity decides, never the address. */
async function sameDevice(course: Course, ports: RoadPorts, { signal }: StepDoors): Promise<Facts> {
  const { found } = course
  if (!found) return {}
  const identity = await ports.identify(found.endpoint, AbortSignal.any([signal, AbortSignal.timeout(identifyMs)]))
  if (!isSameDevice(identity, course.device.identity)) {
    fail({
      kind: 'impostor',
      expected: course.plan.device,
      found: identity.mac || identity.deviceId,
      address: found.endpoint.address,
      deviceId: course.plan.device,
    })
  }
  await ports.moved(course.plan.device, found.endpoint, identity)
  course.endpoint = found.endpoint
  course.movedAt = undefined
  return { mac: identity.mac, deviceId: identity.deviceId }
}

async function readBack(course: Course, ports: RoadPorts, { signal, onProof }: StepDoors): Promise<Facts> {
  await readStored(course, signal)
  if (proofRows(course).some((row) => row.verdict === 'different')) {
    await ports.sleep(secondLookMs, signal) // some devices answer OK before they have stored it
    await readStored(course, signal)
  }
  if (course.plan.changes.some(({ setting }) => setting === deviceName.id))
    await ports.renamed(
      course.plan.device,
      await ports.identify(course.endpoint, AbortSignal.any([signal, AbortSignal.timeout(identifyMs)])),
    )
  const rows = proofRows(course)
  onProof(rows)
  refuseMismatch(course, rows)
  const read = rows.filter((row) => row.setting !== dateTime.id) // a clock is proven by measuring it, in the next step
  return { equal: read.filter((row) => row.verdict === 'equal').length, values: read.length }
}

/** What was sent, read once more after a person stopped the plan: says what the device has of it. */
export async function lookBack(course: Course, signal: AbortSignal): Promise<readonly ProofRow[]> {
  await readStored(course, signal, course.sent)
  return proofRows(course)
}

async function readStored(course: Course, signal: AbortSignal, only?: ReadonlySet<number>): Promise<void> {
  for (const [index, change] of course.plan.changes.entries()) {
    if (change.clock || only?.has(index) === false) continue
    course.stored[index] = erase((await course.device.client.get(settingOf(change), change.target, { signal })).value)
  }
}

function settingOf({ setting }: PlanChange): AnySetting {
  return findSetting(setting) ?? fail({ kind: 'bug', message: `no setting ${setting}` })
}
