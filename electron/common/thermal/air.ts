/** The air between camera and target. */
export interface Air {
  /** °C */
  readonly temperature: number
  /** Relative, % */
  readonly humidity: number
  /** m */
  readonly distance: number
}

/** What measuring through no air is like. */
export const noAir: Air = { temperature: 20, humidity: 0, distance: 0 }

/** ln(g/m³) of saturated vapour by °C: a cubic. */
const vapour = [1.5587, 6.939e-2, -2.7816e-4, 6.8455e-7] as const
const scaling = 1.9
const [strong, weak] = [
  { alone: 0.006569, wet: -0.002276 },
  { alone: 0.01262, wet: -0.00667 },
]

/**
 * The part of the long-wave radiation that gets through the air, [0, 1].
 *
 * The two-term formula makers of such cameras use, with the constants Minkina and Dudzik print (Infrared Thermography: Errors and
 * Uncertainties, Wiley 2009): only vapour counts. It was fitted to LOWTRAN for tens of metres; over some hundreds it is a guess.
 */
export function transmissionOf({ temperature, humidity, distance }: Air): number {
  if (distance <= 0) return 1
  const way = Math.sqrt(distance)
  const water = Math.sqrt(waterOf(temperature, humidity))
  const through = ({ alone, wet }: typeof strong) => Math.exp(-way * (alone + wet * water))
  return Math.min(1, Math.max(0, scaling * through(strong) + (1 - scaling) * through(weak)))
}

/** g of vapour in a m³ of air. */
export function waterOf(temperature: number, humidity: number): number {
  const [a, b, c, d] = vapour
  return (humidity / 100) * Math.exp(a + b * temperature + c * temperature ** 2 + d * temperature ** 3)
}
