import { computed, type ComputedRef, onScopeDispose, ref, shallowRef, type ShallowRef } from 'vue'
import { type AppError, toAppError } from '#common/errors/appError.ts'

/** Something that goes on by itself once begun, and how it is ended. */
export interface Held {
  readonly begin: () => Promise<unknown>
  readonly end: () => Promise<unknown>
}

export interface UseHeldReturn {
  /** Begun and not yet ended for certain. */
  readonly isOn: ComputedRef<boolean>
  readonly error: ShallowRef<AppError | undefined>
  /** The end was asked for twice and not answered: it may still go on. */
  readonly mayGoOn: ComputedRef<boolean>
  press(held: Held): void
  letGo(): void
  forget(): void
}

/**
 * Ends for certain what was begun by a press. The end is sent after the beginning was answered, so that it cannot overtake it; whatever
 * came of the beginning, since one that got no answer may have been heard; and once more where it got none itself. A scope that goes
 * away lets go.
 */
export function useHeld(): UseHeldReturn {
  const under = ref(0)
  const unended = ref(false)
  const error = shallowRef<AppError>()
  let last: Promise<void> = Promise.resolve()
  let now: { readonly held: Held; readonly begun: Promise<void> } | undefined

  function forget(): void {
    error.value = undefined
    unended.value = false
  }

  function press(held: Held): void {
    if (now) return
    forget()
    under.value++
    const begun = last.then(held.begin).then(nothing, (thrown: unknown) => {
      error.value = toAppError(thrown)
    })
    now = { held, begun }
  }

  function letGo(): void {
    if (!now) return
    const { held, begun } = now
    now = undefined
    last = begun
      .then(held.end)
      .catch(held.end)
      .then(nothing, (thrown: unknown) => {
        error.value = toAppError(thrown)
        unended.value = true
      })
      .finally(() => under.value--)
  }

  onScopeDispose(letGo)
  return { isOn: computed(() => under.value > 0), error, mayGoOn: computed(() => unended.value), press, letGo, forget }
}

function nothing(): void {
  return undefined
}
