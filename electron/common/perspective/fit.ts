import { type Camera, groundAt, isLens, type Lens, percentOf, rowOf, rowsOf, type Rows, topRow } from './camera.ts'
import { faultOf, lengthOnPicture, type Mark, type MarkFault } from './marks.ts'

/** Why no camera follows from the marks. */
export type Refusal =
  /** Fewer than two. */
  | 'tooFew'
  | MarkFault
  /** Not a lens that is reckoned with: too narrow, too wide, or no number. */
  | 'noLens'
  /** They are about equally far away, or too few: cameras that look elsewhere would show them within a pixel so too. */
  | 'undecided'
  /** No camera above flat ground shows them so. */
  | 'noCamera'

/** The camera that shows the marks best, and how far each is off, in % of its length. */
export interface Fit {
  readonly camera: Camera
  readonly errors: readonly number[]
  readonly worst: number
}

/** ° a mounted camera looks down: a little upwards to nearly straight down; ours. */
const tilts = { from: -20, to: 80, step: 0.125 }
/** Narrowings of the tilt by the golden ratio: from 0.25° to under 1e-10°. */
const narrowings = 48
const golden = (Math.sqrt(5) - 1) / 2
/** A camera that looks so many ° elsewhere must show the marks elsewhere, on average by 1 px of a picture 1920 px wide; ours. */
const decided = { by: 2, least: 1 / 1920 }

interface Attempt {
  readonly tilt: number
  readonly height: number
  /** Square picture widths that the marks are off, in all. */
  readonly cost: number
}

/**
 * The camera by which two or more marks have their known lengths.
 *
 * The lens must be known: two marks give two equations, for height and tilt. More are fitted by least squares on the picture; a large
 * error then says that something is wrong, not which thing. The geometry is that of a pinhole over a plane (Criminisi, Reid and Zisserman,
 * Single View Metrology, 1999: heights by the cross ratio of foot, top, horizon and vertical vanishing point).
 */
export function fitCamera(marks: readonly Mark[], lens: Lens): Fit | Refusal {
  if (!isLens(lens)) return 'noLens'
  const [fault] = marks.flatMap((mark) => faultOf(mark) ?? [])
  if (fault) return fault
  if (marks.length < 2) return 'tooFew'
  const { minima, all } = tried((tilt) => attempt(marks, lens, tilt))
  const [best] = minima
  if (!best) return 'noCamera'
  if (!isDecided(best, all, marks.length)) return 'undecided'
  const camera: Camera = { lens, height: best.height, tilt: best.tilt }
  const errors = marks.map((mark) => errorOf(camera, mark))
  return { camera, errors, worst: Math.max(...errors) }
}

/** How far a mark is from its known length as the camera shows it, in % of it. */
function errorOf({ lens, height, tilt }: Camera, mark: Mark): number {
  if (mark.kind === 'ground') return Math.abs(((groundLength(mark, lens, tilt) ?? Infinity) * height) / mark.length - 1) * 100
  const shown = percentOf(topRow(rowOf(mark.from.y, lens), mark.length / height, rowsOf(lens, tilt)), lens)
  return (Math.abs(shown - mark.to.y) / (mark.from.y - mark.to.y)) * 100
}

/** The best camera height at a tilt; undefined where a mark would not be on the ground. */
function attempt(marks: readonly Mark[], lens: Lens, tilt: number): Attempt | undefined {
  const rows = rowsOf(lens, tilt)
  const measured = marks.map((mark) => (mark.kind === 'upright' ? uprightAt(mark, lens, rows) : groundAtTilt(mark, lens, tilt)))
  let [over, under] = [0, 0]
  for (const one of measured) {
    if (!one) return undefined
    over += one.weight * one.length * one.part
    under += one.weight * one.length ** 2
  }
  const perMetre = over / under
  if (!(perMetre > 0 && Number.isFinite(perMetre))) return undefined
  const cost = measured.reduce((sum, one) => sum + (one?.off(perMetre) ?? 0) ** 2, 0)
  return Number.isFinite(cost) ? { tilt, height: 1 / perMetre, cost } : undefined
}

/** A mark as a camera of some tilt sees it. */
interface Measured {
  /** m */
  readonly length: number
  /** The same in camera heights, as the picture has it. */
  readonly part: number
  /** Square picture widths by which the picture changes with that part. */
  readonly weight: number
  /** Picture widths it is off for a camera of one over so many metres. */
  readonly off: (perMetre: number) => number
}

function uprightAt({ from, to, length }: Mark, lens: Lens, rows: Rows): Measured | undefined {
  const [foot, top] = [rowOf(from.y, lens), rowOf(to.y, lens)]
  if (foot <= rows.horizon || foot * rows.plumb >= 1 || top * rows.plumb >= 1) return undefined
  return {
    length,
    part: 1 - ratio(foot, top, rows),
    weight: 1 / steepness(foot, top, rows) ** 2,
    off: (perMetre) => topRow(foot, length * perMetre, rows) - top,
  }
}

function groundAtTilt(mark: Mark, lens: Lens, tilt: number): Measured | undefined {
  const part = groundLength(mark, lens, tilt)
  if (part === undefined) return undefined
  const shown = lengthOnPicture(mark, lens)
  return { length: mark.length, part, weight: (shown / part) ** 2, off: (perMetre) => shown * ((mark.length * perMetre) / part - 1) }
}

/** Camera heights between two places of the ground. */
function groundLength({ from, to }: Mark, lens: Lens, tilt: number): number | undefined {
  const [a, b] = [groundAt(from, lens, tilt), groundAt(to, lens, tilt)]
  return a && b && Math.hypot(b.aside - a.aside, b.ahead - a.ahead)
}

/** What is left of the camera's height above a top: the cross ratio of foot, top and the vanishing rows. */
function ratio(foot: number, top: number, { horizon, plumb }: Rows): number {
  return ((top - horizon) * (1 - foot * plumb)) / ((foot - horizon) * (1 - top * plumb))
}

/** By how much that ratio grows as the top moves down. */
function steepness(foot: number, top: number, { horizon, plumb }: Rows): number {
  return ((1 - foot * plumb) * (1 - horizon * plumb)) / ((foot - horizon) * (1 - top * plumb) ** 2)
}

/** The tilts that fit better than their neighbours, the best first, and everything that was tried. */
function tried(at: (tilt: number) => Attempt | undefined) {
  const grid = Array.from({ length: (tilts.to - tilts.from) / tilts.step + 1 }, (_, step) => at(tilts.from + step * tilts.step))
  const cost = (step: number) => grid[step]?.cost ?? Infinity
  const valleys = grid.flatMap((here, step) => (here && here.cost <= cost(step - 1) && here.cost <= cost(step + 1) ? here : []))
  const minima = valleys.map((valley) => narrowed(valley, at)).toSorted((a, b) => a.cost - b.cost)
  return { minima, all: [...minima, ...grid.flatMap((one) => one ?? [])] }
}

/** True where no camera that looks elsewhere shows the marks as well. */
function isDecided(best: Attempt, all: readonly Attempt[], marks: number): boolean {
  return all.every(({ tilt, cost }) => {
    if (Math.abs(tilt - best.tilt) < decided.by) return true
    return Math.sqrt((cost - best.cost) / marks) >= decided.least
  })
}

/** The bottom of a valley. */
function narrowed(valley: Attempt, at: (tilt: number) => Attempt | undefined): Attempt {
  const cost = (tilt: number) => at(tilt)?.cost ?? Infinity
  let [low, high] = [valley.tilt - tilts.step, valley.tilt + tilts.step]
  for (let turn = 0; turn < narrowings; turn++) {
    const [left, right] = [high - golden * (high - low), low + golden * (high - low)]
    if (cost(left) <= cost(right)) high = right
    else low = left
  }
  const bottom = at((low + high) / 2)
  return bottom && bottom.cost < valley.cost ? bottom : valley
}
