import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { BatchProgress } from '#common/batch/addresses.ts'
import { bridge } from '../bridge/index.ts'

/** The batch there is, under way or ended, until a person takes it away. */
export const useBatchStore = defineStore('batch', () => {
  const now = shallowRef<BatchProgress | null>(null)
  /** Devices are being moved, or will be. */
  const isOpen = computed(() => now.value !== null && now.value.state !== 'done' && now.value.state !== 'stopped')

  async function start(): Promise<() => void> {
    let early: { readonly progress: BatchProgress | null } | undefined
    const stop = bridge.on('batches.changed', (progress) => {
      early = { progress }
      now.value = progress
    })
    const known = await bridge.request('batches.state')
    if (!early) now.value = known
    return stop
  }

  return { now, isOpen, start }
})
