import type { NumberField } from '../../schema/field.ts'
import { choice, int, real } from '../../schema/make.ts'

export const temperatureUnits = { 0: '°C', 1: '°F' } as const
export const lengthUnits = { 0: 'm', 1: 'ft' } as const

type Options = Parameters<typeof real>[1]

/** A temperature in the unit the device is set to; no bounds of ours, for they would be another's in the other unit. */
export function temperature(label: string, options: Options = {}): NumberField {
  return real(label, { as: 'temperature', ...options })
}

/** One of the three parts of a colour, which these devices send apart: `LargeColor_R`, `LargeColor_G`, `LargeColor_B`. */
export function colourPart(label: string, key: string): NumberField {
  return int(label, { key, min: 0, max: 255 })
}

/** Which unit the temperatures beside it are in (manual lines 22502 and 23735). */
export function temperatureUnit(key = 'TemperatureUnit') {
  return choice('Temperature unit', temperatureUnits, { key })
}
