/**
 * What a detector gets from a black body, and back: Planck's law summed up over 8 to 14 µm, once, into a table.
 *
 * Not the client's way to the same numbers, which would hide its mistakes.
 */
const [planck, light, boltzmann] = [6.626_070_15e-34, 299_792_458, 1.380_649e-23]
/** µm, and how many parts it is summed up in. */
const band = { from: 8, to: 14, parts: 60 } as const
/** °C */
const table = { from: -120, to: 800, step: 0.25 } as const

let radiances: readonly number[] | undefined

/** W/(m²·sr) from a black body of so many °C, [-120, 800]. */
export function radiated(celsius: number): number {
  radiances ??= Array.from({ length: (table.to - table.from) / table.step + 1 }, (_, at) => summedUp(table.from + at * table.step))
  const place = (Math.min(Math.max(celsius, table.from), table.to) - table.from) / table.step
  const low = Math.min(Math.floor(place), radiances.length - 2)
  const [before = 0, after = 0] = [radiances[low], radiances[low + 1]]
  return before + (after - before) * (place - low)
}

/** °C of the black body one gets so much from. */
export function temperatureOf(radiance: number): number {
  let [low, high]: [number, number] = [table.from, table.to]
  // Halved until a table's step is left, in which the table is straight.
  while (high - low > table.step / 2) {
    const middle = (low + high) / 2
    if (radiated(middle) > radiance) high = middle
    else low = middle
  }
  const [under, over] = [radiated(low), radiated(high)]
  const at = low + ((radiance - under) / (over - under)) * (high - low)
  return Math.min(Math.max(at, table.from), table.to)
}

function summedUp(celsius: number): number {
  const width = (band.to - band.from) / band.parts
  let sum = 0
  for (let part = 0; part <= band.parts; part++) {
    const weight = part === 0 || part === band.parts ? 1 : part % 2 === 1 ? 4 : 2
    sum += weight * spectral((band.from + part * width) * 1e-6, celsius + 273.15)
  }
  return (sum * width * 1e-6) / 3
}

function spectral(metres: number, kelvin: number): number {
  return (2 * planck * light ** 2) / metres ** 5 / Math.expm1((planck * light) / (metres * boltzmann * kelvin))
}
