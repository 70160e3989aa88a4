import { mdiArchiveOutline, mdiHistory, mdiImageOutline, mdiPencilOutline, mdiShieldCheckOutline, mdiTextBoxOutline } from '@mdi/js'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { cellsChanged, cellsIn, countOn } from '#common/analysis/cells.ts'
import { type Figure, figureListOf, figuresOf, recordAt, typedFields } from '#common/analysis/figures.ts'
import type { JobProgress } from '#common/plan/plan.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import { periodsOf } from '#renderer/components/settings/week.ts'
import { type SettingChange, usePlanText } from '#renderer/components/plan/usePlanText.ts'
import { phaseOf, stepNumber } from '../shared/proofWords.ts'
import type { WizardStep } from '../shared/WizardFrame.vue'
import { type Rule, type RuleChange, valueChanges } from './machine.ts'
import type { Purpose, useAnalysisWizard } from './useAnalysisWizard.ts'
import { presetName } from './usePresets.ts'

const allSteps = ['choose', 'draw', 'review', 'proof'] as const
/** Nothing is chosen of texts: all there are stand on one picture. */
const stepsOf = { analysis: allSteps, texts: allSteps.slice(1) } as const

interface Context {
  readonly wizard: ReturnType<typeof useAnalysisWizard>
  readonly job: ComputedRef<JobProgress | undefined>
  readonly name: ComputedRef<string>
}

/** Everything the analysis wizard says around its steps. */
export function useAnalysisWords({ wizard, job, name }: Context, purpose: Purpose = 'analysis') {
  const { t } = useI18n()
  const { labelOf } = usePlanText()
  const { at, rules, count, issues, plan } = wizard

  const phase = computed(() => phaseOf(job.value))
  const titles = computed(() => rules.value.map(({ setting }) => setting.title).join(', '))
  const drawn = computed(() =>
    rules.value.reduce(
      (sum, { setting, draft }) => sum + figuresOf(setting.fields, draft).length + (cellsIn(setting.fields, draft) ? 1 : 0),
      0,
    ),
  )

  const steps = computed<readonly WizardStep[]>(() => {
    const own = stepsOf[purpose]
    const place = Math.max(0, own.indexOf(at.value.step))
    return own.map((id, index) => ({
      id,
      name: t(`${purpose}.step.${id}`),
      value: index <= place ? valueOf(id) : undefined,
      state: index < place ? 'done' : index === place ? 'now' : 'todo',
      locked: at.value.step === 'proof',
    }))
  })

  function valueOf(id: (typeof allSteps)[number]): string | undefined {
    switch (id) {
      case 'choose':
        return [wizard.preset.value && presetName(wizard.preset.value, t), titles.value].filter(Boolean).join(': ') || undefined
      case 'draw':
        return at.value.step === 'choose' ? undefined : t(`${purpose}.summary.drawn`, drawn.value)
      case 'review':
        return count.value === 0 ? undefined : t('wizard.changeCount', { n: count.value }, count.value)
      case 'proof':
        return at.value.step === 'proof' && job.value
          ? t('wizard.stepOf', { n: stepNumber(job.value), of: job.value.steps.length })
          : undefined
    }
  }

  const heading = computed(() => {
    switch (at.value.step) {
      case 'choose':
      case 'draw':
        return t(`${purpose}.heading.${at.value.step}`)
      case 'review':
        return t('wizard.reviewHeading', { n: count.value }, count.value)
      case 'proof':
        return t(`wizard.phase.${phase.value}`, { device: name.value })
    }
  })

  const primary = computed(() => {
    switch (at.value.step) {
      case 'choose':
        if (purpose === 'texts') return t('wizard.reviewNone')
        return at.value.chosen.length === 0 ? t('analysis.drawNone') : t('analysis.draw', at.value.chosen.length)
      case 'draw':
        return count.value === 0 ? t('wizard.reviewNone') : t('wizard.review', { n: count.value }, count.value)
      case 'review':
        return t('wizard.write', { n: count.value }, count.value)
      case 'proof':
        return t(job.value?.state === 'done' && purpose === 'analysis' ? 'analysis.walk' : 'wizard.backToDevice')
    }
  })

  const fact = computed(() => {
    if (at.value.step === 'proof') return job.value?.state === 'running' ? t('wizard.proof.goesOn') : undefined
    if (at.value.step === 'review')
      return at.value.findings?.some((finding) => finding.verdict === 'fail') ? t('wizard.preflight.stops') : undefined
    const [first] = issues.value
    if (first) return t('wizard.toCorrect', { n: issues.value.length, field: labelOf(first.setting, first.path) }, issues.value.length)
    return at.value.step === 'draw' && count.value === 0 ? t('wizard.noChange') : undefined
  })

  const cards = computed(() => {
    const n = plan.value?.changes.length ?? 0
    return [
      { id: 'backUp', icon: mdiArchiveOutline, title: t('wizard.happens.backUp'), text: t('wizard.happens.backUpText', { n }, n) },
      { id: 'write', icon: mdiPencilOutline, title: t('wizard.happens.write'), text: t('wizard.happens.writeText', { n }, n) },
      { id: 'readBack', icon: mdiTextBoxOutline, title: t('wizard.happens.readBack'), text: t(`${purpose}.happens.readBack`) },
      purpose === 'analysis'
        ? { id: 'armed', icon: mdiShieldCheckOutline, title: t('analysis.happens.armed'), text: t('analysis.happens.armedText') }
        : { id: 'picture', icon: mdiImageOutline, title: t('texts.happens.picture'), text: t('texts.happens.pictureText') },
      { id: 'journal', icon: mdiHistory, title: t('wizard.happens.journal'), text: t('wizard.happens.journalText') },
    ]
  })

  /** A figure and a schedule stand in one line each, whatever numbers they are made of. */
  const changes = computed((): readonly SettingChange[] =>
    rules.value.flatMap((rule) => {
      const groups = new Map<string, RuleChange>()
      for (const change of valueChanges(rule)) if (!groups.has(change.of)) groups.set(change.of, change)
      return [...groups.values()].map((change) => inWords(rule, change))
    }),
  )

  function inWords(rule: Rule, { setting, of, is, label, before, after, unit, group }: RuleChange): SettingChange {
    const plain = { setting, path: of, ...(group === undefined ? {} : { group: group.replace(/, .*/, '') }) }
    switch (is) {
      case 'value':
        return { ...plain, label, before, after, ...(unit === undefined ? {} : { unit }) }
      case 'schedule':
        return {
          ...plain,
          group: rule.setting.title,
          label: t('analysis.change.schedule'),
          before: hours(rule.had, of),
          after: hours(rule.draft, of),
        }
      case 'cells':
        return { ...plain, label: t('analysis.shape.cells'), ...painted(rule) }
      case 'item':
        return { ...plain, label: labelOfFigure(rule, of), before: item(rule, rule.had, of), after: item(rule, rule.draft, of) }
      case 'figure':
        return {
          ...plain,
          label: labelOfFigure(rule, of),
          before: figure(rule, rule.had, of, 'had'),
          after: figure(rule, rule.draft, of, 'drawn'),
        }
    }
  }

  /** How many cells are on, and how many of them change. */
  function painted({ setting, had, draft }: Rule): Pick<SettingChange, 'before' | 'after'> {
    const [before, after] = [cellsIn(setting.fields, had) ?? [], cellsIn(setting.fields, draft) ?? []]
    const { on, off } = cellsChanged(before, after)
    return {
      before: t('wizard.value.cells', countOn(before)),
      after: t('analysis.change.painted', { n: countOn(after), on, off }),
    }
  }

  /** All of a region that is new, or gone: what is drawn, and what it looks for. */
  function item({ setting }: Rule, values: AnyValues, path: string): string {
    const record = recordAt(values, path)
    const drawn = figuresOf(setting.fields, values).filter((one) => one.item === path)
    const list = figureListOf(setting.fields, path)
    if (!record || !list) return t('analysis.change.none')
    const fields = Object.entries(typedFields(list.field.item))
    const words = fields.flatMap(([name, field]): readonly string[] => {
      const value = record[name]
      if (value === true) return [field.label]
      return typeof value === 'string' || typeof value === 'number'
        ? [[field.label, value, field.unit].filter((word) => word !== undefined).join(' ')]
        : []
    })
    return [...drawn.map((one) => shapeIn(one, 'had')), ...words].join(', ')
  }

  function labelOfFigure({ setting, draft, had }: Rule, id: string): string {
    const found = [...figuresOf(setting.fields, draft), ...figuresOf(setting.fields, had)].find((one) => one.id === id || one.item === id)
    return t(`analysis.shape.${found?.shape ?? 'outline'}`)
  }

  function figure({ setting }: Rule, values: AnyValues, id: string, is: 'had' | 'drawn'): string {
    const found = figuresOf(setting.fields, values).find((one) => one.id === id)
    return found ? shapeIn(found, is) : t('analysis.change.none')
  }

  function shapeIn({ shape, points }: Figure, is: 'had' | 'drawn'): string {
    if (points.length === 0) return t('analysis.change.none')
    return shape === 'outline'
      ? t(`analysis.change.${is}`, points.length)
      : t(`analysis.change.${shape}`, { x: points[0]?.x ?? 0, y: points[0]?.y ?? 0 })
  }

  function hours(values: AnyValues, name: string): string {
    const periods = periodsOf((values[name] ?? []) as readonly AnyValues[])
    const seconds = periods.reduce((sum, { from, to }) => sum + to - from, 0)
    return periods.length === 0 ? t('analysis.change.none') : t('analysis.change.hours', { n: Number((seconds / 3600).toFixed(1)) })
  }

  return { phase, steps, heading, primary, fact, cards, changes }
}
