import { z } from 'zod'
import type { DeviceKey } from '../device/device.ts'
import type { AppError } from '../errors/appError.ts'

/** What a device is signed in with. Never told by a host; it only ever goes to one. */
export const Account = z.object({ user: z.string().min(1).max(64), password: z.string().max(128) })
export type Account = z.infer<typeof Account>

/** An account as a person typed it, and whether this computer shall remember it once the device has taken it. */
export const TypedAccount = Account.extend({ remember: z.boolean().optional() })
export type TypedAccount = z.infer<typeof TypedAccount>

/** Characters of a new passphrase, [12, 256]. Ours: it stands alone between a stolen file and every device in it. */
export const passphraseLength = { min: 12, max: 256 } as const

export const Passphrase = z.string().min(1).max(passphraseLength.max)
export const NewPassphrase = Passphrase.min(passphraseLength.min)

/** A device whose account is remembered. The password stays where it is. */
export interface RememberedAccount {
  readonly device: DeviceKey
  readonly user: string
}

/** What is remembered, and where. Holds no secret. */
export interface AccountsState {
  /** Where an account goes that is remembered now: the system's own key store, a file under a passphrase, or memory until the end. */
  readonly keptIn: 'keyStore' | 'file' | 'memory'
  /** Why a host with a key store keeps them in memory: there is none, or one that hides nothing. */
  readonly withoutKeyStore?: 'none' | 'hidesNothing'
  /** A person may choose between memory and a file. */
  readonly canChoose: boolean
  /** The file is there, and nobody has said its passphrase yet: what is in it is not known. */
  readonly isLocked: boolean
  /** Why what was remembered cannot be read. */
  readonly trouble?: AppError
  readonly accounts: readonly RememberedAccount[]
}
