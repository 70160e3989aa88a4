import { computed, onMounted, shallowRef } from 'vue'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import type { Finding, Plan } from '#common/plan/plan.ts'
import { bridge } from '../bridge/index.ts'
import { useJob } from './useJob.ts'

/** A plan that is checked when it is shown, written when asked to be, and followed to its proof. It stays what it was at the start. */
export function usePlanRun(plan: Plan) {
  const findings = shallowRef<readonly Finding[]>()
  const error = shallowRef<AppError>()
  const asked = shallowRef(false)
  const id = shallowRef<string>()
  const { job } = useJob(id)

  const failed = computed(() => error.value ?? job.value?.error)
  const mayWrite = computed(() => findings.value?.every(({ verdict }) => verdict !== 'fail') ?? false)
  const isOver = computed(() => job.value !== undefined && job.value.state !== 'running')
  const isBusy = computed(() => asked.value && !isOver.value)

  async function check(): Promise<void> {
    findings.value = undefined
    error.value = undefined
    try {
      findings.value = await bridge.request('plans.check', plan)
    } catch (thrown) {
      error.value = toAppError(thrown)
    }
  }

  async function write(): Promise<void> {
    if (asked.value || !mayWrite.value) return
    asked.value = true
    error.value = undefined
    try {
      id.value = (await bridge.request('plans.run', plan)).job
    } catch (thrown) {
      error.value = toAppError(thrown)
      asked.value = false
    }
  }

  onMounted(check)

  return { findings, error, failed, asked, job, mayWrite, isOver, isBusy, check, write }
}
