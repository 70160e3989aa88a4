import { statfs } from 'node:fs/promises'
import ipaddr from 'ipaddr.js'
import { findSetting } from '#common/catalog/index.ts'
import { fail } from '#common/errors/appError.ts'
import { movedTo, movesDevice } from '#common/plan/moves.ts'
import type { Finding, Plan, PlanChange } from '#common/plan/plan.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import { diff } from '#common/schema/diff.ts'
import { limitedFields } from '#common/schema/limited.ts'
import { nameOfGet, validate } from '#common/schema/setting.ts'
import { addressFindings, finding } from './addressFindings.ts'
import type { OpenDevice, RoadPorts } from './ports.ts'

/** Bytes a backup and its journal lines need at the most. Ours, generously. */
const roomNeeded = 5_000_000

/** Everything that can be known before a plan is written. A `fail` stops it, a `warn` is shown. */
export async function preflight(plan: Plan, device: OpenDevice, ports: RoadPorts, signal: AbortSignal): Promise<readonly Finding[]> {
  const changed = plan.changes.filter((change) => change.clock !== undefined || differs(change))
  const findings = [
    ...(changed.length === 0 ? [finding('unchanged', 'fail', {})] : []),
    ...plan.changes.flatMap((change) => validity(change, plan, ports)),
    ...(
      await Promise.all(
        changed.filter((change) => movesDevice(change, device.endpoint)).map((change) => moveFindings(change, plan, device, ports, signal)),
      )
    ).flat(),
    budgetFinding(plan, ports),
    ...clockFinding(plan, ports),
    ...answerFindings(plan, ports),
    await roomFinding(ports.site.folder),
  ]
  return findings
}

/** Against the catalog, and against what the device said of its own limits where that is stricter and the value is a new one. */
function validity(change: PlanChange, { device }: Plan, ports: RoadPorts): readonly Finding[] {
  const setting = findSetting(change.setting)
  if (!setting) return [finding('valid', 'fail', { setting: change.setting, problem: 'wrongKind' })]
  if (change.clock) return []
  const [before, after] = [change.before as AnyValues, change.after as AnyValues]
  const own = { ...setting, fields: limitedFields(setting.fields, ports.abilities(device, setting.fields, change.target)) }
  const kept = new Set(validate(own, before, before).map(({ path }) => path))
  const plain = validate(setting, after, before)
  const issues = plain.length > 0 ? plain : validate(own, after, before).filter(({ path }) => !kept.has(path))
  if (issues.length === 0) return [finding('valid', 'ok', { setting: change.setting, title: setting.title })]
  return issues.map(({ path, problem, limits }) => {
    const check = problem === 'outsideSubnet' ? 'gatewayInSubnet' : problem === 'samePort' ? 'portsDiffer' : 'valid'
    return finding(check, 'fail', { setting: change.setting, path, problem, ...limits })
  })
}

function differs({ setting, before, after }: PlanChange): boolean {
  const known = findSetting(setting)
  return known === undefined || diff(known.fields, before as AnyValues, after as AnyValues).length > 0
}

async function moveFindings(
  change: PlanChange,
  plan: Plan,
  device: OpenDevice,
  ports: RoadPorts,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const to = movedTo(change, device.endpoint)
  if (to.address === undefined) return [finding('reachableAfter', 'warn', { dhcp: 1 })]
  if (!ipaddr.IPv4.isValidFourPartDecimal(to.address)) return []
  const card = cardWith(change, to.address)
  return addressFindings({ device: plan.device, from: device.endpoint, address: to.address, port: to.port, ...card }, ports, signal)
}

function cardWith(change: PlanChange, address: string): { readonly mask: string; readonly gateway: string } | undefined {
  const cards = (Array.isArray(change.after['cards']) ? change.after['cards'] : []) as readonly AnyValues[]
  const card = cards.find((one) => one['address'] === address)
  return card && { mask: text(card['mask']), gateway: text(card['gateway']) }
}

function budgetFinding(plan: Plan, ports: RoadPorts): Finding {
  const left = ports.attemptsLeft(plan.device)
  return finding('budget', left > 0 ? 'ok' : 'fail', { left })
}

function clockFinding(plan: Plan, ports: RoadPorts): readonly Finding[] {
  const offset = ports.list().find((device) => device.key === plan.device)?.clockOffsetSeconds
  if (offset === undefined || plan.kind === 'time') return []
  return [finding('clock', Math.abs(offset) > 5 ? 'warn' : 'ok', { offset })]
}

/** What was odd about the last answers for the settings that change: it could be read, and a person should know before writing. */
function answerFindings(plan: Plan, ports: RoadPorts): readonly Finding[] {
  const answers = ports.list().find(({ key }) => key === plan.device)?.oddAnswers ?? []
  return [...new Set(plan.changes.map(({ setting }) => setting))].flatMap((setting) => {
    const changing = findSetting(setting)
    const request = changing ? nameOfGet(changing) : ''
    const odd = answers.find((answer) => answer.request === request)
    return (odd?.oddities ?? []).map((oddity) => finding('answer', 'warn', { setting, request, ...oddity }))
  })
}

async function roomFinding(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder).catch(() => fail({ kind: 'storage', why: 'other', file: folder }))
  const free = bavail * bsize
  return finding('room', free > roomNeeded ? 'ok' : 'fail', { free })
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
