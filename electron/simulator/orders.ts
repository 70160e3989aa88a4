import type { AnyValues } from '#common/schema/infer.ts'
import type { AnySetting } from '#common/schema/setting.ts'

/**
 * A set with its orders carried out: they are not kept. Undefined where one may not be given now.
 *
 * Regions are deleted by an order, while the analysis is off (manual line 13958); what a set without any does is not in the manual: here it
 * leaves them.
 */
export function obeyed({ fields }: AnySetting, before: AnyValues, asked: AnyValues): AnyValues | undefined {
  let kept: AnyValues = Object.fromEntries(Object.entries(asked).filter(([name]) => !fields[name]?.order))
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind !== 'flag' || !field.empties) continue
    const { list, whileOff } = field.empties
    const isOrdered = asked[name] === true
    if (isOrdered && before[whileOff] === true) return undefined
    const isEmpty = Array.isArray(asked[list]) && asked[list].length === 0
    if (isOrdered) kept = { ...kept, [list]: [] }
    else if (isEmpty) kept = { ...kept, [list]: before[list] }
  }
  return kept
}
