import type { Field, Fields } from './field.ts'
import type { AnyValues } from './infer.ts'

export type TemperatureUnit = '°C' | '°F'

/** Degrees Fahrenheit at 0 °C, and for each degree Celsius. */
const [offset, scale] = [32, 1.8]

/** A temperature in another unit; a difference of two has no offset. Neither is rounded. */
export function convertTemperature(value: number, from: TemperatureUnit, to: TemperatureUnit, isDifference = false): number {
  if (from === to) return value
  const zero = isDifference ? 0 : offset
  return to === '°F' ? value * scale + zero : (value - zero) / scale
}

/** The unit a record says its temperatures are in (manual lines 22502 and 23735). */
export function unitIn(values: AnyValues): TemperatureUnit | undefined {
  const { unit } = values
  return unit === '°C' || unit === '°F' ? unit : undefined
}

/** True where a record, or a list in it, holds temperatures. */
export function hasTemperatures(fields: Fields): boolean {
  return Object.values(fields).some((field) => (field.kind === 'list' ? hasTemperatures(field.item) : isTemperature(field)))
}

export function isTemperature(field: Field): boolean {
  return (field.kind === 'int' || field.kind === 'real') && field.as === 'temperature'
}

/** A field that is a difference of temperatures, in a record that says so. */
export function isDifference(field: Field, values: AnyValues): boolean {
  if ((field.kind !== 'int' && field.kind !== 'real') || !field.differenceWhere) return false
  const { name, is } = field.differenceWhere
  const own = values[name]
  return typeof own === 'string' && is.includes(own)
}
