import { type Change, diff } from './diff.ts'
import type { Issue } from './field.ts'
import type { AnyValues } from './infer.ts'
import { type AnySetting, validate } from './setting.ts'

/** A setting as it was read, and as a person has it now. */
export interface Draft {
  readonly setting: AnySetting
  readonly had: AnyValues
  readonly draft: AnyValues
}

/** What a person changed. */
export function changesOfDraft({ setting, had, draft }: Draft): readonly Change[] {
  return diff(setting.fields, had, draft)
}

/** What speaks against writing it; nothing is said of what nobody touched. Secrets are not shown and not asked for again. */
export function issuesOfDraft({ setting, had, draft }: Draft): readonly Issue[] {
  const touched = diff(setting.fields, had, draft)
  if (touched.length === 0) return []
  const untouched = new Set(validate(setting, had, had).map(({ path }) => path))
  return validate(setting, draft, had).filter(
    ({ path }) => !untouched.has(path) || touched.some((change) => change.path === path || change.path.startsWith(`${path}[`)),
  )
}
