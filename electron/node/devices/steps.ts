import { deviceName } from '#common/catalog/device/deviceName.ts'
import { findSetting } from '#common/catalog/index.ts'
import { isSameDevice } from '#common/device/device.ts'
import { type AppError, fail, toAppError } from '#common/errors/appError.ts'
import { movedTo, movesDevice } from '#common/plan/moves.ts'
import type { Finding, PlanChange, Step } from '#common/plan/plan.ts'
import { rebase } from '#common/plan/rebase.ts'
import type { Issue } from '#common/schema/field.ts'
import { type AnyValues, erase } from '#common/schema/infer.ts'
import { pick } from '#common/schema/pick.ts'
import type { AnySetting } from '#common/schema/setting.ts'
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
    const { value } = await course.device.client.get(settingOf(change), change.target, { signal })
    const fresh = erase(value)
    course.fresh[index] = fresh
    course.asked[index] = change.clock ? fresh : rebase(change.before as AnyValues, change.after as AnyValues, fresh)
  }
  onProof(proofRows(course))
  return { settings: course.plan.changes.length }
}

async function check(course: Course, ports: RoadPorts, { signal }: StepDoors): Promise<Facts> {
  const changes = course.plan.changes.map((change, index) => ({
    ...change,
    before: { ...course.fresh[index] },
    after: { ...course.asked[index] },
  }))
  const findings = await preflight({ ...course.plan, changes }, course.device, ports, signal)
  const failed = findings.filter((finding) => finding.verdict === 'fail')
  if (failed.length > 0) {
    fail({
      kind: 'invalid',
      deviceId: course.plan.device,
      issues: failed.map(issueOf),
    })
  }
  return { values: proofRows(course).length, checks: findings.length }
}

/** A value the catalog refuses goes by its own path; any other check by its name. */
function issueOf({ check, facts: { path, problem, ...limits } }: Finding): Issue {
  return typeof path === 'string' && typeof problem === 'string'
    ? { path, problem: problem as Issue['problem'], limits }
    : { path: check, problem: 'notOneOf', limits }
}

async function backUp({ plan, device, fresh }: Course, { site, now }: RoadPorts): Promise<Facts> {
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
      unknown: [],
    })),
  })
  return { settings: plan.changes.length, bytes, file }
}

async function write(step: Step, course: Course, ports: RoadPorts, { signal, onMoving }: StepDoors): Promise<Facts> {
  const index = course.plan.changes.findIndex((one, at) => one.setting === step.setting && !course.sent.has(at))
  const change = course.plan.changes[index]
  const asked = course.asked[index]
  const fresh = course.fresh[index]
  if (!change || !asked || !fresh) return {}
  course.sent.add(index)
  if (change.clock) return setClock(course, ports, signal)
  const sent = { ...change, before: { ...fresh }, after: { ...asked } }
  const moves = movesDevice(sent, course.endpoint)
  if (moves) {
    const to = movedTo(sent, course.endpoint)
    course.expected = to.address === undefined ? undefined : { address: to.address, port: to.port }
    course.movedAt = ports.now()
    onMoving(course.expected)
  }
  try {
    const { requests, answered } = await course.device.client.set(settingOf(change), change.target, fresh, asked, {
      signal,
      mayMove: moves,
    })
    return { requests, answered: answered ? 1 : 0 }
  } catch (thrown) {
    if (!mayHaveTaken(toAppError(thrown))) course.movedAt = undefined
    throw thrown
  }
}

/** The request may have reached the device, and nothing it said tells whether it did as asked. */
function mayHaveTaken({ kind }: AppError): boolean {
  return kind === 'cancelled' || kind === 'malformed'
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
  return { equal: rows.filter((row) => row.verdict === 'equal').length, values: rows.length }
}

async function readStored(course: Course, signal: AbortSignal): Promise<void> {
  for (const [index, change] of course.plan.changes.entries()) {
    if (change.clock) continue
    course.stored[index] = erase((await course.device.client.get(settingOf(change), change.target, { signal })).value)
  }
}

function settingOf({ setting }: PlanChange): AnySetting {
  return findSetting(setting) ?? fail({ kind: 'bug', message: `no setting ${setting}` })
}
