import { z } from 'zod'
import { Account } from '#common/accounts/accounts.ts'
import { DeviceKey } from '#common/device/device.ts'
import { fail } from '#common/errors/appError.ts'

/** Accounts by the device they are for. */
export type Accounts = ReadonlyMap<DeviceKey, Account>

const AccountsText = z.object({ accounts: z.array(Account.extend({ device: DeviceKey })) })

/** Bytes a text is filled up to a multiple of, with spaces: its length tells neither how many accounts it holds nor how long they are. */
const block = 4096

/** What is encrypted. */
export function accountsText(accounts: Accounts): string {
  const text = JSON.stringify({ accounts: [...accounts].map(([device, { user, password }]) => ({ device, user, password })) })
  const bytes = Buffer.byteLength(text)
  return text + ' '.repeat(Math.ceil(bytes / block) * block - bytes)
}

/** @throws AppFailure `vault`, `damaged`; it says nothing of what the text holds */
export function readAccounts(text: string): Accounts {
  const found = AccountsText.safeParse(jsonIn(text))
  if (!found.success) return fail({ kind: 'vault', why: 'damaged' })
  return new Map(found.data.accounts.map(({ device, user, password }) => [device, { user, password }]))
}

/** The value of a JSON text, undefined where it is none. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
