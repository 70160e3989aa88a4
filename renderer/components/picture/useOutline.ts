import { computed, type MaybeRefOrGetter, shallowRef, toValue, watch } from 'vue'
import { crossingOf, onPicture, type Point, shifted, withCornerAfter } from '#common/geometry/outline.ts'

export interface OutlineOptions {
  readonly points: MaybeRefOrGetter<readonly Point[]>
  /** Corners at the least and at the most. */
  readonly min: MaybeRefOrGetter<number>
  readonly max: MaybeRefOrGetter<number>
  /** Digits behind the point that the device keeps; 6 unless given. */
  readonly digits?: MaybeRefOrGetter<number | undefined>
  readonly changed: (points: readonly Point[]) => void
}

/** An outline as it is drawn: every change can be taken back, however many there were. */
export function useOutline({ points, min, max, digits, changed }: OutlineOptions) {
  const past = shallowRef<readonly (readonly Point[])[]>([])
  const future = shallowRef<readonly (readonly Point[])[]>([])
  /** Corners of one that is being drawn anew; undefined while none is. */
  const drawing = shallowRef<readonly Point[]>()
  let own: readonly Point[] = toValue(points)

  const now = computed(() => drawing.value ?? toValue(points))
  const crossing = computed(() => (drawing.value ? undefined : crossingOf(now.value)))
  const mayAdd = computed(() => now.value.length < toValue(max))
  const mayRemove = computed(() => now.value.length > toValue(min))

  // What somebody else changed, such as the way back of the form, cannot be taken back here.
  watch(
    () => toValue(points),
    (next) => {
      if (isSame(next, own)) return
      own = next
      past.value = []
      future.value = []
      drawing.value = undefined
    },
  )

  /** What nobody touched stays as the device has it. */
  function kept(point: Point): Point {
    const isOld = toValue(points).some(({ x, y }) => x === point.x && y === point.y)
    return isOld ? point : onPicture(point, toValue(digits))
  }

  function give(next: readonly Point[]): void {
    own = next
    changed(next)
  }

  /** A change of its own; `isMore` goes on with the one before, as a corner that is still being dragged. */
  function change(next: readonly Point[], isMore = false): void {
    if (!isMore) past.value = [...past.value, toValue(points)]
    future.value = []
    give(next.map(kept))
  }

  return {
    now,
    drawing,
    crossing,
    mayAdd,
    mayRemove,
    mayUndo: computed(() => past.value.length > 0),
    mayRedo: computed(() => future.value.length > 0),
    move(index: number, to: Point, isMore = false): void {
      change(
        toValue(points).map((point, place) => (place === index ? onPicture(to) : point)),
        isMore,
      )
    },
    shift(by: Point, isMore = false): void {
      change(shifted(toValue(points), by), isMore)
    },
    insertAfter(index: number): void {
      if (mayAdd.value) change(withCornerAfter(toValue(points), index))
    },
    remove(index: number): void {
      if (mayRemove.value) change(toValue(points).filter((_, place) => place !== index))
    },
    undo(): void {
      const before = past.value.at(-1)
      if (!before) return
      past.value = past.value.slice(0, -1)
      future.value = [...future.value, toValue(points)]
      give(before)
    },
    redo(): void {
      const after = future.value.at(-1)
      if (!after) return
      future.value = future.value.slice(0, -1)
      past.value = [...past.value, toValue(points)]
      give(after)
    },
    begin(): void {
      drawing.value = []
    },
    /** One more corner of the one that is drawn anew; the last one there is room for ends it. */
    put(at: Point): void {
      if (!drawing.value) return
      drawing.value = [...drawing.value, onPicture(at)]
      if (drawing.value.length >= toValue(max)) this.close()
    },
    /** Ends drawing anew: with too few corners nothing has happened. */
    close(): void {
      const drawn = drawing.value
      drawing.value = undefined
      if (drawn && drawn.length >= Math.max(2, toValue(min))) change(drawn)
    },
    leave(): void {
      drawing.value = undefined
    },
  }
}

function isSame(a: readonly Point[], b: readonly Point[]): boolean {
  return a.length === b.length && a.every(({ x, y }, index) => x === b[index]?.x && y === b[index]?.y)
}
