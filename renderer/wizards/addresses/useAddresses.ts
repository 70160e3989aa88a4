import { computed, shallowRef, watch } from 'vue'
import type { TypedAccount } from '#common/accounts/accounts.ts'
import type { AddressTable, RowFindings } from '#common/batch/addresses.ts'
import type { DeviceKey } from '#common/device/device.ts'
import { toAppError } from '#common/errors/appError.ts'
import { bridge } from '#renderer/bridge/index.ts'
import { useTurns } from '#renderer/composables/useTurns.ts'
import { useBatchStore } from '#renderer/stores/batch.ts'
import { useDevicesStore } from '#renderer/stores/devices.ts'
import { advanceAddresses, type AddressesMove, type AddressesWizard, draftFor, filled, mayStart, tableOf } from './machine.ts'
import { useAdapters } from '../shared/useAdapters.ts'

/** What the wizard asks of the host. */
export interface AddressesPort {
  check(table: AddressTable): Promise<readonly RowFindings[]>
  start(table: AddressTable, account: TypedAccount): Promise<unknown>
}

const hostPort: AddressesPort = {
  check: (table) => bridge.request('batches.check', table),
  start: (table, account) => bridge.request('batches.start', table, account),
}

/** Addresses for these devices; the batch that is under way where there is one. */
export function useAddresses(wanted: () => readonly DeviceKey[], { port = hostPort }: { readonly port?: AddressesPort } = {}) {
  const [devices, batch] = [useDevicesStore(), useBatchStore()]
  const { adapters } = useAdapters()
  const turns = useTurns()
  const at = shallowRef<AddressesWizard>(begun())
  const busy = shallowRef(false)
  /** Addresses that other devices or this computer have. */
  const taken = computed(() => {
    const mine = new Set(at.value.step === 'proof' ? [] : at.value.draft.rows.map(({ device }) => device))
    const others = devices.all.filter(({ key, state }) => !mine.has(key) && state !== 'gone')
    return new Set([...others.map(({ endpoint }) => endpoint.address), ...adapters.value.map(({ address }) => address)])
  })

  function begun(): AddressesWizard {
    const those = wanted().flatMap((key) => devices.find(key) ?? [])
    return batch.isOpen || those.length === 0 ? { step: 'proof' } : { step: 'table', draft: draftFor(those, adapters.value) }
  }

  function move(next: AddressesMove): void {
    at.value = advanceAddresses(at.value, next)
  }

  function fill(): void {
    if (at.value.step === 'table') move({ type: 'edited', draft: filled(at.value.draft, taken.value) })
  }

  async function review(): Promise<void> {
    move({ type: 'went', to: 'review' })
    if (at.value.step !== 'review') return
    const isNewest = turns.begin()
    try {
      const findings = await port.check(tableOf(at.value.draft))
      if (isNewest()) move({ type: 'checked', findings })
    } catch (thrown) {
      if (isNewest()) move({ type: 'failed', error: toAppError(thrown) })
    }
  }

  async function start(account: TypedAccount, setsFirstPassword: boolean): Promise<void> {
    if (at.value.step !== 'review' || !mayStart(at.value) || busy.value) return
    busy.value = true
    try {
      await port.start(tableOf(at.value.draft, setsFirstPassword), account)
      move({ type: 'started' })
    } catch (thrown) {
      move({ type: 'failed', error: toAppError(thrown) })
    } finally {
      busy.value = false
    }
  }

  // What is proposed hangs on the adapters, which are told a moment later; what a person typed stays.
  watch(adapters, (known) => {
    const now = at.value
    if (now.step !== 'table' || now.draft.first !== '' || now.draft.rows.some(({ address }) => address !== '')) return
    move({
      type: 'edited',
      draft: draftFor(
        now.draft.rows.flatMap(({ device }) => devices.find(device) ?? []),
        known,
      ),
    })
  })
  watch(
    () => batch.isOpen,
    (isOpen) => isOpen && move({ type: 'started' }),
  )

  return { at, busy, taken, move, fill, review, start }
}
