import {
  mdiContentDuplicate,
  mdiDeleteOutline,
  mdiFlipHorizontal,
  mdiGrid,
  mdiMagnet,
  mdiMagnifyMinusOutline,
  mdiMagnifyPlusOutline,
  mdiPause,
  mdiRedo,
  mdiUndo,
  mdiVectorPolygon,
} from '@mdi/js'
import { computed, type MaybeRefOrGetter, type Ref, shallowRef, toValue } from 'vue'
import type { Point } from '#common/geometry/outline.ts'
import type { Drawn } from './drawn.ts'
import type { Tool } from './PictureTools.vue'
import { useDrawing } from './useDrawing.ts'
import { useFrozen } from './useFrozen.ts'
import { useZoom } from './useZoom.ts'

export interface PictureToolsOptions {
  readonly figure: MaybeRefOrGetter<Drawn | undefined>
  readonly box: Ref<HTMLElement | null>
  readonly stage: Ref<HTMLElement | null>
  readonly canvas: Ref<HTMLCanvasElement | null>
  readonly may: () => { readonly undo: boolean; readonly redo: boolean; readonly spread: boolean; readonly edit: boolean }
  readonly changed: (id: string, points: readonly Point[], isMore: boolean) => void
  readonly left: (id: string) => void
  /** What the owner of the figures does. */
  readonly ask: (what: 'undo' | 'redo' | 'double' | 'remove') => void
}

/** px in a step of the zoom. */
const zoomStep = 1.5

/** What can be done on a picture, and doing it. */
export function usePictureTools({ figure, box, stage, canvas, may, changed, left, ask }: PictureToolsOptions) {
  const drawing = useDrawing({ figure, changed, left })
  const zoom = useZoom(box)
  const frozen = useFrozen(stage, canvas)
  const isSnapping = shallowRef(false)
  const hasGrid = shallowRef(false)

  const tools = computed((): readonly (readonly Tool[])[] => {
    const { undo, redo, spread, edit } = may()
    const at = toValue(figure)
    const isDrawn = at !== undefined && at.points.length > 0 && drawing.drawing.value === undefined
    const view: readonly Tool[] = [
      { id: 'larger', icon: mdiMagnifyPlusOutline, disabled: !zoom.mayGrow.value },
      { id: 'smaller', icon: mdiMagnifyMinusOutline, disabled: zoom.isWhole.value },
      { id: 'grid', icon: mdiGrid, pressed: hasGrid.value },
      { id: 'still', icon: mdiPause, pressed: frozen.isFrozen.value },
    ]
    if (!edit) return [view]
    const change: readonly Tool[] = [
      { id: 'anew', icon: mdiVectorPolygon, disabled: at === undefined || drawing.drawing.value !== undefined },
      { id: 'mirror', icon: mdiFlipHorizontal, disabled: !isDrawn },
      ...(spread
        ? [
            { id: 'double', icon: mdiContentDuplicate, disabled: !isDrawn },
            { id: 'remove', icon: mdiDeleteOutline, disabled: at === undefined },
          ]
        : []),
      { id: 'snap', icon: mdiMagnet, pressed: isSnapping.value },
    ]
    return [
      change,
      [
        { id: 'undo', icon: mdiUndo, disabled: !undo },
        { id: 'redo', icon: mdiRedo, disabled: !redo },
      ],
      view,
    ]
  })

  function use(id: string): void {
    switch (id) {
      case 'undo':
      case 'redo':
      case 'double':
      case 'remove':
        return ask(id)
      case 'anew':
        return drawing.begin()
      case 'mirror':
        return drawing.mirror()
      case 'snap':
        isSnapping.value = !isSnapping.value
        return
      case 'grid':
        hasGrid.value = !hasGrid.value
        return
      case 'still':
        void frozen.toggle()
        return
      case 'larger':
        return zoom.by(zoomStep)
      case 'smaller':
        return zoom.by(1 / zoomStep)
    }
  }

  return { drawing, tools, zoom, frozen, isSnapping, hasGrid, use }
}
