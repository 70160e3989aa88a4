/** Readings of neighbouring pixels, line by line, °C; undefined where there is none. */
export interface ReadingGrid {
  readonly columns: number
  readonly rows: number
  readonly values: readonly (number | undefined)[]
}

/** A pixel that reads what none of its neighbours gives reason for. */
export interface Candidate {
  readonly column: number
  readonly row: number
  /** K above what its neighbours say, negative below. */
  readonly off: number
  /** The same as multiples of what the neighbours differ among themselves. */
  readonly times: number
}

/** From when on a pixel is suspected; ours. */
const suspect = {
  /** Times the noise of the whole picture, and times the spread of its neighbours. */
  timesNoise: 8,
  timesSpread: 4,
  /** K: less is the last digit of a reading, and harms nobody. */
  off: 1,
  /** A neighbour with more than this part of the deviation is part of the same thing. */
  shared: 0.5,
} as const
/** Pixels to each side that are asked. */
const reach = 2
/** A median deviation as a standard deviation, of what is spread normally. */
const normalSpread = 1.4826

/**
 * Pixels that may be dead or stuck, the farthest off first.
 *
 * A pixel is held against the median of the 24 around it, once the slope of the scene there is taken off, and against how much those differ
 * among themselves. Optics blur: a thing that is there, be it as small as 2 × 2 pixels, the end of a wire or the edge of a motor, warms
 * pixels beside it, so a pixel is suspected only if no neighbour goes half as far with it; or one, that is suspected by the same rule.
 * So one beside the edge of something hot is missed while it is off by less than twice what the edge is.
 */
export function badPixelCandidates(grid: ReadingGrid): readonly Candidate[] {
  const noise = noiseOf(grid)
  const found = new Map<number, Candidate & { readonly partner?: number }>()
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      const one = judged(grid, column, row, noise)
      if (one) found.set(row * grid.columns + column, one)
    }
  }
  return [...found.values()]
    .filter(({ partner }) => partner === undefined || found.has(partner))
    .map(({ column, row, off, times }) => ({ column, row, off, times }))
    .sort((a, b) => Math.abs(b.off) - Math.abs(a.off))
}

function judged(grid: ReadingGrid, column: number, row: number, noise: number) {
  const own = valueAt(grid, column, row)
  if (own === undefined || isPlain(grid, column, row, own)) return undefined
  const { middle, spread, rise } = neighbourhood(grid, column, row)
  const off = own - middle
  if (!(Math.abs(off) >= Math.max(suspect.off, suspect.timesNoise * noise, suspect.timesSpread * spread))) return undefined
  const alike = within(grid, column, row, 1).filter(({ x, y, value }) => (value - rise(x, y) - middle) / off > suspect.shared)
  if (alike.length > 1) return undefined
  const [partner] = alike
  const at = partner && (row + partner.y) * grid.columns + column + partner.x
  return { column, row, off, times: Math.abs(off) / Math.max(spread, noise), ...(at === undefined ? {} : { partner: at }) }
}

/** Nearly all are: not far from the mean of the eight next to it, as far as could matter. */
function isPlain(grid: ReadingGrid, column: number, row: number, own: number): boolean {
  let [sum, n] = [0, 0]
  for (let y = row - 1; y <= row + 1; y++) {
    for (let x = column - 1; x <= column + 1; x++) {
      const value = x === column && y === row ? undefined : valueAt(grid, x, y)
      if (value === undefined) continue
      sum += value
      n += 1
    }
  }
  return n === 0 || Math.abs(own - sum / n) < suspect.off / 2
}

interface Neighbourhood {
  /** What this pixel should read. */
  readonly middle: number
  /** How much the others differ, as a standard deviation. */
  readonly spread: number
  /** K the scene rises from here to so many pixels away. */
  readonly rise: (x: number, y: number) => number
}

/** What the pixels around say; with the slope taken off where that leaves less to differ. It does not at an edge. */
function neighbourhood(grid: ReadingGrid, column: number, row: number): Neighbourhood {
  const around = within(grid, column, row, reach)
  const [across, down] = [slope(grid, column, row, 1, 0), slope(grid, column, row, 0, 1)]
  const [level, sloping] = [judgedBy(around, 0, 0), judgedBy(around, across, down)]
  return sloping.spread < level.spread ? sloping : level
}

function judgedBy(around: readonly Neighbour[], across: number, down: number): Neighbourhood {
  const rise = (x: number, y: number) => across * x + down * y
  const values = around.map(({ x, y, value }) => value - rise(x, y))
  const middle = medianOf(values)
  return { middle, rise, spread: normalSpread * medianOf(values.map((value) => Math.abs(value - middle))) }
}

/** K a pixel by which the scene rises one way: the median of what opposite pixels say, so that one bad one says nothing. */
function slope(grid: ReadingGrid, column: number, row: number, x: number, y: number): number {
  const rises: number[] = []
  for (let away = 1; away <= reach; away++) {
    for (let aside = -reach; aside <= reach; aside++) {
      const after = valueAt(grid, column + x * away + y * aside, row + y * away + x * aside)
      const before = valueAt(grid, column - x * away + y * aside, row - y * away + x * aside)
      if (after !== undefined && before !== undefined) rises.push((after - before) / (2 * away))
    }
  }
  return rises.length === 0 ? 0 : medianOf(rises)
}

interface Neighbour {
  /** Pixels to the right and down. */
  readonly x: number
  readonly y: number
  readonly value: number
}

/** The readings no farther than so many pixels away, but its own. */
function within(grid: ReadingGrid, column: number, row: number, away: number): readonly Neighbour[] {
  const found: Neighbour[] = []
  for (let y = -away; y <= away; y++) {
    for (let x = -away; x <= away; x++) {
      const value = x === 0 && y === 0 ? undefined : valueAt(grid, column + x, row + y)
      if (value !== undefined) found.push({ x, y, value })
    }
  }
  return found
}

/** K, the noise of one pixel, from neighbours in a line all over the picture: half of the scene may be anything. */
function noiseOf(grid: ReadingGrid): number {
  const steps: number[] = []
  const stride = Math.max(1, Math.floor((grid.columns * grid.rows) / 20_000))
  for (let at = 0; at < grid.columns * grid.rows; at += stride) {
    const [column, row] = [at % grid.columns, Math.floor(at / grid.columns)]
    const [own, next] = [valueAt(grid, column, row), valueAt(grid, column + 1, row)]
    if (own !== undefined && next !== undefined) steps.push(Math.abs(next - own))
  }
  return steps.length === 0 ? 0 : (normalSpread * medianOf(steps)) / Math.SQRT2
}

function valueAt({ columns, rows, values }: ReadingGrid, column: number, row: number): number | undefined {
  return column >= 0 && column < columns && row >= 0 && row < rows ? values[row * columns + column] : undefined
}

/** Of an even number the mean of the two in the middle. */
function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const [upper = 0, lower = 0] = [sorted[half], sorted[sorted.length % 2 === 1 ? half : half - 1]]
  return (upper + lower) / 2
}
