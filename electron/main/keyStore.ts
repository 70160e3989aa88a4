import { safeStorage } from 'electron'
import { createKeyStoreFile } from '#node/vault/keyStoreFile.ts'
import { createVault, type Vault } from '#node/vault/vault.ts'

/** Accounts of the desktop: in a file under the system's key store; in memory only where that is missing, or hides nothing. */
export async function openVault(file: string, platform: NodeJS.Platform): Promise<Vault> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return createVault({ withoutKeyStore: 'none' })
  // Without a desktop's password manager Electron encrypts with a password that is the same on every computer.
  if (platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text')
    return createVault({ withoutKeyStore: 'hidesNothing' })
  return createVault({
    keyStore: createKeyStoreFile(file, {
      encrypt: (text) => safeStorage.encryptStringAsync(text),
      decrypt: async (sealed) => (await safeStorage.decryptStringAsync(Buffer.from(sealed))).result,
    }),
  })
}
