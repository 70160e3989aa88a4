import { type ShallowRef, shallowRef } from 'vue'
import type { DeviceKey } from '#common/device/device.ts'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import { bridge } from '../bridge/index.ts'

export interface UseVaultReturn {
  readonly busy: Readonly<ShallowRef<boolean>>
  readonly error: ShallowRef<AppError | undefined>
  /** Each resolves with true when it worked; a passphrase is handed over and not kept. */
  unlock(passphrase: string): Promise<boolean>
  lock(): Promise<boolean>
  keepInFile(passphrase: string): Promise<boolean>
  keepInMemory(): Promise<boolean>
  /** Of these devices, or all there are. */
  forget(devices: readonly DeviceKey[] | 'all'): Promise<boolean>
}

/** What a person can do about remembered accounts. */
export function useVault(): UseVaultReturn {
  const busy = shallowRef(false)
  const error = shallowRef<AppError>()

  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    busy.value = true
    error.value = undefined
    try {
      await work()
      return true
    } catch (thrown) {
      error.value = toAppError(thrown)
      return false
    } finally {
      busy.value = false
    }
  }

  return {
    busy,
    error,
    unlock: (passphrase) => attempt(() => bridge.request('accounts.unlock', passphrase)),
    lock: () => attempt(() => bridge.request('accounts.lock')),
    keepInFile: (passphrase) => attempt(() => bridge.request('accounts.keepInFile', passphrase)),
    keepInMemory: () => attempt(() => bridge.request('accounts.keepInMemory')),
    forget: (devices) => attempt(() => bridge.request('accounts.forget', devices === 'all' ? null : [...devices])),
  }
}
