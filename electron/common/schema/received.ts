import { fromBase64 } from '../wire/base64.ts'
import type { Field, Fields } from './field.ts'
import type { AnyValue, AnyValues } from './infer.ts'

/** What a set carried, as a get has it: text that went out as base64 is plain again. What is none is taken as it is. */
export function received(fields: Fields, value: AnyValues): AnyValues {
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, receivedValue(fields[name], one)]))
}

function receivedValue(field: Field | undefined, value: AnyValue | undefined): AnyValue | undefined {
  if (field?.kind === 'list' && Array.isArray(value)) return (value as readonly AnyValues[]).map((item) => received(field.item, item))
  return field?.kind === 'text' && field.sentAs === 'base64' && typeof value === 'string' ? (fromBase64(value) ?? value) : value
}
