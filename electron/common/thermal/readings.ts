/** One temperature as it was read. */
export interface Reading {
  /** ms since any moment. */
  readonly at: number
  /** °C */
  readonly value: number
}

/** What several readings of one thing say together. */
export interface Summary {
  readonly n: number
  readonly mean: number
  /** K, the standard deviation of one reading; 0 for fewer than two. */
  readonly spread: number
  /** K, the standard uncertainty of the mean (GUM 4.2.3). */
  readonly meanUncertainty: number
  readonly least: number
  readonly most: number
  /** s from the first to the last. */
  readonly seconds: number
  /** By a straight line of least squares; undefined for fewer than three readings, or all at one moment. */
  readonly drift?: Drift
}

/** K/min */
export interface Drift {
  readonly perMinute: number
  /** Standard uncertainty, from how far the readings are from the line. */
  readonly uncertainty: number
}

/** When readings count as stable. */
export interface StableWhen {
  /** K/min the drift may be, uncertainty and all. */
  readonly perMinute: number
  readonly leastSeconds: number
  readonly leastReadings: number
}

/** Ours: a camera that drifts less is off by under 0.1 K in the minute a calibration takes. */
const stableWhen: StableWhen = { perMinute: 0.1, leastSeconds: 60, leastReadings: 10 }

export type Stability =
  | 'stable'
  /** It drifts, or may drift for all the readings say. */
  | 'notYet'
  /** Too few readings or too little time to tell. */
  | 'tooShort'

/** Undefined where there are none. */
export function summaryOf(readings: readonly Reading[]): Summary | undefined {
  const [first] = readings
  if (first === undefined) return undefined
  const values = readings.map(({ value }) => value)
  const n = values.length
  const mean = meanOf(values)
  const spread = n < 2 ? 0 : Math.sqrt(sumOf(values.map((value) => (value - mean) ** 2)) / (n - 1))
  const times = readings.map(({ at }) => at)
  const drift = driftOf(readings)
  return {
    n,
    mean,
    spread,
    meanUncertainty: spread / Math.sqrt(n),
    least: Math.min(...values),
    most: Math.max(...values),
    seconds: (Math.max(...times) - Math.min(...times)) / 1000,
    ...(drift ? { drift } : {}),
  }
}

/** Whether readings have come to rest. Stable is only what would be so at the edge of its uncertainty, too (k = 2). */
export function stabilityOf({ n, seconds, drift }: Summary, when: StableWhen = stableWhen): Stability {
  if (n < when.leastReadings || seconds < when.leastSeconds || !drift) return 'tooShort'
  return Math.abs(drift.perMinute) + 2 * drift.uncertainty <= when.perMinute ? 'stable' : 'notYet'
}

/** How much a later look differs from an earlier one, with the standard uncertainty of that. */
export function changeBetween(before: Summary, after: Summary): { readonly value: number; readonly uncertainty: number } {
  return { value: after.mean - before.mean, uncertainty: Math.hypot(before.meanUncertainty, after.meanUncertainty) }
}

function driftOf(readings: readonly Reading[]): Drift | undefined {
  if (readings.length < 3) return undefined
  const middle = meanOf(readings.map(({ at }) => at))
  const minutes = readings.map(({ at }) => (at - middle) / 60_000)
  const width = sumOf(minutes.map((minute) => minute ** 2))
  if (width === 0) return undefined
  const mean = meanOf(readings.map(({ value }) => value))
  const perMinute = sumOf(readings.map(({ value }, index) => (minutes[index] ?? 0) * (value - mean))) / width
  const left = readings.map(({ value }, index) => value - mean - perMinute * (minutes[index] ?? 0))
  const variance = sumOf(left.map((one) => one ** 2)) / (readings.length - 2)
  return { perMinute, uncertainty: Math.sqrt(variance / width) }
}

function meanOf(values: readonly number[]): number {
  return sumOf(values) / values.length
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
