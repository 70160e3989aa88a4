import { computed, type MaybeRefOrGetter, shallowRef, toValue } from 'vue'
import { useI18n } from 'vue-i18n'
import { onPicture, type Point } from '#common/geometry/outline.ts'
import { boxAt, type Size } from '#common/perspective/camera.ts'
import type { Fit } from '#common/perspective/fit.ts'
import { isTooSmall } from '#common/perspective/least.ts'
import { areaOf, type Least } from '#common/perspective/rule.ts'
import { nudgeOf } from './nudge.ts'

export interface PerspectiveSpotOptions {
  /** None yet: nothing is told. */
  readonly fit: MaybeRefOrGetter<Fit | undefined>
  /** m */
  readonly target: MaybeRefOrGetter<Size | undefined>
  /** The smallest target the rule takes. */
  readonly least: MaybeRefOrGetter<Least | undefined>
}

/** How large a target is where one points, and whether the rule takes it there. */
export function usePerspectiveSpot({ fit, target, least }: PerspectiveSpotOptions) {
  const { t } = useI18n()
  /** Where a target would stand: in the lower middle until one points. */
  const spot = shallowRef<Point>({ x: 50, y: 75 })

  const known = computed(() => {
    const [found, one] = [toValue(fit), toValue(target)]
    return found && one ? { ...found, target: one, least: toValue(least) } : undefined
  })
  const box = computed(() => known.value && boxAt(known.value.camera, spot.value, known.value.target))
  const tooSmallAll = computed(() => known.value?.least !== undefined && areaOf(known.value.target) < known.value.least.area)
  const isSmallHere = computed(() => {
    const { camera, target: one, least: limit } = known.value ?? {}
    return tooSmallAll.value || (camera && one && limit ? isTooSmall(camera, spot.value.y, one, limit.box) === true : false)
  })
  const here = computed(() => {
    if (!known.value) return undefined
    if (!box.value) return t('picture.perspective.noGround')
    return t('picture.perspective.here', { width: box.value.width.toFixed(1), height: box.value.height.toFixed(1) })
  })

  return {
    known,
    spot,
    box,
    tooSmallAll,
    isSmallHere,
    here,
    /** Follows the pointer over a plane that lies on the picture. */
    point({ clientX, clientY }: PointerEvent, plane: DOMRect | undefined): void {
      if (!plane || plane.width === 0) return
      const at = { x: ((clientX - plane.left) / plane.width) * 100, y: ((clientY - plane.top) / plane.height) * 100 }
      if (at.x >= 0 && at.x <= 100 && at.y >= 0 && at.y <= 100) spot.value = at
    },
    move(event: KeyboardEvent): void {
      const by = nudgeOf(event)
      if (!by) return
      spot.value = onPicture({ x: spot.value.x + by.x, y: spot.value.y + by.y })
      event.preventDefault()
      event.stopPropagation()
    },
  }
}

export type UsePerspectiveSpotReturn = ReturnType<typeof usePerspectiveSpot>
