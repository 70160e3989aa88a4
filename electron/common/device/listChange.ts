import type { DeviceKey, DeviceSummary } from './device.ts'

/** What changed in the list of devices since it was last told: whole rows, and who is on it no more. */
export interface DeviceListChange {
  readonly changed: readonly DeviceSummary[]
  readonly gone: readonly DeviceKey[]
}

/** The list after the changes, oldest first. Rows keep their place, new ones come last; the list given is left as it is. */
export function withChanges(
  rows: ReadonlyMap<DeviceKey, DeviceSummary>,
  changes: readonly DeviceListChange[],
): ReadonlyMap<DeviceKey, DeviceSummary> {
  const next = new Map(rows)
  for (const { changed, gone } of changes) {
    for (const row of changed) next.set(row.key, row)
    for (const key of gone) next.delete(key)
  }
  return next
}
