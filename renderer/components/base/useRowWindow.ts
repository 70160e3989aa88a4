import { computed, onBeforeUnmount, onMounted, ref, type ComputedRef, type Ref } from 'vue'
import { rowWindow, type RowWindow } from './table.ts'

/** Until the page has been laid out: one row of the dark theme, its head, and a list as high as a small window. */
const guess = { row: 30, head: 28, view: 600 }

export interface RowWindowing {
  readonly shown: ComputedRef<RowWindow>
  readonly rowHeight: Readonly<Ref<number>>
  /** Rows that fit into the view. */
  readonly page: ComputedRef<number>
  readonly scrolled: () => void
  /** Scrolls as little as needed to show the row in full. */
  readonly reveal: (index: number) => void
}

/** Keeps track of which rows can be seen. `probe` is an element as high as a row, so that a theme may change the height. */
export function useRowWindow(
  view: Readonly<Ref<HTMLElement | null>>,
  probe: Readonly<Ref<HTMLElement | null>>,
  count: () => number,
): RowWindowing {
  const top = ref(0)
  const rowHeight = ref(guess.row)
  const height = ref(guess.view)
  const sizes = new ResizeObserver(measure)

  onMounted(() => {
    measure()
    if (view.value) sizes.observe(view.value)
    if (probe.value) sizes.observe(probe.value)
  })
  onBeforeUnmount(() => sizes.disconnect())

  function measure() {
    rowHeight.value = probe.value?.offsetHeight || guess.row
    height.value = view.value?.clientHeight || guess.view
    scrolled()
  }

  function scrolled() {
    top.value = view.value?.scrollTop ?? 0
  }

  function reveal(index: number) {
    const box = view.value
    if (!box) return
    const head = box.querySelector('thead')?.offsetHeight || guess.head
    const from = index * rowHeight.value
    const to = from + rowHeight.value + head - height.value
    if (from < box.scrollTop) box.scrollTop = from
    else if (to > box.scrollTop) box.scrollTop = to
    scrolled()
  }

  return {
    shown: computed(() => rowWindow(top.value, height.value, rowHeight.value, count())),
    rowHeight,
    page: computed(() => Math.max(1, Math.floor((height.value - guess.head) / rowHeight.value) - 1)),
    scrolled,
    reveal,
  }
}
