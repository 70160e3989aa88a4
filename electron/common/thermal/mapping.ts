import type { Point } from '../geometry/outline.ts'
import { leastSquares } from './solve.ts'

/** One thing on both pictures, in percent of each. */
export interface Pair {
  readonly from: Point
  readonly to: Point
}

/** Pixels of a picture. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** Straight lines stay straight either way; an affine mapping keeps them parallel, too. */
export type MappingKind = 'affine' | 'homography'

/** A mapping of one picture onto another, and how far off each pair is by it. */
export interface Mapping {
  readonly kind: MappingKind
  /** Where a place of the first picture lies on the second, in percent. */
  readonly at: (place: Point) => Point
  readonly residuals: readonly Residual[]
  /** The largest of them. */
  readonly worst: Residual
  /** Pairs beyond those any mapping of its kind fits: with 0 the residuals are 0 and prove nothing. */
  readonly spare: number
}

export interface Residual {
  /** Of the second picture. */
  readonly pixels: number
  /** Of its diagonal. */
  readonly percent: number
}

/** Why no mapping follows from the pairs. */
export type NoMapping =
  /** Fewer than three, or fewer than four for a homography. */
  | 'tooFew'
  /** Two of them are at the same place of one picture. */
  | 'samePlace'
  /** They lie on one line, or all but one do where four are needed. */
  | 'onOneLine'
  /** The picture would be turned inside out: a pair is crossed. */
  | 'crossed'

const needed = { affine: 3, homography: 4 } as const

/** Places nearer than this, in percent, are one. */
const onePlace = 0.05
/** Passes over the pairs, so that a homography's errors count as they are seen. */
const passes = 5
/** A triangle flatter than this, its height to its base, is a line. */
const flat = 0.01

/**
 * The mapping of one picture onto another by pairs of places: affine by three, a homography by four and more, unless told otherwise.
 *
 * More pairs than needed are fitted by least squares on the second picture. Places are moved to their middle and scaled before anything is
 * solved (Hartley, In defense of the eight-point algorithm, IEEE PAMI 19, 1997); the homography's equations are those of the
 * direct linear transformation (Hartley and Zisserman, Multiple View Geometry, chapter 4) with the last element 1.
 */
export function fitMapping(pairs: readonly Pair[], to: PictureSize, wanted?: MappingKind): Mapping | NoMapping {
  const kind = wanted ?? (pairs.length >= needed.homography ? 'homography' : 'affine')
  if (pairs.length < needed[kind]) return 'tooFew'
  const fault = faultOf(pairs, kind)
  if (fault) return fault
  const [first, second] = [normal(pairs.map((pair) => pair.from)), normal(pairs.map((pair) => inPixels(pair.to, to)))]
  const matrix = kind === 'affine' ? affine(first.points, second.points) : homography(first.points, second.points)
  if (!matrix) return 'onOneLine'
  const weights = first.points.map((point) => weightOf(matrix, point))
  if (weights.some((weight) => !(weight > 0)) || isMirrored(matrix)) return 'crossed'
  const pixelsAt = (place: Point) => second.back(carried(matrix, first.forth(place)))
  const residuals = pairs.map((pair) => residualOf(pixelsAt(pair.from), inPixels(pair.to, to), to))
  return {
    kind,
    at: (place: Point) => {
      const { x, y } = pixelsAt(place)
      return { x: (x / to.width) * 100, y: (y / to.height) * 100 }
    },
    residuals,
    worst: residuals.reduce((most, one) => (one.pixels > most.pixels ? one : most)),
    spare: pairs.length - needed[kind],
  }
}

type Matrix = readonly number[]

function inPixels({ x, y }: Point, { width, height }: PictureSize): Point {
  return { x: (x / 100) * width, y: (y / 100) * height }
}

function residualOf(is: Point, should: Point, { width, height }: PictureSize): Residual {
  const pixels = Math.hypot(is.x - should.x, is.y - should.y)
  return { pixels, percent: (pixels / Math.hypot(width, height)) * 100 }
}

/** Moved so that their middle is 0 and they are √2 away from it on average. */
function normal(points: readonly Point[]) {
  const middle = { x: meanOf(points.map(({ x }) => x)), y: meanOf(points.map(({ y }) => y)) }
  const scale = Math.SQRT2 / meanOf(points.map(({ x, y }) => Math.hypot(x - middle.x, y - middle.y)))
  const forth = ({ x, y }: Point): Point => ({ x: (x - middle.x) * scale, y: (y - middle.y) * scale })
  const back = ({ x, y }: Point): Point => ({ x: x / scale + middle.x, y: y / scale + middle.y })
  return { forth, back, points: points.map(forth) }
}

function affine(from: readonly Point[], to: readonly Point[]): Matrix | undefined {
  const row = (of: 'x' | 'y') =>
    leastSquares(
      from.map(({ x, y }, index) => [x, y, 1, to[index]?.[of] ?? 0]),
      3,
    )
  const [xs, ys] = [row('x'), row('y')]
  return xs && ys && [...xs, ...ys, 0, 0, 1]
}

function homography(from: readonly Point[], to: readonly Point[]): Matrix | undefined {
  let weights = from.map(() => 1)
  let matrix: Matrix | undefined
  for (let pass = 0; pass < passes; pass++) {
    const equations = from.flatMap(({ x, y }, index) => {
      const { x: u, y: v } = to[index] ?? { x: 0, y: 0 }
      const rows = [
        [x, y, 1, 0, 0, 0, -x * u, -y * u, u],
        [0, 0, 0, x, y, 1, -x * v, -y * v, v],
      ]
      return rows.map((row) => row.map((factor) => factor / (weights[index] ?? 1)))
    })
    const found = leastSquares(equations, 8)
    if (!found) return undefined
    const next: Matrix = [...found, 1]
    matrix = next
    weights = from.map((point) => weightOf(next, point))
    if (weights.some((weight) => !(weight > 1e-6))) return next
  }
  return matrix
}

function weightOf([, , , , , , g = 0, h = 0, i = 1]: Matrix, { x, y }: Point): number {
  return g * x + h * y + i
}

function carried(matrix: Matrix, place: Point): Point {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = matrix
  const weight = weightOf(matrix, place)
  return { x: (a * place.x + b * place.y + c) / weight, y: (d * place.x + e * place.y + f) / weight }
}

function faultOf(pairs: readonly Pair[], kind: MappingKind): NoMapping | undefined {
  for (const side of ['from', 'to'] as const) {
    const places = pairs.map((pair) => pair[side])
    const isDouble = places.some((a, index) => places.slice(index + 1).some((b) => Math.hypot(a.x - b.x, a.y - b.y) < onePlace))
    if (isDouble) return 'samePlace'
    if (!isSpread(places, kind)) return 'onOneLine'
  }
  return undefined
}

/** A triangle is there; for a homography of four places, four of them: no three on a line. With more, one place may be left out. */
function isSpread(places: readonly Point[], kind: MappingKind): boolean {
  if (!hasTriangle(places)) return false
  return kind === 'affine' || places.every((_, left) => hasTriangle(places.filter((_place, index) => index !== left)))
}

function hasTriangle(places: readonly Point[]): boolean {
  return places.some((a, i) =>
    places.slice(i + 1).some((b, j) => places.slice(i + j + 2).some((c) => Math.abs(turn(a, b, c)) > flat * longestSide(a, b, c) ** 2)),
  )
}

function turn(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

function longestSide(a: Point, b: Point, c: Point): number {
  return Math.max(Math.hypot(a.x - b.x, a.y - b.y), Math.hypot(b.x - c.x, b.y - c.y), Math.hypot(a.x - c.x, a.y - c.y))
}

/** Two lenses side by side never show a thing mirrored; by three pairs a mirror image fits exactly, and is a crossed pair. */
function isMirrored([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0]: Matrix): boolean {
  return (a - c * g) * (e - f * h) - (b - c * h) * (d - f * g) <= 0
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
