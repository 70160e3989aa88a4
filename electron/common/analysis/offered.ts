import type { ChoiceField, Field, Fields } from '../schema/field.ts'
import type { AnyValue, AnyValues } from '../schema/infer.ts'
import { abilitiesOf, type Abilities } from '../schema/limited.ts'

/** The switches of what an alarm sets off, by the name an ability offers it by (manual line 6822). */
const linkageNames: Readonly<Record<string, string>> = {
  output: 'Alarm output',
  record: 'Recording',
  email: 'E-mail',
  ftp: 'FTP upload',
  sound: 'Sound',
  led: 'LED',
  whiteLight: 'White light',
}

/** True for what an alarm sets off, or says more of it. */
export function isLinkage(name: string): boolean {
  return name in linkageNames || /^(?:output2|soundFile|linkages|channels|ptzActions|\w+Channels)$/.test(name)
}

/** True where a rule names what an alarm of it may set off, and sets nothing off. */
export function setsNothingOff(values: AnyValues): boolean {
  const named = Object.entries(values).filter(([name]) => name in linkageNames || name === 'linkages')
  return named.length > 0 && named.every(([, value]) => value === false || (Array.isArray(value) && value.length === 0))
}

/**
 * Fields with what the device offers: kinds of target that it tells apart, linkages that its ability lists. What is on stays, whatever the
 * ability says; a device that tells nothing offers all.
 */
export function offeredFields(fields: Fields, values: AnyValues, abilities: Abilities): Fields {
  const said = abilitiesOf(fields).flatMap((id): readonly AnyValues[] => (abilities[id] ? [abilities[id]] : []))
  const [linkages, types] = [offers(said, 'linkages'), offers(said, 'types')]
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]): [string, Field][] => {
      const link = linkageNames[name]
      if (link !== undefined && linkages && !linkages.has(link) && values[name] !== true) return []
      return [[name, withTypes(name, field, types)]]
    }),
  )
}

/** Names of what the abilities of these fields say the device has: `direction`. */
export function offersOf(fields: Fields, abilities: Abilities): ReadonlySet<string> {
  const said = abilitiesOf(fields).flatMap((id) => Object.entries(abilities[id] ?? {}))
  return new Set(said.flatMap(([name, value]) => (value === true ? [name] : [])))
}

function withTypes(name: string, field: Field, types: ReadonlySet<string> | undefined): Field {
  if (field.kind === 'list' && field.as === undefined)
    return { ...field, item: Object.fromEntries(Object.entries(field.item).map(([inner, one]) => [inner, withTypes(inner, one, types)])) }
  if (name !== 'type' || field.kind !== 'choice' || !types) return field
  const options = Object.fromEntries(Object.entries(field.options).filter(([, option]) => types.has(option)))
  return Object.keys(options).length === 0 ? field : ({ ...field, options } satisfies ChoiceField)
}

/** What a list of an ability has; undefined where no ability has it, or it is empty. */
function offers(said: readonly AnyValues[], list: string): ReadonlySet<string> | undefined {
  const items = said.flatMap((ability) => itemsOf(ability[list]).map(({ type }) => type))
  return items.length === 0 ? undefined : new Set(items.filter((type) => typeof type === 'string'))
}

function itemsOf(value: AnyValue | undefined): readonly AnyValues[] {
  return Array.isArray(value) ? (value as readonly AnyValues[]) : []
}
