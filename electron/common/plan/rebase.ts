import type { AnyValue, AnyValues } from '../schema/infer.ts'

/**
 * The change from `before` to `after`, laid over what the device has now.
 *
 * A person's draft may be minutes old; whatever they did not touch keeps the device's present value.
 */
export function rebase(before: AnyValues, after: AnyValues, now: AnyValues): AnyValues {
  return overlay(before, after, after, now)
}

/** `base`, with every value that differs between `before` and `after` taken from `source`. Lists of unequal length go as a whole. */
export function overlay(before: AnyValues, after: AnyValues, source: AnyValues, base: AnyValues): AnyValues {
  const result: Record<string, AnyValue> = {}
  for (const name of new Set([...Object.keys(base), ...Object.keys(source)])) {
    const value = overlayValue(before[name], after[name], source[name], base[name])
    if (value !== undefined) result[name] = value
  }
  return result
}

function overlayValue(
  before: AnyValue | undefined,
  after: AnyValue | undefined,
  source: AnyValue | undefined,
  base: AnyValue | undefined,
): AnyValue | undefined {
  if (isItems(before) && isItems(after) && isItems(source) && isItems(base) && areEven(before, after, source, base))
    return base.map((item, index) => overlay(before[index] ?? {}, after[index] ?? {}, source[index] ?? {}, item))
  return JSON.stringify(before) === JSON.stringify(after) ? base : source
}

function isItems(value: AnyValue | undefined): value is readonly AnyValues[] {
  return typeof value === 'object'
}

function areEven(...lists: readonly (readonly AnyValues[])[]): boolean {
  return new Set(lists.map(({ length }) => length)).size === 1
}
