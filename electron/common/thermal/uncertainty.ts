import { apparentOf, type Conditions, emissivityBy, targetOf } from './measurement.ts'
import type { Summary } from './readings.ts'

/** A value with its standard uncertainty, both in one unit. */
export interface Estimate {
  readonly value: number
  readonly uncertainty: number
}

/** A result, and what each of what it was made of puts into its uncertainty. */
export interface Combined<Name extends string> extends Estimate {
  /** Standard uncertainty by each alone. */
  readonly parts: Readonly<Record<Name, number>>
}

/** For about 95 in 100: the standard uncertainty twice (GUM 6.3.3, k = 2). */
export const coverage = 2

/** The standard uncertainty of what lies somewhere within ± so much, all of it as likely (GUM 4.3.7). */
export function fromTolerance(halfWidth: number): number {
  return halfWidth / Math.sqrt(3)
}

/**
 * What is made of uncertain values, by the law of propagation of uncertainty for values that know nothing of each other.
 *
 * Sensitivities are taken by trying each value a little more and less. Undefined where nothing comes out.
 * @source Guide to the Expression of Uncertainty in Measurement, JCGM 100:2008, 5.1.2
 */
export function combine<Name extends string>(
  inputs: Readonly<Record<Name, Estimate>>,
  result: (values: Readonly<Record<Name, number>>) => number | undefined,
): Combined<Name> | undefined {
  const names = Object.keys(inputs) as Name[]
  const values = Object.fromEntries(names.map((name) => [name, inputs[name].value])) as Record<Name, number>
  const value = result(values)
  if (value === undefined) return undefined
  const parts = {} as Record<Name, number>
  for (const name of names) {
    const { uncertainty } = inputs[name]
    const slope = uncertainty === 0 ? 0 : slopeOf((at) => result({ ...values, [name]: at }), values[name], uncertainty, value)
    if (slope === undefined) return undefined
    parts[name] = Math.abs(slope) * uncertainty
  }
  return { value, uncertainty: Math.hypot(...Object.values<number>(parts)), parts }
}

/** Both ways where both are possible: an emissivity of 1 cannot be more. */
function slopeOf(result: (at: number) => number | undefined, at: number, uncertainty: number, value: number): number | undefined {
  const step = uncertainty / 100
  const [more, less] = [result(at + step), result(at - step)]
  if (more !== undefined && less !== undefined) return (more - less) / (2 * step)
  if (more !== undefined) return (more - value) / step
  return less === undefined ? undefined : (value - less) / step
}

/** How well conditions are known: standard uncertainties. */
export interface ConditionsDoubt {
  readonly emissivity: number
  /** K */
  readonly reflected: number
  /** K */
  readonly airTemperature: number
  /** % */
  readonly humidity: number
  /** m */
  readonly distance: number
}

/** °C of a target with its uncertainty, from several readings under told conditions; `instrument` is the camera's own, in K. */
export function targetWithDoubt(
  readings: Pick<Summary, 'mean' | 'meanUncertainty'>,
  told: Conditions,
  doubt: ConditionsDoubt,
  instrument: number,
): Combined<'noise' | 'instrument' | keyof ConditionsDoubt> | undefined {
  const apparent = apparentOf(readings.mean, told)
  if (apparent === undefined) return undefined
  return combine(
    {
      noise: { value: 0, uncertainty: readings.meanUncertainty },
      instrument: { value: 0, uncertainty: instrument },
      emissivity: { value: told.emissivity, uncertainty: doubt.emissivity },
      reflected: { value: told.reflected, uncertainty: doubt.reflected },
      airTemperature: { value: told.air.temperature, uncertainty: doubt.airTemperature },
      humidity: { value: told.air.humidity, uncertainty: doubt.humidity },
      distance: { value: told.air.distance, uncertainty: doubt.distance },
    },
    ({ noise, instrument: own, emissivity, reflected, airTemperature, humidity, distance }) => {
      const target = targetOf(apparent, { emissivity, reflected, air: { temperature: airTemperature, humidity, distance } })
      return target === undefined ? undefined : target + noise + own
    },
  )
}

/** The emissivity by a known temperature with its uncertainty; `known` is the reference, `reflected` in K. Undefined where none follows. */
export function emissivityWithDoubt(
  readings: Pick<Summary, 'mean' | 'meanUncertainty'>,
  told: Conditions,
  known: Estimate,
  doubt: { readonly instrument: number; readonly reflected: number },
): Combined<'reading' | 'known' | 'reflected'> | undefined {
  return combine(
    {
      reading: { value: readings.mean, uncertainty: Math.hypot(readings.meanUncertainty, doubt.instrument) },
      known,
      reflected: { value: told.reflected, uncertainty: doubt.reflected },
    },
    ({ reading, known: temperature, reflected }) => {
      // What the camera saw does not change by what one takes for reflected later.
      const apparent = apparentOf(reading, told)
      const found = apparent === undefined ? undefined : emissivityBy(apparent, { reflected, air: told.air }, temperature)
      return typeof found === 'number' ? found : undefined
    },
  )
}
