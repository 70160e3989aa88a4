import type { Point } from '../scene/ground.ts'
import type { DetectorKind, Pixel } from './detector.ts'

/** The pixels of a point, line, rectangle or polygon drawn in % of the picture; a rectangle is what its corners reach over. */
export function inside(
  outline: readonly Point[],
  shape: string,
  { width, height }: Pick<DetectorKind, 'width' | 'height'>,
): readonly Pixel[] {
  const corners = outline.map(({ x, y }) => ({ x: (x / 100) * width, y: (y / 100) * height }))
  const [first] = corners
  if (!first) return []
  const on = ({ x, y }: Point): Pixel => ({ x: within(Math.floor(x), width - 1), y: within(Math.floor(y), height - 1) })
  if (shape === 'point' || corners.length === 1) return [on(first)]
  if (shape === 'line') return alongLine(corners).map(on)
  const [from, to] = [on(least(corners)), on(most(corners))]
  const pixels: Pixel[] = []
  for (let y = from.y; y <= to.y; y++) {
    for (let x = from.x; x <= to.x; x++) {
      if (shape === 'rectangle' || isWithin({ x: x + 0.5, y: y + 0.5 }, corners)) pixels.push({ x, y })
    }
  }
  return pixels
}

function alongLine(corners: readonly Point[]): readonly Point[] {
  return corners.slice(1).flatMap((to, index) => {
    const from = corners[index] ?? to
    const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y)))
    return Array.from({ length: steps + 1 }, (_, step) => ({
      x: from.x + ((to.x - from.x) * step) / steps,
      y: from.y + ((to.y - from.y) * step) / steps,
    }))
  })
}

/** By how often a line to the right of it is crossed. */
function isWithin({ x, y }: Point, corners: readonly Point[]): boolean {
  let isIn = false
  for (const [index, a] of corners.entries()) {
    const b = corners[(index + 1) % corners.length] ?? a
    if (a.y > y !== b.y > y && x < a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y)) isIn = !isIn
  }
  return isIn
}

function least(corners: readonly Point[]): Point {
  return { x: Math.min(...corners.map(({ x }) => x)), y: Math.min(...corners.map(({ y }) => y)) }
}

function most(corners: readonly Point[]): Point {
  return { x: Math.max(...corners.map(({ x }) => x)), y: Math.max(...corners.map(({ y }) => y)) }
}

function within(value: number, max: number): number {
  return Math.min(Math.max(value, 0), max)
}
