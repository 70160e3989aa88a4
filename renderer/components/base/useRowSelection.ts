import { computed, type ComputedRef, type Ref } from 'vue'
import { keysBetween } from './table.ts'

export interface RowSelection {
  /** Of the rows in the table: are all, some or none of them selected? */
  readonly extent: ComputedRef<'all' | 'some' | 'none'>
  readonly toggle: (key: string) => void
  /** From the row toggled last to this one. */
  readonly extendTo: (key: string) => void
  readonly selectAll: () => void
  readonly clear: () => void
}

/** Selecting rows by key. What is selected but not in the table, because a filter hides it, stays selected. */
export function useRowSelection(selected: Ref<ReadonlySet<string>>, keys: () => readonly string[]): RowSelection {
  let anchor: string | undefined

  const extent = computed(() => {
    const [all, known] = [keys(), selected.value]
    const count = known.size === 0 ? 0 : all.filter((key) => known.has(key)).length
    if (count === 0) return 'none'
    return count === all.length ? 'all' : 'some'
  })

  function toggle(key: string) {
    const next = new Set(selected.value)
    if (!next.delete(key)) next.add(key)
    selected.value = next
    anchor = key
  }

  function extendTo(key: string) {
    selected.value = new Set([...selected.value, ...keysBetween(keys(), anchor ?? key, key)])
    anchor ??= key
  }

  function selectAll() {
    selected.value = new Set([...selected.value, ...keys()])
  }

  function clear() {
    const shown = new Set(keys())
    selected.value = new Set([...selected.value].filter((key) => !shown.has(key)))
    anchor = undefined
  }

  return { extent, toggle, extendTo, selectAll, clear }
}
