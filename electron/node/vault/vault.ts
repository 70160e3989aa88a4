import PQueue from 'p-queue'
import type { Account, AccountsState } from '#common/accounts/accounts.ts'
import type { DeviceKey } from '#common/device/device.ts'
import { type AppError, fail, toAppError } from '#common/errors/appError.ts'
import type { Accounts } from './accountsText.ts'
import type { PassphraseFile } from './passphraseFile.ts'
import type { Rest } from './rest.ts'

/** Remembered accounts. A host makes it, for hosts differ in where a secret may rest; nobody but the sign-in reads an account out. */
export interface Vault {
  /** Reads what can be read without asking anybody. What cannot is told by `state`, never thrown. */
  start(): Promise<void>
  state(): AccountsState
  /** Told after every deed, whether or not it worked. */
  watch(listener: (state: AccountsState) => void): void
  /** @throws AppFailure `vault` where it is locked, or has none for the device */
  accountOf(device: DeviceKey): Account
  /** Remembers them all, or throws and remembers none. */
  keep(accounts: Accounts): Promise<void>
  /** Takes accounts away; `all` of them go with their file, whether or not it could be read. */
  forget(which: readonly DeviceKey[] | 'all'): Promise<void>
  /** @throws AppFailure `vault` */
  unlock(passphrase: string): Promise<void>
  lock(): Promise<void>
  /** From now on, and what is remembered now, in a file under this passphrase; also changes the passphrase of one. */
  keepInFile(passphrase: string): Promise<void>
  /** From now on in memory; the file is removed. */
  keepInMemory(): Promise<void>
}

/** Where a host lets accounts rest: the system's key store, nowhere because that cannot be used, or a file if a person wants one. */
export type Places = { readonly keyStore: Rest } | { readonly withoutKeyStore: 'none' | 'hidesNothing' } | { readonly file: PassphraseFile }

/** Keeps accounts where the host says they may rest, and in memory for as long as the program runs. */
export function createVault(places?: Places): Vault {
  const keyStore = places && 'keyStore' in places ? places.keyStore : undefined
  const withoutKeyStore = places && 'withoutKeyStore' in places ? places.withoutKeyStore : undefined
  const file = places && 'file' in places ? places.file : undefined
  const turns = new PQueue({ concurrency: 1 })
  const listeners: ((state: AccountsState) => void)[] = []
  let accounts: Accounts = new Map()
  let trouble: AppError | undefined

  const hasFile = () => file?.exists() === true
  const isLocked = () => hasFile() && file?.isOpen() === false
  const rest = (): Rest | undefined => keyStore ?? (hasFile() ? file : undefined)

  function state(): AccountsState {
    return {
      keptIn: keyStore ? 'keyStore' : hasFile() ? 'file' : 'memory',
      ...(withoutKeyStore ? { withoutKeyStore } : {}),
      canChoose: file !== undefined,
      isLocked: isLocked(),
      ...(trouble ? { trouble } : {}),
      accounts: [...accounts].map(([device, { user }]) => ({ device, user })),
    }
  }

  /** One after the other; whatever happens, those who watch are told how it stands. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    return turns.add(async () => {
      try {
        await work()
      } finally {
        if (isLocked()) accounts = new Map()
        listeners.forEach((tell) => tell(state()))
      }
    })
  }

  /** What is remembered now. Two hosts may share a file: what another wrote, locked or removed meanwhile holds here too. */
  async function current(): Promise<Accounts> {
    const place = rest()
    if (!place) return accounts
    try {
      return await place.read()
    } catch (thrown) {
      if (file && !hasFile()) accounts = new Map()
      throw thrown
    }
  }

  async function write(next: Accounts): Promise<void> {
    await rest()?.write(next)
    accounts = next
    trouble = undefined
  }

  async function removeAll(): Promise<void> {
    await rest()?.remove()
    accounts = new Map()
    trouble = undefined
  }

  return {
    state,
    watch: (listener) => void listeners.push(listener),
    start: () =>
      inTurn(async () => {
        try {
          await file?.look()
          accounts = (await keyStore?.read()) ?? accounts
        } catch (thrown) {
          trouble = toAppError(thrown)
        }
      }),
    accountOf(device) {
      if (isLocked()) fail({ kind: 'vault', why: 'locked', deviceId: device })
      return accounts.get(device) ?? fail({ kind: 'vault', why: 'notRemembered', deviceId: device })
    },
    keep: (more) => inTurn(async () => write(new Map([...(await current()), ...more]))),
    forget: (which) =>
      inTurn(async () => {
        if (which === 'all') return removeAll()
        const before = await current()
        if (which.some((device) => before.has(device))) await write(new Map([...before].filter(([device]) => !which.includes(device))))
      }),
    unlock: (passphrase) =>
      inTurn(async () => {
        if (!file) return fail({ kind: 'vault', why: 'noFile' })
        await file.open(passphrase)
        accounts = await file.read()
      }),
    lock: () => inTurn(async () => file?.shut()),
    keepInFile: (passphrase) =>
      inTurn(async () => {
        if (!file) return fail({ kind: 'vault', why: 'noFile' })
        await file.look()
        if (isLocked()) return fail({ kind: 'vault', why: 'locked' })
        accounts = await current()
        await file.create(passphrase, accounts)
      }),
    keepInMemory: () =>
      inTurn(async () => {
        if (isLocked()) return fail({ kind: 'vault', why: 'locked' })
        await file?.remove()
      }),
  }
}
