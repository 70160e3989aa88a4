/**
 * Wavelengths a long-wave camera sees, µm. The interface tells no spectral response: it is taken as level from end to end and none
 * beyond, which is the usual band of uncooled detectors.
 */
export const band = { from: 8, to: 14 } as const

/** µm·K, second radiation constant hc/k of the exact SI constants (2019). */
const c2 = 14_387.768_775
/** W/(m²·K⁴), Stefan and Boltzmann's constant of the same. */
export const stefanBoltzmann = 5.670_374_419e-8
/** K at 0 °C. */
export const iceK = 273.15
/** °C whose radiance is reckoned with; ours, wider than any of these cameras measures. */
export const reckoned = { from: -150, to: 3000 } as const

/**
 * W/(m²·sr) a black body of so many °C radiates in the band.
 *
 * Planck's law integrated exactly, as a series (Widger and Woodall, Integration of the Planck blackbody radiation function, Bulletin of the
 * American Meteorological Society 57, 1976): no fit such as Sakuma and Hattori's, whose error would have to be known for each camera.
 */
export function radianceAt(celsius: number, { from, to }: { readonly from: number; readonly to: number } = band): number {
  const kelvin = celsius + iceK
  if (!(kelvin > 0)) return 0
  return (stefanBoltzmann / Math.PI) * kelvin ** 4 * (partBelow(to * kelvin) - partBelow(from * kelvin))
}

/** °C of the black body that radiates so much in the band; undefined for what none of the reckoned temperatures does. */
export function celsiusOf(radiance: number): number | undefined {
  if (!(radiance >= radianceAt(reckoned.from) && radiance <= radianceAt(reckoned.to))) return undefined
  let [low, high]: [number, number] = [reckoned.from, reckoned.to]
  let at = 20
  for (let turn = 0; turn < 100; turn++) {
    const off = radianceAt(at) - radiance
    if (off > 0) high = at
    else low = at
    const next = at - off / slopeAt(at)
    // Newton's step, or half of what is left where it would leave it.
    const to = next > low && next < high ? next : (low + high) / 2
    if (Math.abs(to - at) < 1e-10 || high - low < 1e-10) return to
    at = to
  }
  return at
}

/** By how much the radiance grows a degree. */
function slopeAt(celsius: number): number {
  const step = 1e-3
  return (radianceAt(celsius + step) - radianceAt(celsius - step)) / (2 * step)
}

/** The part of a black body's radiation below a wavelength, by wavelength × temperature in µm·K. */
function partBelow(product: number): number {
  const x = c2 / product
  let sum = 0
  for (let n = 1; n <= 2000; n++) {
    const term = Math.exp(-n * x) * (x ** 3 / n + (3 * x ** 2) / n ** 2 + (6 * x) / n ** 3 + 6 / n ** 4)
    sum += term
    if (term < sum * 1e-16) break
  }
  return (15 / Math.PI ** 4) * sum
}
