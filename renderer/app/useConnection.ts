import { onMounted, onScopeDispose, type Ref, shallowRef } from 'vue'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import { bridge } from '../bridge/index.ts'

export interface UseConnectionOptions {
  /** Asks for everything that outlives a screen; gives back how to stop listening to it. */
  readonly load: () => Promise<() => void>
  /** Once, after the first load that succeeded. */
  readonly onFirst: () => Promise<void>
}

export interface UseConnectionReturn {
  /** True while the host cannot be reached. What is shown stays. */
  readonly isLost: Readonly<Ref<boolean>>
  /** Why the host could not tell what is there. */
  readonly error: Readonly<Ref<AppError | undefined>>
  readonly ask: () => Promise<void>
}

/** Asks the host at the start and again after each break, because what it told meanwhile was missed. */
export function useConnection({ load, onFirst }: UseConnectionOptions): UseConnectionReturn {
  const isLost = shallowRef(bridge.state() === 'lost')
  const error = shallowRef<AppError>()
  let stop: () => void = () => undefined
  let isFirst = true
  let turn = 0

  async function ask(): Promise<void> {
    const mine = ++turn
    try {
      const next = await load()
      if (mine !== turn) return next()
      stop()
      stop = next
      error.value = undefined
      if (!isFirst) return
      isFirst = false
      await onFirst()
    } catch (thrown) {
      if (mine === turn) error.value = toAppError(thrown)
    }
  }

  const stopState = bridge.onState((state) => {
    isLost.value = state === 'lost'
    if (state === 'connected') void ask()
  })
  onMounted(ask)
  onScopeDispose(() => {
    turn += 1
    stopState()
    stop()
  })

  return { isLost, error, ask }
}
