import { tryOnScopeDispose, useDebounceFn } from '@vueuse/core'
import { type MaybeRefOrGetter, shallowRef, toValue, watch } from 'vue'
import type { DeviceKey } from '#common/device/device.ts'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import { bridge } from '../../bridge/index.ts'
import type { UsePerspectiveReturn } from '../../components/picture/usePerspective.ts'
import { useTurns } from '../../composables/useTurns.ts'

/** ms without a change before it is kept. */
const pauseMs = 400

/** Marks come from the site folder, and go there as they change: they outlive the screen and the application. */
export function useKeptPerspective(device: MaybeRefOrGetter<DeviceKey>, channel: MaybeRefOrGetter<number>, aid: UsePerspectiveReturn) {
  const error = shallowRef<AppError>()
  const isLoaded = shallowRef(false)
  const turns = useTurns()
  /** What the folder has; what is the same is not written again. */
  let known = ''
  /** Nothing is written of a picture nobody marked. */
  let isMarked = false
  let waiting: (() => Promise<void>) | undefined

  async function load(): Promise<void> {
    const isNewest = turns.begin()
    await flush()
    isLoaded.value = false
    error.value = undefined
    try {
      const kept = await bridge.request('perspective.read', toValue(device), toValue(channel))
      if (!isNewest()) return
      aid.load(
        kept ?? {
          lens: { fieldOfView: aid.fieldOfView.value ?? NaN, aspect: 1 },
          target: aid.person.value ?? { width: 0.5, height: 1.75 },
          marks: [],
        },
      )
      known = JSON.stringify(aid.kept.value)
      isMarked = kept !== null
      isLoaded.value = true
    } catch (thrown) {
      if (isNewest()) error.value = toAppError(thrown)
    }
  }

  async function flush(): Promise<void> {
    const write = waiting
    waiting = undefined
    await write?.()
  }
  const later = useDebounceFn(flush, pauseMs)

  watch(aid.kept, (kept) => {
    const text = JSON.stringify(kept)
    if (!isLoaded.value || !kept || text === known) return
    if (!isMarked && kept.marks.length === 0) return
    known = text
    isMarked = true
    const [key, one] = [toValue(device), toValue(channel)]
    waiting = async () => {
      try {
        await bridge.request('perspective.keep', key, { ...kept, channel: one })
        error.value = undefined
      } catch (thrown) {
        error.value = toAppError(thrown)
      }
    }
    void later()
  })
  watch([() => toValue(device), () => toValue(channel)], load, { immediate: true })
  tryOnScopeDispose(() => void flush())

  return { error, isLoaded }
}
