import { type Air, transmissionOf } from './air.ts'
import { celsiusOf, radianceAt } from './radiance.ts'

/** What a camera must be told to make a temperature of what it sees. */
export interface Conditions {
  /** (0, 1] */
  readonly emissivity: number
  /** °C of what is mirrored in the target. */
  readonly reflected: number
  readonly air: Air
}

/**
 * °C a black body without air would need, to look as the target does.
 *
 * The measurement equation: what reaches the camera is the target's own radiation, what it mirrors, and what the air adds
 * (Minkina and Dudzik, Infrared Thermography: Errors and Uncertainties, Wiley 2009, chapter 2).
 */
export function apparentOf(target: number, { emissivity, reflected, air }: Conditions): number | undefined {
  const through = transmissionOf(air)
  const own = emissivity * radianceAt(target) + (1 - emissivity) * radianceAt(reflected)
  return celsiusOf(through * own + (1 - through) * radianceAt(air.temperature))
}

/** °C of the target that looks so; undefined where less comes from it than is mirrored, or the conditions are none. */
export function targetOf(apparent: number, conditions: Conditions): number | undefined {
  const { emissivity, reflected } = conditions
  if (!(emissivity > 0 && emissivity <= 1)) return undefined
  const leaving = leavingOf(apparent, conditions.air)
  return leaving === undefined ? undefined : celsiusOf((leaving - (1 - emissivity) * radianceAt(reflected)) / emissivity)
}

/** A reading taken under some conditions as it would have been under others: what a wrong emissivity does to it. */
export function reread(reading: number, told: Conditions, instead: Conditions): number | undefined {
  const apparent = apparentOf(reading, told)
  return apparent === undefined ? undefined : targetOf(apparent, instead)
}

/** K by which a camera is off that is told other conditions than there are. */
export function errorOf(target: number, actual: Conditions, told: Conditions): number | undefined {
  const shown = reread(target, actual, told)
  return shown === undefined ? undefined : shown - target
}

/** Why no emissivity follows from a reading. */
export type NoEmissivity =
  /** Target and surroundings are so alike that any emissivity gives the same reading. */
  | 'tooAlike'
  /** It would be 0 or less, or more than 1: something that was entered is wrong. */
  | 'impossible'

/** K between target and what it mirrors, below which nothing can be learnt of its emissivity; ours. */
const leastContrast = 1
/** As far beyond 1 as noise may put it. */
const beyond = 0.03

/**
 * The emissivity of a target whose temperature is known, from what a camera reads under the conditions it was told.
 *
 * `told.reflected` and `told.air` must be what there is; `told.emissivity` is any, as long as the reading was made with it. Noise may
 * put the answer a little over 1.
 */
export function emissivityOf(reading: number, told: Conditions, known: number): number | NoEmissivity {
  const apparent = apparentOf(reading, told)
  return apparent === undefined ? 'impossible' : emissivityBy(apparent, told, known)
}

/** The same from what the target looks like, without anything corrected. */
export function emissivityBy(
  apparent: number,
  { reflected, air }: Pick<Conditions, 'reflected' | 'air'>,
  known: number,
): number | NoEmissivity {
  if (Math.abs(known - reflected) < leastContrast) return 'tooAlike'
  const leaving = leavingOf(apparent, air)
  if (leaving === undefined) return 'impossible'
  const mirrored = radianceAt(reflected)
  const found = (leaving - mirrored) / (radianceAt(known) - mirrored)
  return found > 0 && found <= 1 + beyond ? found : 'impossible'
}

/** How much of what leaves a target is mirrored, [0, 1]: by so much it matters what is reflected. */
export function mirroredPart(target: number, { emissivity, reflected }: Pick<Conditions, 'emissivity' | 'reflected'>): number {
  const mirrored = (1 - emissivity) * radianceAt(reflected)
  return mirrored / (emissivity * radianceAt(target) + mirrored)
}

/** W/(m²·sr) that leave the target, before the air; undefined where none does. */
function leavingOf(apparent: number, air: Air): number | undefined {
  const through = transmissionOf(air)
  return through > 0 ? (radianceAt(apparent) - (1 - through) * radianceAt(air.temperature)) / through : undefined
}
