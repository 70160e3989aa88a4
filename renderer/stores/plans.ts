import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { UnfinishedPlan } from '#common/plan/standing.ts'
import { bridge } from '../bridge/index.ts'

/** Plans that were cut short and wait for a decision, newest first. */
export const usePlansStore = defineStore('plans', () => {
  const unfinished = shallowRef<readonly UnfinishedPlan[]>([])

  async function start(): Promise<() => void> {
    const stop = bridge.on('plans.unfinishedChanged', (plans) => {
      unfinished.value = plans
    })
    unfinished.value = await bridge.request('plans.unfinished')
    return stop
  }

  async function leave(job: string): Promise<void> {
    await bridge.request('plans.leave', job)
  }

  return { unfinished, start, leave }
})
