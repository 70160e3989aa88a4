import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { JobProgress } from '#common/plan/plan.ts'
import { bridge } from '../bridge/index.ts'

/** Everything that is being written, or was in this session. */
export const useJobsStore = defineStore('jobs', () => {
  const byId = shallowRef<ReadonlyMap<string, JobProgress>>(new Map())
  const running = computed(() => [...byId.value.values()].filter((job) => job.state === 'running'))

  async function start(): Promise<() => void> {
    const stop = bridge.on('jobs.progressed', (job) => {
      byId.value = new Map(byId.value).set(job.job, job)
    })
    const known = await bridge.request('jobs.list')
    byId.value = new Map([...known.map((job) => [job.job, job] as const), ...byId.value])
    return stop
  }

  return { byId, running, start }
})
