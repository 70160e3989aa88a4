import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { WalkState } from '#common/walk/walk.ts'
import { bridge } from '../bridge/index.ts'

/** The walk test under way, wherever it was begun. */
export const useWalkStore = defineStore('walk', () => {
  const state = shallowRef<WalkState | null>(null)

  async function start(): Promise<() => void> {
    const stop = bridge.on('walk.changed', (next) => (state.value = next))
    state.value = await bridge.request('walk.state')
    return stop
  }

  return { state, start }
})
