import type { Point } from '#common/geometry/outline.ts'

/** Percent of the picture one press of an arrow key moves, alone and with Shift. */
const [small, large] = [0.25, 2.5]

/** By how much an arrow key moves something, never less than one step of its device; undefined for another key. */
export function nudgeOf({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>, least = 0): Point | undefined {
  const step = Math.max(least, shiftKey ? Math.max(large, 2 * least) : small)
  const ways: Readonly<Record<string, Point>> = {
    ArrowLeft: { x: -step, y: 0 },
    ArrowRight: { x: step, y: 0 },
    ArrowUp: { x: 0, y: -step },
    ArrowDown: { x: 0, y: step },
  }
  return ways[key]
}
