import type { AnyValue, AnyValues } from '../schema/infer.ts'

/**
 * The change from `before` to `after`, laid over what the device has now.
 *
 * A person's draft may be minutes old; whatever they did not touch keeps the device's present value.
 */
export function rebase(before: AnyValues, after: AnyValues, now: AnyValues): AnyValues {
  const result: Record<string, AnyValue> = {}
  for (const name of new Set([...Object.keys(now), ...Object.keys(after)])) {
    const value = rebaseValue(before[name], after[name], now[name])
    if (value !== undefined) result[name] = value
  }
  return result
}

function rebaseValue(before: AnyValue | undefined, after: AnyValue | undefined, now: AnyValue | undefined): AnyValue | undefined {
  if (isItems(after)) {
    if (!isItems(before) || !isItems(now) || before.length !== after.length || now.length !== after.length)
      return sameJson(before, after) ? now : after
    return after.map((item, index) => rebase(before[index] ?? {}, item, now[index] ?? {}))
  }
  return after === before ? now : after
}

function isItems(value: AnyValue | undefined): value is readonly AnyValues[] {
  return typeof value === 'object'
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
