import type { Fields } from './field.ts'
import type { AnyValue, AnyValues } from './infer.ts'

/** What may leave the device in a file: everything but secrets. */
export function pick(fields: Fields, value: AnyValues): AnyValues {
  const kept: Record<string, AnyValue> = {}
  for (const [name, field] of Object.entries(fields)) {
    const inner = value[name]
    if (inner === undefined || field.secret) continue
    kept[name] = field.kind === 'list' ? (inner as readonly AnyValues[]).map((item) => pick(field.item, item)) : inner
  }
  return kept
}
