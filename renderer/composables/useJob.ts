import { computed, type ComputedRef, type MaybeRefOrGetter, toValue } from 'vue'
import type { DeviceKey, Endpoint } from '#common/device/device.ts'
import type { JobProgress, Plan } from '#common/plan/plan.ts'
import { bridge } from '../bridge/index.ts'
import { useJobsStore } from '../stores/jobs.ts'

export type LookHow = 'waitOn' | 'tryOldAddress' | 'searchAll' | Endpoint

export interface JobPort {
  cancel(job: string): Promise<unknown>
  lookAgain(job: string, how: LookHow): Promise<unknown>
}

export interface UseJobReturn {
  /** How far it is; undefined until the host told for the first time. */
  readonly job: ComputedRef<JobProgress | undefined>
  /** Ends it after the request under way; what is written stays. */
  cancel(): Promise<void>
  /** Goes on looking for a device that did not come back. */
  lookAgain(how: LookHow): Promise<void>
}

/** One plan under way. It goes on whether or not anybody looks. */
export function useJob(
  id: MaybeRefOrGetter<string | undefined>,
  {
    port = {
      cancel: (job) => bridge.request('jobs.cancel', job),
      lookAgain: (job, how) => bridge.request('jobs.lookAgain', job, how),
    },
  }: { readonly port?: JobPort } = {},
): UseJobReturn {
  const store = useJobsStore()
  const job = computed(() => store.byId.get(toValue(id) ?? ''))

  async function cancel(): Promise<void> {
    const known = toValue(id)
    if (known !== undefined) await port.cancel(known)
  }

  async function lookAgain(how: LookHow): Promise<void> {
    const known = toValue(id)
    if (known !== undefined) await port.lookAgain(known, how)
  }

  return { job, cancel, lookAgain }
}

/** The plan of a device that one comes back to: it runs, or its device is still looked for. */
export function openJob(jobs: Iterable<JobProgress>, device: DeviceKey, kind: Plan['kind']): JobProgress | undefined {
  return [...jobs]
    .filter((job) => job.device === device && job.kind === kind)
    .sort((a, b) => b.startedAt - a.startedAt)
    .slice(0, 1)
    .find((job) => job.state === 'running' || (job.wayBack ?? []).length > 0)
}
