import type { Point } from '../geometry/outline.ts'

/** What is known of the lens: its horizontal field of view in °, and the picture's width over its height. */
export interface Lens {
  readonly fieldOfView: number
  readonly aspect: number
}

/** A camera over flat ground, without roll or distortion: metres above the ground, and ° it looks down. */
export interface Camera {
  readonly lens: Lens
  readonly height: number
  readonly tilt: number
}

/** A target's size in metres. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** A box on the picture in percent; it may reach over the picture's edge. */
export interface Box extends Size {
  readonly left: number
  readonly top: number
}

/** The picture's vanishing rows, in picture widths below its middle. */
export interface Rows {
  /** Where ground ends. */
  readonly horizon: number
  /** One over the row in which upright edges meet; 0 for a level camera. */
  readonly plumb: number
}

const inRadians = Math.PI / 180

/** The lens's focal length in picture widths. */
function focalLength({ fieldOfView }: Lens): number {
  return 0.5 / Math.tan((fieldOfView / 2) * inRadians)
}

/** A row in percent as picture widths below the middle. */
export function rowOf(y: number, { aspect }: Lens): number {
  return (y - 50) / 100 / aspect
}

/** Picture widths below the middle as a row in percent. */
export function percentOf(row: number, { aspect }: Lens): number {
  return 50 + row * aspect * 100
}

/** The vanishing rows of a lens that looks down by so many °. */
export function rowsOf(lens: Lens, tilt: number): Rows {
  const [focal, slope] = [focalLength(lens), Math.tan(tilt * inRadians)]
  return { horizon: -focal * slope, plumb: slope / focal }
}

/** The row in percent where flat ground ends; negative above the picture. */
export function horizonOf({ lens, tilt }: Camera): number {
  return percentOf(rowsOf(lens, tilt).horizon, lens)
}

/** The row of the top of a thing that stands on a row and is `part` of the camera's height. */
export function topRow(foot: number, part: number, { horizon, plumb }: Rows): number {
  const left = ((1 - part) * (foot - horizon)) / (1 - foot * plumb)
  return (horizon + left) / (1 + left * plumb)
}

/** A place on the ground in camera heights from the foot of the camera: to its right, and ahead of it. */
export interface GroundPlace {
  readonly aside: number
  readonly ahead: number
}

/** The ground seen at a place of the picture, whatever the camera's height; undefined at the horizon and above it. */
export function groundAt(at: Point, lens: Lens, tilt: number): GroundPlace | undefined {
  const row = rowOf(at.y, lens)
  const depth = depthOf({ lens, tilt, height: 1 }, row)
  if (depth === undefined) return undefined
  const [sine, cosine, focal] = [Math.sin(tilt * inRadians), Math.cos(tilt * inRadians), focalLength(lens)]
  return { aside: (depth * (at.x - 50)) / 100 / focal, ahead: depth * (cosine - (row / focal) * sine) }
}

/** The lenses that are reckoned with, in ° across: from a long telephoto to what no fisheye is yet; ours. */
export const lenses = { narrowest: 0.5, widest: 170 }
/** The pictures: from a tall corridor to a wide panorama, width over height; ours. */
const shapes = { tallest: 0.1, widest: 10 }

/** True for a lens that is reckoned with: beyond these, lengths on the ground go over what a number can hold. */
export function isLens({ fieldOfView, aspect }: Lens): boolean {
  const isWidth = fieldOfView >= lenses.narrowest && fieldOfView <= lenses.widest
  return isWidth && aspect >= shapes.tallest && aspect <= shapes.widest
}

/** Metres along the optical axis to the ground seen at a row; undefined at the horizon and above it. */
function depthOf({ lens, height, tilt }: Camera, foot: number): number | undefined {
  const down = foot * Math.cos(tilt * inRadians) + focalLength(lens) * Math.sin(tilt * inRadians)
  return down > 0 ? (height * focalLength(lens)) / down : undefined
}

/**
 * The box round a target that stands on a place of the picture.
 *
 * Undefined where there is no ground, and where the target's head is behind the lens.
 */
export function boxAt(camera: Camera, foot: Point, target: Size): Box | undefined {
  const { lens, height, tilt } = camera
  const [row, column] = [rowOf(foot.y, lens), (foot.x - 50) / 100]
  const depth = depthOf(camera, row)
  if (depth === undefined) return undefined
  const headDepth = depth - target.height * Math.sin(tilt * inRadians)
  if (headDepth <= 0) return undefined
  const top = percentOf(topRow(row, target.height / height, rowsOf(lens, tilt)), lens)
  const middle = (column * (1 + depth / headDepth)) / 2
  const width = (focalLength(lens) * target.width * 100) / ((depth + headDepth) / 2)
  return { left: 50 + middle * 100 - width / 2, top, width, height: foot.y - top }
}
