import { findSetting } from '../catalog/index.ts'
import { diff } from '../schema/diff.ts'
import type { AnyValues } from '../schema/infer.ts'
import { pick } from '../schema/pick.ts'
import type { AnySetting } from '../schema/setting.ts'
import type { Plan } from './plan.ts'

/** The plan as it may be kept on disk, and how many of its changed values are secret and therefore not in it. */
export function withoutSecrets(
  plan: Plan,
  find: (id: string) => AnySetting | undefined = findSetting,
): { readonly plan: Plan; readonly withheld: number } {
  const kept = (setting: string, value: Readonly<Record<string, unknown>>) => {
    const known = find(setting)
    return known ? { ...pick(known.fields, value as AnyValues) } : {}
  }
  const secretsOf = ({ setting, before, after }: Plan['changes'][number]) =>
    diff(find(setting)?.fields ?? {}, before as AnyValues, after as AnyValues).filter((change) => change.secret).length
  return {
    plan: {
      ...plan,
      changes: plan.changes.map((change) => ({
        ...change,
        before: kept(change.setting, change.before),
        after: kept(change.setting, change.after),
      })),
    },
    withheld: plan.changes.reduce((sum, change) => sum + secretsOf(change), 0),
  }
}
