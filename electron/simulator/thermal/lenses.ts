import type { Point } from '../scene/ground.ts'

/** The two lenses of a thermal camera, side by side and looking the same way; ours. */
export const lenses = {
  /** m from the lens for light to that for heat, to the right and down. */
  baseline: { x: 0.045, y: 0.012 },
  /** ° across and down. */
  visible: { x: 60, y: 36 },
  thermal: { x: 40, y: 30.6 },
} as const

/** Where a thing that is somewhere on the thermal picture is on the visible one, % of each; `distance` in m along both lenses' axes. */
export function visiblePlaceOf(thermal: Point, distance: number): Point {
  const along = (axis: 'x' | 'y') => {
    const metres = ((thermal[axis] - 50) / 50) * half(lenses.thermal[axis]) * distance + lenses.baseline[axis]
    return 50 + (metres / distance / half(lenses.visible[axis])) * 50
  }
  return { x: along('x'), y: along('y') }
}

function half(degrees: number): number {
  return Math.tan((degrees / 2) * (Math.PI / 180))
}
