import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { AccountsState } from '#common/accounts/accounts.ts'
import type { DeviceKey } from '#common/device/device.ts'
import type { AppError } from '#common/errors/appError.ts'
import type { SignInOutcome } from '#common/ipc/contract.ts'
import { bridge } from '../bridge/index.ts'

/** Which accounts are remembered, and where. Never a password. */
export const useAccountsStore = defineStore('accounts', () => {
  const state = shallowRef<AccountsState>()
  /** A device that took an account which then could not be remembered: its form is gone by the time that is known. */
  const notRemembered = shallowRef<{ readonly device: DeviceKey; readonly error: AppError }>()
  const users = computed<ReadonlyMap<DeviceKey, string>>(() => new Map(state.value?.accounts.map(({ device, user }) => [device, user])))

  async function start(): Promise<() => void> {
    const stop = bridge.on('accounts.changed', (next) => {
      state.value = next
    })
    state.value = await bridge.request('accounts.state')
    return stop
  }

  /** Takes note of how devices answered. */
  function note(outcomes: readonly SignInOutcome[]): void {
    const lost = outcomes.find((outcome) => outcome.notRemembered !== undefined)
    notRemembered.value = lost?.notRemembered && { device: lost.device, error: lost.notRemembered }
  }

  return { state, users, notRemembered, start, note }
})
