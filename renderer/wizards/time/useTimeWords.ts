import { mdiArchiveOutline, mdiHistory, mdiPencilOutline, mdiTextBoxOutline, mdiTimerOutline } from '@mdi/js'
import { useNow } from '@vueuse/core'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { JobProgress } from '#common/plan/plan.ts'
import { formatOffset } from '#common/time/format.ts'
import { type SettingChange, usePlanText } from '#renderer/components/plan/usePlanText.ts'
import { phaseOf, stepNumber } from '../shared/proofWords.ts'
import type { WizardStep } from '../shared/WizardFrame.vue'
import { isOff } from './clockWords.ts'
import type { useTimeWizard } from './useTimeWizard.ts'

const allSteps = ['measure', 'choose', 'review', 'proof'] as const

interface Context {
  readonly wizard: ReturnType<typeof useTimeWizard>
  readonly job: ComputedRef<JobProgress | undefined>
  readonly name: ComputedRef<string>
}

/** Everything the time wizard says around its steps. */
export function useTimeWords({ wizard, job, name }: Context) {
  const { t } = useI18n()
  const { labelOf } = usePlanText()
  const now = useNow({ interval: 500 })
  const { at, choosing, count, issues, plan } = wizard

  const phase = computed(() => phaseOf(job.value))
  const offset = computed(() => {
    const measured = choosing.value?.measured
    return measured && formatOffset(measured.offsetSeconds, measured.uncertaintySeconds)
  })
  const seconds = computed(() => {
    const since = wizard.measuringSince.value
    return since === undefined ? 0 : Math.max(0, Math.round((now.value.getTime() - since) / 1000))
  })

  const steps = computed<readonly WizardStep[]>(() =>
    allSteps.map((id, index) => {
      const place = allSteps.indexOf(at.value.step)
      return {
        id,
        name: t(`time.step.${id}`),
        value: index <= place ? valueOf(id) : undefined,
        state: index < place ? 'done' : index === place ? 'now' : 'todo',
        locked: at.value.step === 'proof' || id === 'measure',
      }
    }),
  )

  function valueOf(id: (typeof allSteps)[number]): string | undefined {
    switch (id) {
      case 'measure':
        return offset.value
      case 'choose':
        return choosing.value && at.value.step !== 'choose'
          ? `${choosing.value.place?.city ?? t('time.summary.zone', { zone: choosing.value.draft.zone.zone })}, ${t(`time.summary.${choosing.value.source}`)}`
          : undefined
      case 'review':
        return at.value.step === 'measure' || count.value === 0 ? undefined : t('wizard.changeCount', { n: count.value }, count.value)
      case 'proof':
        return at.value.step === 'proof' && job.value
          ? t('wizard.stepOf', { n: stepNumber(job.value), of: job.value.steps.length })
          : undefined
    }
  }

  const heading = computed(() => {
    switch (at.value.step) {
      case 'measure':
        return t('time.heading.measure', { device: name.value })
      case 'choose':
        return t('time.heading.choose')
      case 'review':
        return t('wizard.reviewHeading', { n: count.value }, count.value)
      case 'proof':
        return t(`wizard.phase.${phase.value}`, { device: name.value })
    }
  })

  const primary = computed(() => {
    switch (at.value.step) {
      case 'measure':
        return undefined
      case 'choose':
        return count.value === 0 ? t('wizard.reviewNone') : t('wizard.review', { n: count.value }, count.value)
      case 'review':
        return t('wizard.write', { n: count.value }, count.value)
      case 'proof':
        return t('wizard.backToDevice')
    }
  })

  const fact = computed(() => {
    if (at.value.step === 'proof') return job.value?.state === 'running' ? t('wizard.proof.goesOn') : undefined
    if (at.value.step === 'review')
      return at.value.findings?.some((finding) => finding.verdict === 'fail') ? t('wizard.preflight.stops') : t('time.fact.measures')
    const [first] = issues.value
    if (first) return t('wizard.toCorrect', { n: issues.value.length, field: labelOf(first.setting, first.path) }, issues.value.length)
    return at.value.step === 'choose' && count.value === 0 ? t('wizard.noChange') : undefined
  })

  /** The chip of the head: what the clock means for a person, else that nothing is written. */
  const chip = computed(() => {
    if (at.value.step === 'proof') return t(`wizard.chip.${phase.value}`)
    const measured = choosing.value?.measured
    if (at.value.step !== 'choose' || !measured || !isOff(measured)) return undefined
    return t(measured.offsetSeconds > 0 ? 'time.chip.ahead' : 'time.chip.behind', {
      offset: formatOffset(measured.offsetSeconds).slice(1),
    })
  })

  const cards = computed(() => {
    const n = plan.value?.changes.length ?? 0
    const once = choosing.value?.source === 'thisComputer'
    return [
      { id: 'backUp', icon: mdiArchiveOutline, title: t('wizard.happens.backUp'), text: t('wizard.happens.backUpText', { n }, n) },
      { id: 'measure', icon: mdiTimerOutline, title: t('time.happens.measure'), text: t('time.happens.measureText') },
      {
        id: 'write',
        icon: mdiPencilOutline,
        title: t('wizard.happens.write'),
        text: t(once ? 'time.happens.onTheSecond' : 'time.happens.write'),
      },
      { id: 'readBack', icon: mdiTextBoxOutline, title: t('wizard.happens.readBack'), text: t('time.happens.readBack') },
      { id: 'journal', icon: mdiHistory, title: t('wizard.happens.journal'), text: t('wizard.happens.journalText') },
    ]
  })

  /** The settings, and the clock itself where this computer sets it. */
  const changes = computed<readonly SettingChange[]>(() => [
    ...wizard.changes.value,
    ...(choosing.value?.source === 'thisComputer'
      ? [{ setting: 'time.clock', path: 'offset', label: 'Off by', before: choosing.value.measured.offsetSeconds, after: 0 }]
      : []),
  ])

  function note({ setting, path }: SettingChange): string | undefined {
    if (setting === 'time.clock') return t('time.note.clock')
    if (setting === 'time.zone' && path === 'zone') return choosing.value?.place?.city
    return setting === 'time.ntp' && path === 'enabled' ? t(`time.note.${choosing.value?.source ?? 'leave'}`) : undefined
  }

  return { phase, steps, heading, primary, fact, chip, cards, changes, note, seconds }
}
