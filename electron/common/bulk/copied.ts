import type { Field, Fields } from '../schema/field.ts'
import type { AnyValue, AnyValues } from '../schema/infer.ts'
import { isLackOf } from '../schema/lacking.ts'
import { pick } from '../schema/pick.ts'

/**
 * What a device shall have: its own values, with the chosen fields as another device has them.
 *
 * Items of lists are matched by their place. A list every field of which is chosen gets as long as the other's; of one that is copied in
 * part only the items both have are touched, and a value one of the two does not have stays as it is. `chosen` are patterns, `cards.mtu`.
 */
export function copied(fields: Fields, own: AnyValues, source: AnyValues, chosen: ReadonlySet<string>): AnyValues {
  return walk(fields, own, source, chosen, '')
}

function walk(fields: Fields, own: AnyValues, source: AnyValues, chosen: ReadonlySet<string>, before: string): AnyValues {
  const entries = Object.entries(fields).flatMap(([name, field]): [string, AnyValue][] => {
    const pattern = before + name
    const [mine, theirs] = [own[name], source[name]]
    const isGiven = chosen.has(pattern) && !field.secret && !field.readOnly && isThere(field, mine) && isThere(field, theirs)
    if (field.kind !== 'list') return entry(name, isGiven ? theirs : mine)
    if (!Array.isArray(theirs)) return entry(name, mine)
    const [had, given] = [(Array.isArray(mine) ? mine : []) as readonly AnyValues[], theirs as readonly AnyValues[]]
    const inner = `${pattern}.`
    if (isWhole(field.item, chosen, inner))
      return [[name, given.map((item, at) => walk(field.item, had[at] ?? pick(field.item, item), item, chosen, inner))]]
    return entry(name, mine === undefined ? mine : had.map((item, at) => walk(field.item, item, given[at] ?? item, chosen, inner)))
  })
  return Object.fromEntries(entries)
}

/** A device may also say of a value that it has not got it. */
function isThere(field: Field, value: AnyValue | undefined): boolean {
  return value !== undefined && !isLackOf(field, value)
}

function entry(name: string, value: AnyValue | undefined): [string, AnyValue][] {
  return value === undefined ? [] : [[name, value]]
}

/** Every field of an item that can be copied at all is chosen. */
function isWhole(fields: Fields, chosen: ReadonlySet<string>, before: string): boolean {
  return Object.entries(fields).every(([name, field]) =>
    field.readOnly || field.secret
      ? true
      : field.kind === 'list'
        ? isWhole(field.item, chosen, `${before}${name}.`)
        : chosen.has(before + name),
  )
}
