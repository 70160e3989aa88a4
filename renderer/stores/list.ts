import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** What the device list is narrowed to and who is chosen in it; kept while one looks at something else. */
export const useListStore = defineStore('list', () => {
  const text = shallowRef('')
  const group = shallowRef<'all' | 'ready' | 'check' | 'blocked' | 'new'>('all')
  const chosen = shallowRef<ReadonlySet<string>>(new Set())
  return { text, group, chosen }
})
