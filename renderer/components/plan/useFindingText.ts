import { useI18n } from 'vue-i18n'
import type { Finding } from '#common/plan/plan.ts'
import type { Issue } from '#common/schema/field.ts'
import { formatOffset } from '#common/time/format.ts'
import { useErrorText } from '#renderer/composables/useErrorText.ts'
import { findingSub, findingTitle } from './sentences.ts'
import { usePlanText } from './usePlanText.ts'

export interface UseFindingTextReturn {
  title(finding: Finding): string
  why(finding: Finding): string | undefined
}

/** Findings in sentences, with their numbers and units. */
export function useFindingText(): UseFindingTextReturn {
  const { t, te } = useI18n()
  const { describeIssue } = useErrorText()
  const { settingName, labelOf } = usePlanText()

  function title(finding: Finding): string {
    return t(findingTitle(finding).key, facts(finding))
  }

  function why(finding: Finding): string | undefined {
    if (finding.check === 'answer') return t(`device.odd.${finding.facts['kind']}`, finding.facts)
    const { key } = findingSub(finding)
    return te(key) ? t(key, facts(finding)) : undefined
  }

  function facts({ facts: given }: Finding): Record<string, string | number> {
    const setting = typeof given['setting'] === 'string' ? given['setting'] : ''
    const free = typeof given['free'] === 'number' ? { free: gigabytes(given['free']) } : {}
    const offset = typeof given['offset'] === 'number' ? { offset: formatOffset(given['offset']) } : {}
    return { ...given, ...free, ...offset, setting: setting === '' ? '' : settingName(setting), issue: issueOf(setting, given) }
  }

  /** A value the catalog refuses, as a sentence; empty for the other findings. */
  function issueOf(setting: string, { path, problem, ...limits }: Finding['facts']): string {
    if (typeof path !== 'string' || typeof problem !== 'string') return ''
    return describeIssue({ path, problem: problem as Issue['problem'], limits }, labelOf(setting, path))
  }

  return { title, why }
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`
}
