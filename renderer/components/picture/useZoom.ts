import { useElementSize } from '@vueuse/core'
import { computed, type Ref, shallowRef } from 'vue'

const [smallest, largest] = [1, 8]

/** A picture larger than its frame, moved about in it. */
export function useZoom(frame: Ref<HTMLElement | null>) {
  const { width, height } = useElementSize(frame)
  const scale = shallowRef(smallest)
  const offset = shallowRef({ x: 0, y: 0 })

  function place(x: number, y: number): void {
    const within = (value: number, size: number) => Math.min(0, Math.max(value, size * (1 - scale.value)))
    offset.value = { x: within(x, width.value), y: within(y, height.value) }
  }

  return {
    scale,
    mayGrow: computed(() => scale.value < largest),
    isWhole: computed(() => scale.value === smallest),
    style: computed(() => ({
      left: `${offset.value.x}px`,
      top: `${offset.value.y}px`,
      width: `${scale.value * 100}%`,
      height: `${scale.value * 100}%`,
    })),
    /** Larger or smaller by a factor; what lies at a place of the frame, px, stays there: its middle unless given. */
    by(factor: number, at = { x: width.value / 2, y: height.value / 2 }): void {
      const next = Math.min(largest, Math.max(smallest, scale.value * factor))
      const grown = next / scale.value
      scale.value = next
      place(at.x - (at.x - offset.value.x) * grown, at.y - (at.y - offset.value.y) * grown)
    },
    pan(dx: number, dy: number): void {
      place(offset.value.x + dx, offset.value.y + dy)
    },
    reset(): void {
      scale.value = smallest
      offset.value = { x: 0, y: 0 }
    },
  }
}
