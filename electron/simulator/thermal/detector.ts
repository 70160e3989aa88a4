/** Pixels of a detector. */
export interface Pixel {
  readonly x: number
  readonly y: number
}

export interface DetectorKind {
  readonly width: number
  readonly height: number
  /** Makes its noise and its dead pixels, the same for the same number. */
  readonly seed: number
  /** K it reads too high, until it is calibrated. */
  readonly offset: number
}

/** K of one reading, as a standard deviation; ours, as uncooled detectors have it. */
const noise = 0.05
/** ms of one picture. */
const frameMs = 40
/** The housing warms by so many K once the power is on, two thirds of it in so many s; ours, quicker than a real one. */
const housing = { rises: 12, seconds: 150 } as const
/** K a reading is off for every K the housing has warmed since the detector was evened out. */
const driftOf = 0.15
/** What dead pixels and stuck ones say, °C. */
const stuck = { cold: -100, hot: 400 } as const
/** Dead pixels of a detector, for every 10,000. */
const deadPart = 0.4 / 10_000

/** K the housing is above where it was when the power came. */
export function housingAt(seconds: number): number {
  return housing.rises * (1 - Math.exp(-Math.max(0, seconds) / housing.seconds))
}

/** s after power-on when the housing has warmed by so much; it never warms by all of it. */
export function secondsUntil(rise: number): number {
  return rise >= housing.rises ? Infinity : -housing.seconds * Math.log(1 - rise / housing.rises)
}

/** K all pixels are off now, by how warm the housing was at the last correction and is now. */
export function driftBetween(corrected: number, now: number): number {
  return driftOf * (housingAt(now) - housingAt(corrected))
}

/** K a pixel is off in the picture of a moment, always the same for the same pixel and moment. */
export function noiseAt(seed: number, { x, y }: Pixel, ms: number): number {
  const at = scatter(scatter(seed ^ (x * 73_856_093)) ^ scatter((y * 19_349_663) ^ Math.floor(ms / frameMs)))
  // Two even numbers make a normal one (Box and Muller).
  const [one, two] = [(at + 1) / 4_294_967_297, scatter(at ^ 0x9e37_79b9) / 4_294_967_296]
  return noise * Math.sqrt(-2 * Math.log(one)) * Math.cos(2 * Math.PI * two)
}

/** The dead and stuck pixels of a detector and what they say: here and there, no two beside each other. */
export function deadPixelsOf({ width, height, seed }: DetectorKind): ReadonlyMap<string, number> {
  const dead = new Map<string, number>()
  const wanted = Math.max(3, Math.round(width * height * deadPart))
  for (let turn = 0; dead.size < wanted; turn++) {
    const [across, down] = [scatter(seed + turn * 2 + 1), scatter(seed + turn * 2 + 2)]
    const pixel = { x: across % width, y: down % height }
    const isBeside = [...dead.keys()].some((key) => {
      const [x = 0, y = 0] = key.split(',').map(Number)
      return Math.abs(x - pixel.x) <= 3 && Math.abs(y - pixel.y) <= 3
    })
    if (!isBeside) dead.set(nameOf(pixel), turn % 2 === 0 ? stuck.cold : stuck.hot)
  }
  return dead
}

export function nameOf({ x, y }: Pixel): string {
  return `${x},${y}`
}

/** A number of 32 bits that looks like no other's neighbour (Jenkins's mix of one integer, after Wang). */
export function scatter(of: number): number {
  let at = of | 0
  at = Math.imul(at ^ 61 ^ (at >>> 16), 9)
  at ^= at >>> 4
  at = Math.imul(at, 0x27d4_eb2d)
  return (at ^ (at >>> 15)) >>> 0
}
