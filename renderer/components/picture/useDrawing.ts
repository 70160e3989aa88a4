import { computed, type MaybeRefOrGetter, shallowRef, toValue, watch } from 'vue'
import { mirrored, onPicture, type Point, shifted, withBoxCorner, withCornerAfter } from '#common/geometry/outline.ts'
import { crossingIn, type Drawn, handlesOf, isBox } from './drawn.ts'

export interface DrawingOptions {
  /** What is being edited; undefined while nothing is chosen. */
  readonly figure: MaybeRefOrGetter<Drawn | undefined>
  /** `isMore` goes on with the change before, as a corner that is still being dragged. */
  readonly changed: (id: string, points: readonly Point[], isMore: boolean) => void
  /** It was to be drawn and was not. */
  readonly left: (id: string) => void
}

/** One figure under a person's hands. What has no corners yet is drawn; anything may be drawn anew. */
export function useDrawing({ figure, changed, left }: DrawingOptions) {
  /** Corners put so far of one that is drawn. */
  const open = shallowRef<readonly Point[]>()

  const chosen = computed(() => toValue(figure))
  const drawing = computed(() => (chosen.value ? (open.value ?? (chosen.value.points.length === 0 ? [] : undefined)) : undefined))
  const points = computed(() => drawing.value ?? chosen.value?.points ?? [])
  const handles = computed(() => (chosen.value && !drawing.value ? handlesOf(chosen.value) : points.value))
  const crossing = computed(() => (chosen.value && !drawing.value ? crossingIn(chosen.value) : undefined))
  const isOutline = computed(() => chosen.value?.shape === 'outline')
  const mayAdd = computed(() => isOutline.value && points.value.length < (chosen.value?.max ?? 0))
  const mayRemove = computed(() => isOutline.value && points.value.length > Math.max(1, chosen.value?.min ?? 0))

  watch(
    () => chosen.value?.id,
    () => (open.value = undefined),
  )

  function give(next: readonly Point[], isMore = false): void {
    const at = chosen.value
    if (!at) return
    const isOld = ({ x, y }: Point) => at.points.some((point) => point.x === x && point.y === y)
    // What nobody touched stays as the device has it.
    changed(
      at.id,
      next.map((point) => (isOld(point) ? point : onPicture(point, at.digits))),
      isMore,
    )
  }

  function close(): void {
    const [drawn, at] = [drawing.value, chosen.value]
    if (!drawn || !at) return
    if (drawn.length < Math.max(1, at.min)) return
    open.value = undefined
    give(drawn)
  }

  return {
    drawing,
    points,
    handles,
    crossing,
    mayAdd,
    mayRemove,
    /** Corners that are missing before it can be closed. */
    missing: computed(() => (drawing.value ? Math.max(0, (chosen.value?.min ?? 0) - drawing.value.length) : 0)),
    /** `from` is the figure as it was when one took hold of it: what a device rounds away is not lost again with every step of a drag. */
    move(handle: number, to: Point, isMore = false, from = points.value): void {
      if (chosen.value && isBox(chosen.value)) give(withBoxCorner(from, handle, to), isMore)
      else
        give(
          from.map((point, place) => (place === handle ? onPicture(to) : point)),
          isMore,
        )
    },
    shift(by: Point, isMore = false, from = points.value): void {
      if (from.length > 0) give(shifted(from, by), isMore)
    },
    mirror(): void {
      if (!drawing.value && points.value.length > 1) give(mirrored(points.value))
    },
    insertAfter(index: number): void {
      if (mayAdd.value) give(withCornerAfter(points.value, index))
    },
    remove(index: number): void {
      if (mayRemove.value) give(points.value.filter((_, place) => place !== index))
    },
    begin(): void {
      open.value = []
    },
    /** One more corner of what is drawn; the last one there is room for ends it. */
    put(at: Point): void {
      if (!drawing.value || !chosen.value) return
      open.value = [...drawing.value, onPicture(at)]
      if (open.value.length >= chosen.value.max) close()
    },
    /** Takes the corner back that was put last. */
    takeBack(): void {
      if (open.value && open.value.length > 0) open.value = open.value.slice(0, -1)
    },
    close,
    leave(): void {
      const at = chosen.value
      if (!at || !drawing.value) return
      open.value = undefined
      if (at.points.length === 0) left(at.id)
    },
  }
}
