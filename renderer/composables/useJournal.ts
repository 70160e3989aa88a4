import { type MaybeRefOrGetter, onScopeDispose, type Ref, shallowRef, toValue, watch } from 'vue'
import type { DeviceKey } from '#common/device/device.ts'
import type { JournalEntry } from '#common/journal/journal.ts'
import { bridge } from '../bridge/index.ts'

export interface UseJournalReturn {
  /** Oldest first. */
  readonly entries: Readonly<Ref<readonly JournalEntry[]>>
}

/** The journal of one device, or of the site, as it grows. */
export function useJournal(device: MaybeRefOrGetter<DeviceKey | undefined>): UseJournalReturn {
  const entries = shallowRef<readonly JournalEntry[]>([])

  const stop = bridge.on('journal.grew', (entry) => {
    const wanted = toValue(device)
    if (wanted === undefined || entry.device === wanted) entries.value = [...entries.value, entry]
  })
  onScopeDispose(stop)

  watch(
    () => toValue(device),
    async (wanted) => {
      entries.value = await bridge.request('journal.list', wanted ?? null)
    },
    { immediate: true },
  )

  return { entries }
}
