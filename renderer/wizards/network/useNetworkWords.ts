import { mdiArchiveOutline, mdiHistory, mdiPencilOutline, mdiRadar, mdiTextBoxOutline } from '@mdi/js'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { DeviceSummary } from '#common/device/device.ts'
import { findAgainLimitMs, movedTo, movesDevice } from '#common/plan/moves.ts'
import type { JobProgress } from '#common/plan/plan.ts'
import { type SettingChange, usePlanText } from '#renderer/components/plan/usePlanText.ts'
import { phaseOf, stepNumber } from '../shared/proofWords.ts'
import { useChip } from '../shared/useChip.ts'
import type { WizardStep } from '../shared/WizardFrame.vue'
import { editSteps } from './machine.ts'
import type { useNetworkWizard } from './useNetworkWizard.ts'
import { withPrefix } from './words.ts'

const allSteps = [...editSteps, 'review', 'proof'] as const
type StepId = (typeof allSteps)[number]

interface Context {
  readonly wizard: ReturnType<typeof useNetworkWizard>
  readonly job: ComputedRef<JobProgress | undefined>
  readonly device: ComputedRef<DeviceSummary | undefined>
  readonly name: ComputedRef<string>
}

/** Everything the network wizard says around its steps. */
export function useNetworkWords({ wizard, job, device, name }: Context) {
  const { t } = useI18n()
  const { labelOf } = usePlanText()
  const { at, editing, changes, issues, plan } = wizard

  const phase = computed(() => phaseOf(job.value))
  const here = computed<StepId>(() => (at.value.step === 'read' ? 'address' : at.value.step))
  const review = computed(() => t('wizard.review', { n: changes.value.length }, changes.value.length))

  const moving = computed(() => {
    const endpoint = device.value?.endpoint
    const change = endpoint && plan.value?.changes.findLast((one) => movesDevice(one, endpoint))
    return endpoint && change ? movedTo(change, endpoint) : undefined
  })

  const steps = computed<readonly WizardStep[]>(() =>
    allSteps.map((id, index) => {
      const place = allSteps.indexOf(here.value)
      const locked = at.value.step === 'proof' || at.value.step === 'read'
      return {
        id,
        name: t(`network.step.${id}`),
        value: index <= place ? valueOf(id) : undefined,
        state: index < place ? 'done' : index === place ? 'now' : 'todo',
        locked,
      }
    }),
  )

  function valueOf(id: StepId): string | undefined {
    const card = editing.value?.draft.ipv4.cards[editing.value.card]
    if (id === 'proof')
      return at.value.step === 'proof' && job.value
        ? t('wizard.stepOf', { n: stepNumber(job.value), of: job.value.steps.length })
        : undefined
    if (!card || !editing.value) return undefined
    if (id === 'address') return card.automatic === true ? t('network.summary.dhcp') : withPrefix(card.address, card.mask)
    if (id === 'names') {
      const servers =
        card.automaticDns === true
          ? undefined
          : [card.dns1, card.dns2].filter((one) => one !== undefined && one !== '' && one !== '0.0.0.0').length
      return servers === undefined ? t('network.summary.dnsByDhcp') : t('network.summary.dns', { n: servers }, servers)
    }
    if (id === 'ports')
      return editing.value.draft.ports ? t('network.summary.ports', { http: shownPort(editing.value.draft.ports.http) }) : undefined
    return changes.value.length > 0 ? t('wizard.changeCount', { n: changes.value.length }, changes.value.length) : undefined
  }

  const heading = computed(() => {
    switch (at.value.step) {
      case 'read':
        return t('network.heading.read', { device: name.value })
      case 'review':
        return t('wizard.reviewHeading', { n: changes.value.length }, changes.value.length)
      case 'proof':
        return t(`wizard.phase.${phase.value}`, { device: name.value })
      default:
        return t(`network.heading.${at.value.step}`)
    }
  })

  const primary = computed(() => {
    switch (at.value.step) {
      case 'read':
        return undefined
      case 'address':
        return t('wizard.next', { step: t('network.step.names') })
      case 'names':
        return t('wizard.next', { step: t('network.step.ports') })
      case 'ports':
        return changes.value.length === 0 ? t('wizard.reviewNone') : review.value
      case 'review':
        return t('wizard.write', { n: changes.value.length }, changes.value.length)
      case 'proof':
        return t('wizard.backToDevice')
    }
  })

  const fact = computed(() => {
    if (at.value.step === 'read') return undefined
    if (at.value.step === 'proof') return job.value?.state === 'running' ? t('wizard.proof.goesOn') : undefined
    if (at.value.step === 'review') {
      if (at.value.findings?.some((finding) => finding.verdict === 'fail')) return t('wizard.preflight.stops')
      return moving.value ? t('network.fact.moves', { seconds: findAgainLimitMs / 1000 }) : t('network.fact.stays')
    }
    const [first] = issues.value
    if (first) return t('wizard.toCorrect', { n: issues.value.length, field: labelOf(first.setting, first.path) }, issues.value.length)
    return changes.value.length === 0 ? t('wizard.noChange') : t('wizard.changeCount', { n: changes.value.length }, changes.value.length)
  })

  const chip = useChip(job)

  const cards = computed(() => {
    const n = plan.value?.changes.length ?? 0
    const { deviceId = '' } = device.value?.identity ?? {}
    return [
      { id: 'backUp', icon: mdiArchiveOutline, title: t('wizard.happens.backUp'), text: t('wizard.happens.backUpText', { n }, n) },
      {
        id: 'write',
        icon: mdiPencilOutline,
        title: t('wizard.happens.write'),
        text: t(moving.value ? 'network.happens.writeLast' : 'wizard.happens.writeText', { n }, n),
      },
      {
        id: 'find',
        icon: mdiRadar,
        title: t(moving.value ? 'network.happens.find' : 'network.happens.stay'),
        text: t(moving.value ? 'network.happens.findText' : 'network.happens.stayText', { id: deviceId, seconds: findAgainLimitMs / 1000 }),
      },
      { id: 'readBack', icon: mdiTextBoxOutline, title: t('wizard.happens.readBack'), text: t('wizard.happens.readBackText') },
      { id: 'journal', icon: mdiHistory, title: t('wizard.happens.journal'), text: t('wizard.happens.journalText') },
    ]
  })

  function note({ setting, path, after }: SettingChange): string | undefined {
    const field = path.split('.').at(-1) ?? path
    if (setting === 'network.ipv4' && field === 'gateway' && after !== '') return t('network.note.gateway')
    const movesIt =
      (setting === 'network.ipv4' && (field === 'address' || field === 'automatic')) || (setting === 'network.ports' && field === 'http')
    if (movesIt && moving.value) return t('network.note.moves')
    return setting === 'network.bonjour' && after === false ? t('network.note.bonjour') : undefined
  }

  return { phase, steps, heading, primary, fact, chip, cards, note, moving, review }
}

function shownPort(port: number): string {
  return Number.isNaN(port) ? '' : String(port)
}
