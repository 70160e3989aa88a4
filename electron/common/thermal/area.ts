import type { Point } from '../geometry/outline.ts'
import { mirroredPart, type Conditions } from './measurement.ts'
import type { PictureSize } from './mapping.ts'

/** What speaks against a measuring area as it is drawn. */
export type AreaFinding =
  /** A corner is beyond the picture, or no place at all. */
  | 'offSensor'
  /** Not more than five pixels of the detector one way or the other. */
  | 'tooSmall'
  /** So near to what it mirrors that the emissivity of the target cannot be found from it, nor a fault be seen by it. */
  | 'nearReflected'
  /** Most of what comes from it is mirrored: a small error in the reflected temperature is a large one in the reading. */
  | 'mostlyMirrored'

export interface MeasuredArea {
  readonly shape: 'point' | 'line' | 'rectangle' | 'polygon'
  /** In percent of the picture. */
  readonly outline: readonly Point[]
}

/** Pixels of the detector an area must be larger than, both ways: what makers ask of a target. */
const leastPixels = 5
/** K; ours. */
const near = 5

/** How large it is on the detector, px; a line is as high as it is wide: as long. */
export function sizeOnSensor({ shape, outline }: MeasuredArea, { width, height }: PictureSize): PictureSize {
  const [xs, ys] = [outline.map(({ x }) => (x / 100) * width), outline.map(({ y }) => (y / 100) * height)]
  const box = { width: Math.max(...xs) - Math.min(...xs), height: Math.max(...ys) - Math.min(...ys) }
  if (shape !== 'line') return box
  const length = Math.hypot(box.width, box.height)
  return { width: length, height: length }
}

/** What speaks against it by where it is. A point has no size of its own: its target must have it. */
export function findingsOf(area: MeasuredArea, sensor: PictureSize): readonly AreaFinding[] {
  const isOn = (value: number) => value >= 0 && value <= 100
  if (area.outline.length === 0 || !area.outline.every(({ x, y }) => isOn(x) && isOn(y))) return ['offSensor']
  if (area.shape === 'point') return []
  const { width, height } = sizeOnSensor(area, sensor)
  const narrowest = area.shape === 'polygon' ? narrowestOf(area, sensor) : Infinity
  return Math.min(width, height, narrowest) > leastPixels ? [] : ['tooSmall']
}

/** What speaks against it by what is measured there; °C. */
export function findingsAt(target: number, conditions: Pick<Conditions, 'emissivity' | 'reflected'>): readonly AreaFinding[] {
  if (conditions.emissivity >= 1) return []
  return [
    ...(Math.abs(target - conditions.reflected) < near ? (['nearReflected'] as const) : []),
    ...(mirroredPart(target, conditions) > 0.5 ? (['mostlyMirrored'] as const) : []),
  ]
}

/** Pixels across a polygon where it is narrowest, at the most: how far it reaches from the side it reaches least from. */
function narrowestOf({ outline }: MeasuredArea, { width, height }: PictureSize): number {
  const corners = outline.map(({ x, y }) => ({ x: (x / 100) * width, y: (y / 100) * height }))
  const reaches = corners.flatMap((from, index) => {
    const to = corners[(index + 1) % corners.length] ?? from
    const length = Math.hypot(to.x - from.x, to.y - from.y)
    if (length === 0) return []
    return [Math.max(...corners.map(({ x, y }) => Math.abs((to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x)) / length))]
  })
  return Math.min(...reaches)
}
