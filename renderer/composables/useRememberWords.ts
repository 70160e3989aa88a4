import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useAccountsStore } from '../stores/accounts.ts'

/** What ticking “Remember” comes to on this computer, in words; undefined while nothing can be remembered. */
export function useRememberWords(): ComputedRef<{ readonly label: string; readonly hint: string } | undefined> {
  const { t } = useI18n()
  const accounts = useAccountsStore()

  return computed(() => {
    const { state } = accounts
    if (!state || state.isLocked || state.trouble) return undefined
    const { keptIn, withoutKeyStore, canChoose } = state
    const hint = keptIn === 'memory' ? (withoutKeyStore ?? (canChoose ? 'choose' : 'none')) : keptIn
    return { label: t(`signIn.remember.${keptIn === 'memory' ? 'memory' : 'disk'}`), hint: t(`signIn.remember.${hint}`) }
  })
}
