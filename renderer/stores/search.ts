import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Endpoint } from '#common/device/device.ts'
import type { SearchState, SweepRange } from '#common/discovery/search.ts'
import { bridge } from '../bridge/index.ts'

/** How the search for devices stands. */
export const useSearchStore = defineStore('search', () => {
  const state = shallowRef<SearchState>()

  async function start(): Promise<() => void> {
    const stop = bridge.on('search.changed', (next) => {
      state.value = next
    })
    state.value = await bridge.request('search.state')
    return stop
  }

  async function search(): Promise<void> {
    await bridge.request('search.start')
  }

  async function stopSearch(): Promise<void> {
    await bridge.request('search.stop')
  }

  async function sweep(range: SweepRange): Promise<void> {
    await bridge.request('search.sweep', range)
  }

  async function stopSweep(id: string): Promise<void> {
    await bridge.request('search.stopSweep', id)
  }

  async function addByHand(endpoint: Endpoint) {
    return bridge.request('search.addByHand', endpoint)
  }

  return { state, start, search, stopSearch, sweep, stopSweep, addByHand }
})
