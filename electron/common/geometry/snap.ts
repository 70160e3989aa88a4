import type { Point } from './outline.ts'

/** What a place snaps to, and by which it was caught. */
export interface Snapped {
  readonly point: Point
  readonly by: 'corner' | 'edge' | 'angle'
}

export interface SnapOptions {
  /** Corners of other figures. */
  readonly corners: readonly Point[]
  /** The corners it is joined to. */
  readonly neighbours: readonly Point[]
  /** The picture on the screen, px. */
  readonly width: number
  readonly height: number
  /** How near counts, px. */
  readonly reach: number
}

/** ° between two directions a line snaps to. */
const turn = 45

/**
 * Where a place wants to be: on a corner near it, else on the edge of the picture, else in line with a neighbour at a multiple of 45° as
 * one sees it. Undefined where it is near none of them. Places are percent of the picture.
 */
export function snapped(at: Point, { corners, neighbours, width, height, reach }: SnapOptions): Snapped | undefined {
  const away = (a: Point, b: Point) => Math.hypot(((a.x - b.x) / 100) * width, ((a.y - b.y) / 100) * height)
  const [nearest] = corners.filter((corner) => away(at, corner) <= reach).toSorted((a, b) => away(at, a) - away(at, b))
  if (nearest) return { point: nearest, by: 'corner' }
  const edged = { x: edge(at.x, (reach / width) * 100), y: edge(at.y, (reach / height) * 100) }
  if (edged.x !== at.x || edged.y !== at.y) return { point: edged, by: 'edge' }
  for (const from of neighbours) {
    const on = turned(at, from, width, height)
    if (away(at, on) <= reach && away(at, from) > reach) return { point: on, by: 'angle' }
  }
  return undefined
}

function edge(value: number, near: number): number {
  if (value <= near) return 0
  return value >= 100 - near ? 100 : value
}

/** The nearest place in one of the eight directions from another, as they look on the screen. */
function turned(at: Point, from: Point, width: number, height: number): Point {
  const [across, down] = [((at.x - from.x) / 100) * width, ((at.y - from.y) / 100) * height]
  const step = (turn * Math.PI) / 180
  const direction = Math.round(Math.atan2(down, across) / step) * step
  const [cos, sin] = [Math.cos(direction), Math.sin(direction)]
  const length = across * cos + down * sin
  return { x: from.x + ((length * cos) / width) * 100, y: from.y + ((length * sin) / height) * 100 }
}
