import { useDocumentVisibility, useIntersectionObserver } from '@vueuse/core'
import { computed, type ComputedRef, type MaybeRefOrGetter, shallowRef, toValue } from 'vue'

/** True while an element lies in what `root` shows of it and the page itself is looked at. Nearly there counts: what comes into view is there. */
export function useSeen(
  element: MaybeRefOrGetter<HTMLElement | null | undefined>,
  root: MaybeRefOrGetter<HTMLElement | null | undefined>,
): ComputedRef<boolean> {
  const isNear = shallowRef(false)
  const visibility = useDocumentVisibility()
  useIntersectionObserver(
    () => toValue(element),
    (entries) => (isNear.value = entries.at(-1)?.isIntersecting ?? false),
    { root: () => toValue(root), rootMargin: '10%' },
  )
  return computed(() => isNear.value && visibility.value === 'visible')
}
