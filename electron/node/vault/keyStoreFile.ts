import { z } from 'zod'
import { fail } from '#common/errors/appError.ts'
import { accountsText, jsonIn, readAccounts } from './accountsText.ts'
import { readPrivate, removePrivate, writePrivate } from './privateFile.ts'
import type { Rest } from './rest.ts'

/** Encryption the system does for its user: Keychain, Data Protection, Secret Service. Throws what it likes. */
export interface KeyStore {
  encrypt(text: string): Promise<Uint8Array>
  decrypt(sealed: Uint8Array): Promise<string>
}

const format = 'sightline-accounts-of-this-user'
const KeyStoreFile = z.object({ format: z.literal(format), version: z.literal(1), sealed: z.base64() })
const AnyVersion = z.object({ format: z.literal(format), version: z.int() })

/** Accounts in a file that only the system's key store opens. */
export function createKeyStoreFile(file: string, keyStore: KeyStore): Rest {
  return {
    async read() {
      const text = await readPrivate(file)
      if (text === undefined) return new Map()
      const json = jsonIn(text)
      const found = KeyStoreFile.safeParse(json)
      const version = AnyVersion.safeParse(json)
      if (!found.success) return fail({ kind: 'vault', why: version.success && version.data.version > 1 ? 'newer' : 'damaged' })
      // What the key store throws may hold what it was given.
      const plain = await keyStore.decrypt(Buffer.from(found.data.sealed, 'base64')).catch(() => undefined)
      return plain === undefined ? fail({ kind: 'vault', why: 'keyStore' }) : readAccounts(plain)
    },
    async write(accounts) {
      const sealed = await keyStore.encrypt(accountsText(accounts)).catch(() => undefined)
      if (!sealed) return fail({ kind: 'vault', why: 'keyStore' })
      const body = { format, version: 1, sealed: Buffer.from(sealed).toString('base64') }
      await writePrivate(file, `${JSON.stringify(body, null, 2)}\n`)
    },
    remove: () => removePrivate(file),
  }
}
