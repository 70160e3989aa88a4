import { useEventListener } from '@vueuse/core'
import type { Ref } from 'vue'
import type { Point } from '#common/geometry/outline.ts'

export interface PinchOptions {
  readonly frame: Ref<HTMLElement | null>
  /** The second finger came down: whatever the first began is not meant. */
  readonly began: () => void
  /** By what factor the fingers went apart, where their middle was in the frame, and how far it went, px. */
  readonly pinched: (factor: number, at: Point, dx: number, dy: number) => void
}

/** Two fingers on a frame. While they are there, nothing under them hears of either. */
export function usePinch({ frame, began, pinched }: PinchOptions): void {
  let fingers: ReadonlyMap<number, Point> = new Map()
  let isPinching = false

  useEventListener(frame, 'pointerdown', down, { capture: true })
  useEventListener(frame, 'pointermove', move, { capture: true })
  for (const end of ['pointerup', 'pointercancel'] as const) useEventListener(frame, end, up, { capture: true })

  function down(event: PointerEvent): void {
    if (event.pointerType !== 'touch') return
    fingers = new Map([...fingers, [event.pointerId, { x: event.clientX, y: event.clientY }]])
    if (fingers.size === 2) {
      isPinching = true
      began()
    }
    if (isPinching) event.stopPropagation()
  }

  function move(event: PointerEvent): void {
    if (!fingers.has(event.pointerId)) return
    const before = between(fingers)
    fingers = new Map([...fingers, [event.pointerId, { x: event.clientX, y: event.clientY }]])
    if (!isPinching) return
    event.stopPropagation()
    const now = between(fingers)
    const { left, top } = frame.value?.getBoundingClientRect() ?? new DOMRect()
    if (before && now && before.apart > 0)
      pinched(now.apart / before.apart, { x: before.x - left, y: before.y - top }, now.x - before.x, now.y - before.y)
  }

  function up(event: PointerEvent): void {
    if (!fingers.has(event.pointerId)) return
    fingers = new Map([...fingers].filter(([id]) => id !== event.pointerId))
    if (isPinching) event.stopPropagation()
    // The finger that stays is not taken for a drag of its own.
    if (fingers.size === 0) isPinching = false
  }
}

/** The middle of two fingers and how far they are apart, px; undefined for one, or more. */
function between(all: ReadonlyMap<number, Point>): (Point & { readonly apart: number }) | undefined {
  const [a, b, ...more] = all.values()
  if (!a || !b || more.length > 0) return undefined
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, apart: Math.hypot(a.x - b.x, a.y - b.y) }
}
