import { useI18n } from 'vue-i18n'
import { timeText } from './draft.ts'
import { shown } from '#common/plan/proof.ts'
import type { Field } from '#common/schema/field.ts'
import type { AnyValue } from '#common/schema/infer.ts'
import { isTemperature } from '#common/schema/temperature.ts'
import { isLackOf } from '#common/schema/lacking.ts'
import { useTemperature } from '../../composables/useTemperature.ts'
import { minus } from '../../composables/useErrorText.ts'

export interface UseRowWordsReturn {
  /** What the device says about a value: what it has where that is another, what it takes. */
  hint(field: Field, had: AnyValue | undefined, now: AnyValue | undefined, isDifference?: boolean): string
}

/** The words beside a row of a form. */
export function useRowWords(): UseRowWordsReturn {
  const { t } = useI18n()

  const degrees = useTemperature()

  function value(field: Field, raw: AnyValue | undefined, isDifference: boolean): string {
    if (raw === undefined || raw === '') return t('settings.none')
    if (typeof raw === 'boolean') return t(raw ? 'settings.on' : 'settings.off')
    if (typeof raw !== 'number') return typeof raw === 'string' ? raw : ''
    if (isTemperature(field)) return [minus(degrees.shown(raw, isDifference)), degrees.unit.value].filter(Boolean).join(' ')
    const isTime = (field.kind === 'int' || field.kind === 'real') && field.as === 'secondsOfDay'
    return isTime ? timeText(raw) : [minus(Number(shown(raw))), field.unit].filter(Boolean).join(' ')
  }

  function takes(field: Field): string {
    if (field.kind === 'text') return field.max === undefined ? '' : t('settings.takesBytes', { max: field.max })
    if ((field.kind !== 'int' && field.kind !== 'real') || field.as === 'secondsOfDay') return ''
    const { min, max } = field
    if (min !== undefined && max !== undefined)
      return t(field.limitedBy?.told ? 'settings.takesTold' : 'settings.takes', { min: minus(min), max: minus(max) })
    if (min !== undefined) return t('settings.takesFrom', { min: minus(min) })
    return max === undefined ? '' : t('settings.takesUpTo', { max: minus(max) })
  }

  function special(field: Field, now: AnyValue | undefined): string {
    const isNumber = field.kind === 'int' || field.kind === 'real'
    return (isNumber && typeof now === 'number' && field.special?.[now]) || ''
  }

  return {
    hint(field, had, now, isDifference = false) {
      if (isLackOf(field, had) && Object.is(had, now)) return t('settings.notGot')
      const differs = !Object.is(had, now) && !field.secret ? t('settings.deviceHas', { value: value(field, had, isDifference) }) : ''
      return [special(field, now), differs, takes(field), field.help ?? ''].filter((text) => text !== '').join('. ')
    },
  }
}
