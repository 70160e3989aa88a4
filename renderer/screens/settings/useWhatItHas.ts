import { computed, type MaybeRefOrGetter, shallowRef, toValue, watch } from 'vue'
import { settings } from '#common/catalog/index.ts'
import type { DeviceSummary } from '#common/device/device.ts'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import { bridge } from '../../bridge/index.ts'
import { useCapabilitiesStore } from '../../stores/capabilities.ts'

/** What a device has of the catalog, as far as such a device was ever asked, and asking it for the rest. */
export function useWhatItHas(device: MaybeRefOrGetter<DeviceSummary | undefined>) {
  const store = useCapabilitiesStore()
  const error = shallowRef<AppError>()

  const known = computed(() => store.of(toValue(device)))
  /** Settings of its product line nobody has asked such a device for. */
  const unasked = computed(() => {
    const line = toValue(device)?.identity.series
    return settings.filter(({ id, series }) => line !== undefined && (series?.includes(line) ?? true) && known.value[id] === undefined)
      .length
  })
  const asking = computed(() => store.asking.find((one) => one.device === toValue(device)?.key))

  async function attempt(work: (key: string) => Promise<unknown>): Promise<void> {
    const key = toValue(device)?.key
    if (key === undefined) return
    error.value = undefined
    await work(key).catch((thrown: unknown) => (error.value = toAppError(thrown)))
  }

  let loading: Promise<void> = Promise.resolve()
  watch(
    () => toValue(device)?.key,
    () => (loading = attempt(store.load)),
    { immediate: true },
  )

  return {
    known,
    unasked,
    asking,
    error,
    /** Resolves when what is known was told. */
    ready: () => loading,
    ask: () => attempt((key) => bridge.request('capabilities.ask', key)),
    stop: () => attempt((key) => bridge.request('capabilities.stop', key)),
  }
}
