import { type AddressTable, type BatchProgress, rowProblem, type RowFindings } from '#common/batch/addresses.ts'
import type { DeviceKey, DeviceSummary } from '#common/device/device.ts'
import type { Adapter } from '#common/discovery/search.ts'
import type { AppError } from '#common/errors/appError.ts'
import type { Finding } from '#common/plan/plan.ts'
import { addressesFrom } from '#common/schema/addresses.ts'
import { likelyGateway } from '../network/words.ts'

/** One device of the table, and whether it is to be moved. */
export interface DraftRow {
  readonly device: DeviceKey
  readonly address: string
  readonly wanted: boolean
}

export interface Draft {
  readonly rows: readonly DraftRow[]
  /** Where filling in order begins. */
  readonly first: string
  readonly mask: string
  readonly gateway: string
}

export type AddressesWizard =
  | { readonly step: 'table'; readonly draft: Draft }
  /** `findings` come when the network has been asked. */
  | { readonly step: 'review'; readonly draft: Draft; readonly findings?: readonly RowFindings[]; readonly error?: AppError }
  /** A batch is there: it shows itself. */
  | { readonly step: 'proof' }

export type AddressesMove =
  | { readonly type: 'edited'; readonly draft: Draft }
  | { readonly type: 'went'; readonly to: 'table' | 'review' }
  | { readonly type: 'checked'; readonly findings: readonly RowFindings[] }
  | { readonly type: 'failed'; readonly error: AppError }
  | { readonly type: 'started' }

/** Every legal move; anything else leaves the wizard where it is. */
export function advanceAddresses(at: AddressesWizard, move: AddressesMove): AddressesWizard {
  switch (move.type) {
    case 'edited':
      return at.step === 'table' ? { step: 'table', draft: move.draft } : at
    case 'went':
      if (at.step === 'proof') return at
      if (move.to === 'table') return { step: 'table', draft: at.draft }
      return isComplete(at.draft) ? { step: 'review', draft: at.draft } : at
    case 'checked':
      return at.step === 'review' ? { step: 'review', draft: at.draft, findings: move.findings } : at
    case 'failed':
      return at.step === 'review' ? { ...at, error: move.error } : at
    case 'started':
      return { step: 'proof' }
  }
}

/** As it is proposed: the devices in order of their MAC, the mask of the adapter that will reach them. */
export function draftFor(devices: readonly DeviceSummary[], adapters: readonly Adapter[]): Draft {
  const adapter = adapters.find(({ used, address }) => used && !address.includes(':'))
  const mask = adapter ? maskOf(Math.max(adapter.prefix, 8)) : '255.255.255.0'
  const gateway = adapter ? likelyGateway(adapter.address, mask) : undefined
  const rows = [...devices]
    .sort((a, b) => a.identity.mac.localeCompare(b.identity.mac))
    .map(({ key }) => ({ device: key, address: '', wanted: true }))
  return { rows, first: '', mask, gateway: gateway ?? '' }
}

function maskOf(prefix: number): string {
  const number = 2 ** 32 - 2 ** (32 - prefix)
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.')
}

/** The rows that are to be moved with addresses in order, from `first` on, without those others have. */
export function filled(draft: Draft, taken: ReadonlySet<string>): Draft {
  const found = [...addressesFrom(draft.first, draft.rows.filter(({ wanted }) => wanted).length, taken)]
  return { ...draft, rows: draft.rows.map((row) => (row.wanted ? { ...row, address: found.shift() ?? '' } : row)) }
}

/** What is asked of the host. Undefined where no device is to be moved. */
export function tableOf({ rows, mask, gateway }: Draft, setsFirstPassword = false): AddressTable {
  return {
    rows: rows.filter(({ wanted }) => wanted).map(({ device, address }) => ({ device, address })),
    mask,
    gateway,
    setsFirstPassword,
  }
}

/** What is wrong with a row at first sight; an address that is still to come is missing, not wrong. */
export function problemOf(draft: Draft, device: DeviceKey): Finding | undefined {
  const table = tableOf(draft)
  const index = table.rows.findIndex((row) => row.device === device)
  if (index < 0 || table.rows[index]?.address === '') return undefined
  return rowProblem(table, index)
}

export function missing({ rows }: Draft): number {
  return rows.filter(({ wanted, address }) => wanted && address === '').length
}

/** Every row that is to be moved has an address that could be. */
export function isComplete(draft: Draft): boolean {
  const table = tableOf(draft)
  return table.rows.length > 0 && table.rows.every((_, index) => rowProblem(table, index) === undefined)
}

/** Nothing of what was checked keeps the batch from beginning. */
export function mayStart(at: AddressesWizard): boolean {
  return at.step === 'review' && at.findings !== undefined && at.findings.every(({ findings }) => !findings.some(isFailed))
}

/** What a person should know of a row: the first thing that fails, else the first to look at. */
export function worstOf(findings: readonly Finding[]): Finding | undefined {
  return findings.find(isFailed) ?? findings.find(({ verdict }) => verdict === 'warn')
}

function isFailed({ verdict }: Finding): boolean {
  return verdict === 'fail'
}

/** An address for one more device: after the highest of the batch. */
export function nextAddress({ rows }: Pick<BatchProgress, 'rows'>, taken: ReadonlySet<string>): string {
  const mine = new Set([...taken, ...rows.map(({ address }) => address)])
  return addressesFrom(rows.at(-1)?.address ?? '', 1, mine)[0] ?? ''
}
