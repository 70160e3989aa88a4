import { fail } from '#common/errors/appError.ts'
import { accountsText, readAccounts, type Accounts } from './accountsText.ts'
import { readPrivate, removePrivate, writePrivate } from './privateFile.ts'
import type { Rest } from './rest.ts'
import { newSealKey, type ScryptCost, seal, type SealKey, sealKeyOf, unseal, usualCost } from './sealed.ts'

/** Accounts in a file under a passphrase. The passphrase is not kept; what it comes to is, from `open` or `create` to `shut`. */
export interface PassphraseFile extends Rest {
  /** Whether there is a file, as `look` or the last deed found it. */
  exists(): boolean
  isOpen(): boolean
  look(): Promise<void>
  open(passphrase: string): Promise<void>
  /** Makes the file, in place of the one that is there. */
  create(passphrase: string, accounts: Accounts): Promise<void>
  shut(): void
}

/** Opens nothing yet. `cost` is for files it makes; one that is there says its own. */
export function createPassphraseFile(file: string, cost: ScryptCost = usualCost): PassphraseFile {
  let isThere = false
  let key: SealKey | undefined

  function shut(): void {
    key?.wipe()
    key = undefined
  }

  async function textNow(): Promise<string | undefined> {
    const text = await readPrivate(file)
    isThere = text !== undefined
    if (!isThere) shut()
    return text
  }

  return {
    exists: () => isThere,
    isOpen: () => key !== undefined,
    shut,
    async look() {
      await textNow()
    },
    async open(passphrase) {
      const text = await textNow()
      if (text === undefined) return fail({ kind: 'vault', why: 'noFile' })
      const found = await sealKeyOf(text, passphrase)
      shut()
      key = found
    },
    async create(passphrase, accounts) {
      const fresh = await newSealKey(passphrase, cost)
      await writePrivate(file, seal(fresh, accountsText(accounts)))
      shut()
      key = fresh
      isThere = true
    },
    async read() {
      const text = await textNow()
      if (text === undefined) return fail({ kind: 'vault', why: 'noFile' })
      if (!key) return fail({ kind: 'vault', why: 'locked' })
      try {
        return readAccounts(unseal(key, text))
      } catch (thrown) {
        shut()
        throw thrown
      }
    },
    async write(accounts) {
      if (!key) return fail({ kind: 'vault', why: 'locked' })
      await writePrivate(file, seal(key, accountsText(accounts)))
    },
    async remove() {
      await removePrivate(file)
      shut()
      isThere = false
    },
  }
}
