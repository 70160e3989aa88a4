import type { ChoiceField, Field, Fields, LimitedBy, ListField, NumberField } from './field.ts'
import type { AnyValue, AnyValues } from './infer.ts'

/** What abilities said, by their id. */
export type Abilities = Readonly<Record<string, AnyValues>>

/** The abilities that tell limits of these fields. */
export function abilitiesOf(fields: Fields): readonly string[] {
  const own = Object.values(fields).flatMap((field) => [
    ...(field.limitedBy ? [field.limitedBy.ability] : []),
    ...(field.kind === 'list' ? abilitiesOf(field.item) : []),
  ])
  return [...new Set(own)]
}

/**
 * Fields with the limits of one device in place of the manual's. What its abilities did not say, or said in a way nobody
 * understands, stays as the manual has it.
 */
export function limitedFields<R extends Fields>(fields: R, abilities: Abilities): R {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, limitedField(field, abilities)])) as R
}

function limitedField(field: Field, abilities: Abilities): Field {
  const inner = field.kind === 'list' ? { ...field, item: limitedFields(field.item, abilities) } : field
  const { limitedBy } = inner
  const said = limitedBy && abilities[limitedBy.ability]
  if (!said) return inner
  switch (inner.kind) {
    case 'int':
    case 'real':
      return told(inner, limitedBy, numberLimits(inner, limitedBy, said))
    case 'choice':
      return told(inner, limitedBy, choiceLimits(inner, limitedBy, said))
    case 'list':
      return told(inner, limitedBy, listLimits(limitedBy, said))
    default:
      return inner
  }
}

function told<F extends Field>(field: F, limitedBy: LimitedBy, limits: Partial<F>): F {
  return Object.keys(limits).length === 0 ? field : { ...field, ...limits, limitedBy: { ...limitedBy, told: true } }
}

/** A range whose ends are the wrong way round, or −1, says that there is none. */
function numberLimits(field: NumberField, limitedBy: LimitedBy, said: AnyValues): Partial<NumberField> {
  const options = numbersAt(said, limitedBy.options)
  if (options.length > 0) return { min: Math.min(...options), max: Math.max(...options) }
  const min = Math.min(...numbersAt(said, limitedBy.min))
  const max = Math.max(...numbersAt(said, limitedBy.max))
  const limits = { ...(Number.isFinite(min) ? { min } : {}), ...(Number.isFinite(max) ? { max } : {}) }
  const { min: from = field.min ?? -Infinity, max: to = field.max ?? Infinity } = limits
  return from < to && to >= 0 ? limits : {}
}

/** By its name where the ability has the same names, else by what is sent. */
function choiceLimits({ options }: ChoiceField, limitedBy: LimitedBy, said: AnyValues): Partial<ChoiceField> {
  const offered = new Set(valuesAt(said, limitedBy.options).map(String))
  const kept = Object.entries(options).filter(([wire, name]) => offered.has(name) || offered.has(wire))
  return kept.length === 0 ? {} : { options: Object.fromEntries(kept) }
}

function listLimits({ most }: LimitedBy, said: AnyValues): Partial<ListField> {
  const max = Math.max(...numbersAt(said, most))
  return Number.isFinite(max) && max > 0 ? { max } : {}
}

function numbersAt(said: AnyValues, path: string | undefined): readonly number[] {
  return valuesAt(said, path).filter((value) => typeof value === 'number')
}

/** Every value at a path, through lists: `codecs.name`. */
function valuesAt(said: AnyValues, path: string | undefined): readonly AnyValue[] {
  if (path === undefined) return []
  return path.split('.').reduce<readonly AnyValue[]>((found, name) => found.flatMap((value) => inside(value, name)), [[said]])
}

function inside(value: AnyValue, name: string): readonly AnyValue[] {
  if (!Array.isArray(value)) return []
  return (value as readonly AnyValues[]).flatMap((one): readonly AnyValue[] => {
    const inner = one[name]
    return inner === undefined ? [] : [inner]
  })
}
