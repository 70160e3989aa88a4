import { z } from 'zod'
import type { NetworkCard } from '../catalog/network/localNetwork.ts'
import { localNetwork } from '../catalog/network/localNetwork.ts'
import { DeviceKey, Endpoint, isSameEndpoint } from '../device/device.ts'
import type { AppError } from '../errors/appError.ts'
import type { Finding } from '../plan/finding.ts'
import { ownCard } from '../plan/moves.ts'
import type { Plan } from '../plan/plan.ts'
import { inSubnet, isIPv4, isMask, subnetOf } from '../schema/addresses.ts'
import { type AnyValues, erase } from '../schema/infer.ts'
import type { ValueIn } from '../schema/setting.ts'

/** One device and the address it shall have. */
export const AddressRow = z.object({ device: DeviceKey, address: z.string().max(15) })
export type AddressRow = z.infer<typeof AddressRow>

/** Which device goes where; mask and gateway are those of all. */
export const AddressTable = z.object({
  rows: z.array(AddressRow).min(1).max(1000),
  mask: z.string().max(15),
  /** Empty: none. */
  gateway: z.string().max(15),
  /** A device that has no password yet is given the one of the account. */
  setsFirstPassword: z.boolean(),
})
export type AddressTable = z.infer<typeof AddressTable>

/** A device of a batch: where it was, where it goes, how it stands. */
export const BatchRow = z.object({
  device: DeviceKey,
  name: z.string(),
  model: z.string(),
  mac: z.string(),
  from: Endpoint,
  address: z.string(),
  state: z.enum(['waits', 'busy', 'done', 'failed', 'left']),
  /** The plan that moves it. */
  job: z.string().optional(),
  error: z.custom<AppError>().optional(),
  /** ms since the epoch. */
  endedAt: z.number().optional(),
})
export type BatchRow = z.infer<typeof BatchRow>

/** Nobody of those that wait answers at a place. */
export interface BatchWait {
  readonly place: Endpoint
  /** ms since the epoch. */
  readonly since: number
  /** Who answers there instead; left out where it is silent. */
  readonly answers?: { readonly device: DeviceKey; readonly name: string; readonly model: string; readonly mac: string }
}

/** What is kept of a batch on the disk. No account. */
export const BatchRecord = z.object({
  batch: z.string(),
  startedAt: z.number(),
  mask: z.string(),
  gateway: z.string(),
  setsFirstPassword: z.boolean(),
  rows: z.array(BatchRow).readonly(),
})
export type BatchRecord = z.infer<typeof BatchRecord>

/** How far a batch is. Told whole each time something changes. */
export interface BatchProgress extends BatchRecord {
  /** `pausing`, `stopping`: once the devices under way are proven. `cutShort`: the program ended meanwhile. */
  readonly state: 'running' | 'pausing' | 'paused' | 'stopping' | 'stopped' | 'cutShort' | 'done'
  readonly waits: readonly BatchWait[]
}

/** What was checked of one row, and how it stands. */
export interface RowFindings {
  readonly device: DeviceKey
  readonly findings: readonly Finding[]
}

/** What can be seen of a row without asking the network: a first failing finding, or none. */
export function rowProblem(table: AddressTable, index: number): Finding | undefined {
  const { address = '' } = table.rows[index] ?? {}
  const { mask, gateway } = table
  if (!isIPv4(address)) return finding('valid', { setting: localNetwork.id, path: 'cards[0].address', problem: 'notAnAddress' })
  if (!isMask(mask)) return finding('valid', { setting: localNetwork.id, path: 'cards[0].mask', problem: 'notAMask' })
  const twin = table.rows.findIndex((row, at) => at !== index && row.address === address)
  if (twin >= 0) return finding('addressTwice', { address, row: twin + 1 })
  if (gateway !== '' && !inSubnet(gateway, address, mask))
    return finding('gatewayInSubnet', {
      setting: localNetwork.id,
      path: 'cards[0].gateway',
      problem: 'outsideSubnet',
      subnet: subnetOf(address, mask),
    })
  return undefined
}

function finding(check: Finding['check'], facts: Finding['facts']): Finding {
  return { check, verdict: 'fail', facts }
}

/**
 * The plan that moves a device to its address: the card it is reached by, and nothing else. Undefined where it has that address,
 * mask and gateway already.
 */
export function movePlan(
  row: Pick<BatchRow, 'device' | 'from' | 'address'>,
  { mask, gateway }: Pick<AddressTable, 'mask' | 'gateway'>,
  now: ValueIn<typeof localNetwork>,
): Plan | undefined {
  const before = erase(now)
  const own = ownCard(before, row.from)
  const cards = now.cards.map((card, index) => (index === own ? movedCard(card, row.address, mask, gateway) : card))
  const after: AnyValues = erase({ ...now, cards })
  if (JSON.stringify(before) === JSON.stringify(after)) return undefined
  return {
    device: row.device,
    kind: 'network',
    changes: [{ setting: localNetwork.id, target: {}, before: { ...before }, after: { ...after } }],
  }
}

function movedCard(card: NetworkCard, address: string, mask: string, gateway: string): NetworkCard {
  return {
    ...card,
    address,
    mask,
    ...(card.gateway === undefined ? {} : { gateway }),
    ...(card.automatic === undefined ? {} : { automatic: false }),
  }
}

/** Rows that stand at one place, where only one device answers at a time. */
export function rowsAt(rows: readonly BatchRow[], place: Endpoint): readonly BatchRow[] {
  return rows.filter(({ from }) => isSameEndpoint(from, place))
}

/** The places of a batch, each once. */
export function placesOf(rows: readonly BatchRow[]): readonly Endpoint[] {
  return rows.map(({ from }) => from).filter((place, index, all) => all.findIndex((other) => isSameEndpoint(other, place)) === index)
}
