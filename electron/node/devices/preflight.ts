import { connect } from 'node:net'
import { statfs } from 'node:fs/promises'
import ipaddr from 'ipaddr.js'
import { findSetting } from '#common/catalog/index.ts'
import { inSubnet, subnetOf } from '#common/catalog/network/localNetwork.ts'
import { type DeviceIdentity, deviceKey, type Endpoint } from '#common/device/device.ts'
import { fail } from '#common/errors/appError.ts'
import { movedTo, movesDevice } from '#common/plan/moves.ts'
import type { Finding, Plan, PlanChange } from '#common/plan/plan.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import { diff } from '#common/schema/diff.ts'
import { validate } from '#common/schema/setting.ts'
import type { OpenDevice, RoadPorts } from './ports.ts'

/** Bytes a backup and its journal lines need at the most. Ours, generously. */
const roomNeeded = 5_000_000
const knockPorts = [80, 443, 554]
const knockMs = 400
const askMs = 1500

/** Everything that can be known before a plan is written. A `fail` stops it, a `warn` is shown. */
export async function preflight(plan: Plan, device: OpenDevice, ports: RoadPorts, signal: AbortSignal): Promise<readonly Finding[]> {
  const changed = plan.changes.filter((change) => change.clock !== undefined || differs(change))
  const findings = [
    ...(changed.length === 0 ? [finding('unchanged', 'fail', {})] : []),
    ...plan.changes.flatMap(validity),
    ...(
      await Promise.all(
        changed.filter((change) => movesDevice(change, device.endpoint)).map((change) => moveFindings(change, plan, device, ports, signal)),
      )
    ).flat(),
    budgetFinding(plan, ports),
    ...clockFinding(plan, ports),
    await roomFinding(ports.site.folder),
  ]
  return findings
}

function validity(change: PlanChange): readonly Finding[] {
  const setting = findSetting(change.setting)
  if (!setting) return [finding('valid', 'fail', { setting: change.setting, problem: 'wrongKind' })]
  if (change.clock) return []
  const issues = validate(setting, change.after as AnyValues, change.before as AnyValues)
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
  const sameAddress = to.address === device.endpoint.address
  return [
    ...(card ? [subnetFinding(to.address, card.mask), ...gatewayFinding(card)] : []),
    ...(sameAddress ? [] : [ourAddressFinding(to.address, ports), await freeFinding(to.address, to.port, plan, ports, signal)]),
    reachFinding(to.address, ports),
  ]
}

function cardWith(
  change: PlanChange,
  address: string,
): { readonly address: string; readonly mask: string; readonly gateway: string } | undefined {
  const cards = (Array.isArray(change.after['cards']) ? change.after['cards'] : []) as readonly AnyValues[]
  const card = cards.find((one) => one['address'] === address)
  return card && { address, mask: text(card['mask']), gateway: text(card['gateway']) }
}

function subnetFinding(address: string, mask: string): Finding {
  const prefix = ipaddr.IPv4.isValidFourPartDecimal(mask) ? ipaddr.IPv4.parse(mask).prefixLengthFromSubnetMask() : null
  if (prefix === null) return finding('inSubnet', 'fail', { address, mask })
  const edge =
    prefix < 31 &&
    [ipaddr.IPv4.networkAddressFromCIDR(`${address}/${prefix}`), ipaddr.IPv4.broadcastAddressFromCIDR(`${address}/${prefix}`)].some(
      (one) => one.toString() === address,
    )
  return finding('inSubnet', edge ? 'fail' : 'ok', { address, subnet: subnetOf(address, mask) })
}

function gatewayFinding({
  address,
  mask,
  gateway,
}: {
  readonly address: string
  readonly mask: string
  readonly gateway: string
}): readonly Finding[] {
  if (gateway === '' || gateway === '0.0.0.0') return []
  return inSubnet(gateway, address, mask) ? [finding('gatewayInSubnet', 'ok', { gateway, subnet: subnetOf(address, mask) })] : []
}

function ourAddressFinding(address: string, ports: RoadPorts): Finding {
  const adapter = ports.adapters().find((one) => one.address === address)
  return adapter ? finding('notOurAddress', 'fail', { address, adapter: adapter.name }) : finding('notOurAddress', 'ok', { address })
}

/** Free: not on our list, and silent when asked. A refused connection is a host that is there, except on loopback, where this computer itself refuses. */
async function freeFinding(address: string, ownPort: number, plan: Plan, ports: RoadPorts, signal: AbortSignal): Promise<Finding> {
  const listed = ports.list().find((other) => other.endpoint.address === address && other.key !== plan.device && other.state !== 'gone')
  if (listed)
    return finding('addressFree', 'fail', { address, device: listed.identity.name || listed.identity.model, mac: listed.identity.mac })
  const others = await Promise.all([...new Set([80, ownPort])].map((port) => whoIsAt({ address, port }, ports, signal)))
  const other = others.find((identity) => identity !== undefined && deviceKey(identity) !== plan.device)
  if (other) return finding('addressFree', 'fail', { address, device: other.name || other.model, mac: other.mac })
  const doors = [...new Set([...knockPorts, ownPort])]
  const answers = await Promise.all(doors.map((port) => knock(address, port, signal)))
  const port = doors[answers.findIndex((answer) => answer === 'open' || (answer === 'refused' && !isLoopback(address)))]
  return port === undefined ? finding('addressFree', 'ok', { address }) : finding('addressFree', 'fail', { address, port })
}

/** Undefined where no device of our kind answers; something else may. */
async function whoIsAt(endpoint: Endpoint, ports: RoadPorts, signal: AbortSignal): Promise<DeviceIdentity | undefined> {
  try {
    return await ports.identify(endpoint, AbortSignal.any([signal, AbortSignal.timeout(askMs)]))
  } catch {
    return undefined
  }
}

function reachFinding(address: string, ports: RoadPorts): Finding {
  const used = ports.adapters().filter((adapter) => adapter.used)
  const ways = used.filter(
    (adapter) =>
      ipaddr.IPv4.isValidFourPartDecimal(adapter.address) &&
      ipaddr.IPv4.parse(address).match(ipaddr.IPv4.parse(adapter.address), adapter.prefix),
  )
  const first = ways[0]
  if (first) return finding('reachableAfter', 'ok', { address, adapter: first.name, from: first.address, ways: ways.length })
  return finding('reachableAfter', 'warn', { address, wanted: neighbour(address), ...(used[0] ? { from: used[0].address } : {}) })
}

/** An address this computer would need to reach the device: the same subnet, another number. */
function neighbour(address: string): string {
  const parts = address.split('.')
  const last = Number(parts[3])
  return [...parts.slice(0, 3), last === 250 ? 249 : 250].join('.')
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

async function roomFinding(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder).catch(() => fail({ kind: 'storage', why: 'other', file: folder }))
  const free = bavail * bsize
  return finding('room', free > roomNeeded ? 'ok' : 'fail', { free })
}

function knock(address: string, port: number, signal: AbortSignal): Promise<'open' | 'refused' | 'silent'> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, signal, timeout: knockMs })
    const end = (answer: 'open' | 'refused' | 'silent') => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => end('open'))
    socket.once('timeout', () => end('silent'))
    socket.once('error', (error) => end('code' in error && error.code === 'ECONNREFUSED' ? 'refused' : 'silent'))
  })
}

function isLoopback(address: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(address) && ipaddr.IPv4.parse(address).range() === 'loopback'
}

function finding(check: Finding['check'], verdict: Finding['verdict'], facts: Finding['facts']): Finding {
  return { check, verdict, facts }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
