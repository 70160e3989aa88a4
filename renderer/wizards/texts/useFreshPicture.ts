import { shallowRef } from 'vue'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import { bridge } from '#renderer/bridge/index.ts'
import { useTurns } from '#renderer/composables/useTurns.ts'

/** A picture as the device gives it at this moment: no stream that may be seconds old. */
export interface FreshPicture {
  /** A data URL of a JPEG. */
  readonly source: string
  /** ms since the epoch. */
  readonly at: number
}

/** Takes pictures one at a time; the last one asked for counts. */
export function useFreshPicture(take = (device: string, channel: number) => bridge.request('pictures.take', device, channel)) {
  const picture = shallowRef<FreshPicture>()
  const error = shallowRef<AppError>()
  const isTaking = shallowRef(false)
  const turns = useTurns()

  async function again(device: string, channel: number): Promise<void> {
    const isNewest = turns.begin()
    isTaking.value = true
    error.value = undefined
    try {
      const bytes = await take(device, channel)
      if (isNewest()) picture.value = { source: `data:image/jpeg;base64,${bytes}`, at: Date.now() }
    } catch (thrown) {
      if (isNewest()) error.value = toAppError(thrown)
    } finally {
      if (isNewest()) isTaking.value = false
    }
  }

  return { picture, error, isTaking, again }
}
