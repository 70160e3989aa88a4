import { useNow } from '@vueuse/core'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { JobProgress } from '#common/plan/plan.ts'
import { formatDuration } from '#renderer/components/plan/duration.ts'
import { busyStep, phaseOf } from './proofWords.ts'

/** Where a plan stands, in the words of its chip; a device that is followed has its seconds counted. */
export function useChip(job: ComputedRef<JobProgress | undefined>): ComputedRef<string> {
  const { t } = useI18n()
  const now = useNow({ interval: 500 })

  return computed(() => {
    const phase = phaseOf(job.value)
    const step = job.value && busyStep(job.value)
    if (phase !== 'following' || step?.startedAt === undefined || step.limitMs === undefined) return t(`wizard.chip.${phase}`)
    const gone = Math.max(0, Math.round((now.value.getTime() - step.startedAt) / 1000))
    return t('wizard.chip.following', { gone, limit: formatDuration(step.limitMs) })
  })
}
