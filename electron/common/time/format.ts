const minus = '\u2212'
const units = [
  { name: 'd', seconds: 86_400 },
  { name: 'h', seconds: 3600 },
  { name: 'min', seconds: 60 },
  { name: 's', seconds: 1 },
] as const

/**
 * How far a clock is off, always with its sign: "+21.340 s", "−0.04 s", "±0.00 s", "−1 h 0 min".
 *
 * As many digits as the uncertainty (±s) allows, at most three, two without. From a minute on the two largest units.
 */
export function formatOffset(seconds: number, uncertainty?: number): string {
  const digits = digitsFor(uncertainty)
  const size = Math.abs(seconds)
  const text = Number(size.toFixed(digits)) < 60 ? `${size.toFixed(digits)} s` : inTwoUnits(size)
  return `${signOf(seconds, digits)}${text}`
}

/** "± 0.004 s", rounded up so that it never claims more than was measured. */
export function formatUncertainty(uncertainty: number): string {
  const digits = digitsFor(uncertainty)
  const scale = 10 ** digits
  return `± ${(Math.ceil(uncertainty * scale - 1e-9) / scale).toFixed(digits)} s`
}

/** A shift from UTC in minutes: "UTC+01:00", "UTC−04:30". */
export function formatShift(minutes: number): string {
  const size = Math.abs(minutes)
  return `UTC${minutes < 0 ? minus : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`
}

/** Minutes after midnight as the clock shows them: "02:00"; the end of the day is "24:00". */
export function formatMinuteOfDay(minute: number): string {
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`
}

/** The first digit that means something: 0.004 -> 3, 0.02 -> 2, 1 -> 0. */
function digitsFor(uncertainty: number | undefined): number {
  if (uncertainty === undefined) return 2
  return Math.min(3, Math.max(0, Math.ceil(-Math.log10(Math.max(uncertainty, 1e-3)) - 1e-9)))
}

function signOf(seconds: number, digits: number): string {
  if (Number(Math.abs(seconds).toFixed(digits)) === 0) return '±'
  return seconds < 0 ? minus : '+'
}

function inTwoUnits(size: number): string {
  const whole = Math.round(size)
  const index = units.findIndex((unit) => whole >= unit.seconds)
  const [large, small] = [units[index], units[index + 1]]
  if (!large || !small) return `${whole} s`
  return `${Math.floor(whole / large.seconds)} ${large.name} ${Math.floor((whole % large.seconds) / small.seconds)} ${small.name}`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
