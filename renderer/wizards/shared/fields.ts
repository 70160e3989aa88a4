import type { Issue } from '#common/schema/field.ts'
import { useI18n } from 'vue-i18n'
import { shown } from '#common/plan/proof.ts'
import { useErrorText } from '#renderer/composables/useErrorText.ts'

export interface FieldWords {
  readonly label: string
  readonly changed: boolean
  readonly problem: string | undefined
  readonly hint: string | undefined
  readonly resetLabel: string
}

/** What a `Field` of the network wizard is given: name, what is wrong, what the device has now. */
export function useFieldWords() {
  const { t } = useI18n()
  const { describeIssue } = useErrorText()

  function field(
    label: string,
    before: string | number | boolean | undefined,
    after: string | number | boolean | undefined,
    issue: Issue | undefined,
    more?: string,
  ): FieldWords {
    const changed = !Object.is(before, after)
    const had = changed ? t('wizard.deviceHas', { value: shown(before) }) : undefined
    return {
      label,
      changed,
      problem: issue && `${describeIssue(issue, label)}.`,
      hint: [had, more].filter(Boolean).join('. ') || undefined,
      resetLabel: t('wizard.reset'),
    }
  }

  return { field }
}

/** The first issue of one value. */
export function issueAt(issues: readonly (Issue & { readonly setting: string })[], setting: string, path: string): Issue | undefined {
  return issues.find((issue) => issue.setting === setting && issue.path === path)
}
