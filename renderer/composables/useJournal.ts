import { type MaybeRefOrGetter, onScopeDispose, type Ref, shallowRef, toValue, watch } from 'vue'
import type { DeviceKey } from '#common/device/device.ts'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import type { JournalEntry } from '#common/journal/journal.ts'
import { bridge } from '../bridge/index.ts'

export interface UseJournalReturn {
  /** Oldest first, each once. */
  readonly entries: Readonly<Ref<readonly JournalEntry[]>>
  /** Why the journal could not be read. */
  readonly error: Readonly<Ref<AppError | undefined>>
}

/** The journal of one device, or of the site, as it grows; asked again after the host was out of reach. */
export function useJournal(device: MaybeRefOrGetter<DeviceKey | undefined>): UseJournalReturn {
  const entries = shallowRef<readonly JournalEntry[]>([])
  const error = shallowRef<AppError>()
  let turn = 0

  async function ask(): Promise<void> {
    const mine = ++turn
    try {
      const listed = await bridge.request('journal.list', toValue(device) ?? null)
      if (mine !== turn) return
      entries.value = merged(listed, entries.value)
      error.value = undefined
    } catch (thrown) {
      if (mine === turn) error.value = toAppError(thrown)
    }
  }

  const stopGrowing = bridge.on('journal.grew', (entry) => {
    const wanted = toValue(device)
    if (wanted === undefined || entry.device === wanted) entries.value = merged(entries.value, [entry])
  })
  const stopState = bridge.onState((state) => {
    if (state === 'connected') void ask()
  })
  onScopeDispose(() => {
    turn += 1
    stopGrowing()
    stopState()
  })

  watch(
    () => toValue(device),
    () => {
      entries.value = []
      void ask()
    },
    { immediate: true },
  )

  return { entries, error }
}

/** A line may come twice, told and listed. */
function merged(known: readonly JournalEntry[], more: readonly JournalEntry[]): readonly JournalEntry[] {
  const byNumber = new Map([...known, ...more].map((entry) => [entry.number, entry]))
  return [...byNumber.values()].sort((a, b) => a.number - b.number)
}
