import { ref, type Ref } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'

export interface UseLeaveGuardReturn {
  /** The question is open. */
  readonly asking: Ref<boolean>
  answer(leave: boolean): void
}

/** Asks before a screen is left, but only while leaving would lose something. */
export function useLeaveGuard(wouldLose: () => boolean): UseLeaveGuardReturn {
  const asking = ref(false)
  let settle: ((leave: boolean) => void) | undefined

  onBeforeRouteLeave(() => {
    if (!wouldLose()) return true
    settle?.(false)
    asking.value = true
    return new Promise<boolean>((resolve) => {
      settle = resolve
    })
  })

  function answer(leave: boolean): void {
    asking.value = false
    settle?.(leave)
    settle = undefined
  }

  return { asking, answer }
}
