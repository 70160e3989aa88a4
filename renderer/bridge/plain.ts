/**
 * A copy made of nothing but lists, objects and scalars. A reactive proxy cannot cross to another process, and a property that
 * is undefined would cross in one host and not in the other: both end here.
 */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [key, plain(inner)]),
  )
}
