import { computed, type MaybeRefOrGetter, shallowRef, toValue, watch } from 'vue'

export interface HistoryOptions<T> {
  /** What is there now. */
  readonly now: MaybeRefOrGetter<T>
  readonly give: (next: T) => void
  /** Whether what is there now is what was given, though it may be another object. */
  readonly isSame?: (a: T, b: T) => boolean
}

/** Changes that can be taken back, however many there were, and made again. */
export function useHistory<T>({ now, give, isSame = Object.is }: HistoryOptions<T>) {
  const past = shallowRef<readonly T[]>([])
  const future = shallowRef<readonly T[]>([])
  let own = toValue(now)

  // What somebody else changed cannot be taken back here.
  watch(
    () => toValue(now),
    (next) => {
      if (!isSame(next, own)) forget()
    },
  )

  function forget(): void {
    own = toValue(now)
    past.value = []
    future.value = []
  }

  function pass(next: T): void {
    own = next
    give(next)
  }

  return {
    mayUndo: computed(() => past.value.length > 0),
    mayRedo: computed(() => future.value.length > 0),
    forget,
    /** A change of its own; `isMore` goes on with the one before, as a corner that is still being dragged. */
    change(next: T, isMore = false): void {
      if (!isMore || past.value.length === 0) past.value = [...past.value, toValue(now)]
      future.value = []
      pass(next)
    },
    undo(): void {
      const [before] = past.value.slice(-1)
      if (past.value.length === 0) return
      past.value = past.value.slice(0, -1)
      future.value = [...future.value, toValue(now)]
      pass(before as T)
    },
    redo(): void {
      const [after] = future.value.slice(-1)
      if (future.value.length === 0) return
      future.value = future.value.slice(0, -1)
      past.value = [...past.value, toValue(now)]
      pass(after as T)
    },
  }
}
