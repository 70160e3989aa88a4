import { type Endpoint, isSecure } from '../device/device.ts'
import type { AnyValues } from '../schema/infer.ts'
import type { Plan, PlanChange, Step } from './plan.ts'

/** The longest a device is looked for after it was moved. */
export const findAgainLimitMs = 90_000

/** True when a change makes the device answer elsewhere than at `endpoint`. */
export function movesDevice({ setting, before, after }: PlanChange, endpoint: Endpoint): boolean {
  if (setting === 'network.ports') {
    const port = ownPort(endpoint)
    return after[port] !== undefined && after[port] !== before[port]
  }
  if (setting !== 'network.ipv4') return false
  const index = ownCard(before, endpoint)
  const [was, is] = [cardsOf(before)[index], cardsOf(after)[index]]
  return was !== undefined && is !== undefined && (was['address'] !== is['address'] || was['automatic'] !== is['automatic'])
}

/** Where the device will answer after a change; the address is undefined when it will get one by DHCP. */
export function movedTo(
  { setting, before, after }: PlanChange,
  endpoint: Endpoint,
): { readonly address?: string; readonly port: number; readonly scheme?: Endpoint['scheme'] } {
  if (setting === 'network.ports') return { ...endpoint, port: portIn(after, endpoint) }
  const way = endpoint.scheme === undefined ? {} : { scheme: endpoint.scheme }
  const card = cardsOf(after)[ownCard(before, endpoint)]
  return card?.['automatic'] === true || typeof card?.['address'] !== 'string'
    ? { ...way, port: endpoint.port }
    : { ...way, address: card['address'], port: endpoint.port }
}

/** The port of the way a device is reached by. */
function ownPort(endpoint: Endpoint): 'http' | 'https' {
  return isSecure(endpoint) ? 'https' : 'http'
}

function portIn(after: Readonly<Record<string, unknown>>, endpoint: Endpoint): number {
  const port = after[ownPort(endpoint)]
  return typeof port === 'number' ? port : endpoint.port
}

/**
 * The order in which changes are sent: zone, time server, then the clock, which is sent as local time of the zone in force;
 * what moves the device comes last, the address after the port.
 */
export function inWritingOrder(plan: Plan, endpoint: Endpoint): readonly PlanChange[] {
  const weight = (change: PlanChange) => {
    if (movesDevice(change, endpoint)) return change.setting === 'network.ports' ? 3 : 4
    if (change.clock) return 2
    return change.setting === 'time.ntp' ? 1 : 0
  }
  return [...plan.changes].sort((a, b) => weight(a) - weight(b))
}

/** The named steps of a plan, all waiting. `limitMs` is how long a device is looked for after a move. */
export function stepsOf(plan: Plan, endpoint: Endpoint, limitMs: number = findAgainLimitMs): readonly Step[] {
  const wait = (step: Omit<Step, 'state' | 'facts'>): Step => ({ ...step, state: 'waits', facts: {} })
  const timed =
    plan.kind === 'time' ||
    plan.changes.some(({ clock, setting }) => clock !== undefined || (plan.kind === 'undo' && setting.startsWith('time.')))
  return [
    wait({ kind: 'read' }),
    wait({ kind: 'check' }),
    wait({ kind: 'backUp' }),
    ...(timed ? [wait({ kind: 'measure', limitMs: 20_000 })] : []),
    ...inWritingOrder(plan, endpoint).flatMap((one, change) => [
      wait({ kind: 'write', setting: one.setting, change }),
      ...(movesDevice(one, endpoint) ? lookSteps(limitMs, change) : []),
    ]),
    wait({ kind: 'readBack' }),
    ...(timed ? [wait({ kind: 'measure', limitMs: 20_000 })] : []),
    wait({ kind: 'journal' }),
  ]
}

/** Finding a device again, after the change that moved it or after a crash that left that open. */
export function lookSteps(limitMs: number = findAgainLimitMs, change?: number): readonly Step[] {
  const of = change === undefined ? {} : { change }
  return [
    { kind: 'findAgain', ...of, state: 'waits', limitMs, facts: {} },
    { kind: 'sameDevice', ...of, state: 'waits', facts: {} },
  ]
}

function cardsOf(value: Readonly<Record<string, unknown>>): readonly AnyValues[] {
  return Array.isArray(value['cards']) ? (value['cards'] as readonly AnyValues[]) : []
}

/** The card we talk to; the first when none carries our address. */
export function ownCard(value: Readonly<Record<string, unknown>>, endpoint: Endpoint): number {
  return Math.max(
    0,
    cardsOf(value).findIndex((card) => card['address'] === endpoint.address),
  )
}
