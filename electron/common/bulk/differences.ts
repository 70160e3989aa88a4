import type { DeviceKey } from '../device/device.ts'
import { type Change, diff } from '../schema/diff.ts'
import type { Fields } from '../schema/field.ts'
import type { AnyValues } from '../schema/infer.ts'

/** What a device answered to one question. */
export interface Told {
  readonly device: DeviceKey
  readonly value: AnyValues
}

/** Devices that have the same value; `undefined`: they have no such place. */
export interface Camp {
  readonly value: Change['after']
  readonly devices: readonly DeviceKey[]
}

/** One value that is not the same on all devices: who has what, the largest camp first. */
export interface Difference {
  readonly path: string
  readonly label: string
  readonly group?: string
  readonly unit?: string
  readonly camps: readonly Camp[]
}

/** What differs among devices, in the order of the fields. Secrets are not compared: nobody reads them. */
export function differences(fields: Fields, told: readonly Told[]): readonly Difference[] {
  const leaves = new Map<string, { readonly change: Change; readonly has: Map<DeviceKey, Change['after']> }>()
  for (const { device, value } of told)
    for (const change of diff(fields, {}, value)) {
      const known = leaves.get(change.path) ?? { change, has: new Map<DeviceKey, Change['after']>() }
      leaves.set(change.path, known)
      known.has.set(device, change.after)
    }
  return inOrder(fields, [...leaves.values()]).flatMap(({ change: { path, label, group, unit, secret }, has }) => {
    const camps = new Map<Change['after'], DeviceKey[]>()
    for (const { device } of told) {
      const value = has.get(device)
      const camp = camps.get(value)
      if (camp) camp.push(device)
      else camps.set(value, [device])
    }
    if (camps.size < 2 || secret) return []
    return [
      {
        ...{ path, label },
        ...(group === undefined ? {} : { group }),
        ...(unit === undefined ? {} : { unit }),
        camps: [...camps].map(([value, devices]) => ({ value, devices })).sort((a, b) => b.devices.length - a.devices.length),
      },
    ]
  })
}

/** Devices differ in which lists are longer: items are put beside each other again, first by their list, then by their number. */
function inOrder<L extends { readonly change: Change }>(fields: Fields, leaves: readonly L[]): readonly L[] {
  const names = Object.keys(fields)
  const keyOf = ({ change: { path } }: L) => {
    const [first = ''] = path.split(/[.[]/, 1)
    const numbers = [...path.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number))
    return [names.indexOf(first), ...numbers]
  }
  return leaves
    .map((leaf) => ({ leaf, key: keyOf(leaf) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ leaf }) => leaf)
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const order = (a[at] ?? 0) - (b[at] ?? 0)
    if (order !== 0) return order
  }
  return 0
}
