import { useElementSize, useEventListener } from '@vueuse/core'
import { computed, type Ref, shallowRef } from 'vue'

/** Where the picture itself lies in its box, in px: what shows it keeps its proportions and leaves bars. */
export interface PictureRect {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The picture's own size, px. */
export interface PicturePixels {
  readonly width: number
  readonly height: number
}

/** The largest place of some proportions in a box, in its middle. */
export function fitted(box: { readonly width: number; readonly height: number }, ratio: number): PictureRect {
  const width = Math.min(box.width, box.height * ratio)
  const height = Math.min(box.height, box.width / ratio)
  return { left: (box.width - width) / 2, top: (box.height - height) / 2, width, height }
}

const usual: PicturePixels = { width: 16, height: 9 }

/** Follows the picture in a box, a video or an image, whatever its proportions turn out to be. */
export function usePictureRect(box: Ref<HTMLElement | null>) {
  const { width, height } = useElementSize(box)
  const pixels = shallowRef<PicturePixels>()

  for (const event of ['loadedmetadata', 'resize', 'load']) useEventListener(box, event, look, { capture: true })

  function look({ target }: Event): void {
    const [wide, high] =
      target instanceof HTMLVideoElement
        ? [target.videoWidth, target.videoHeight]
        : target instanceof HTMLImageElement
          ? [target.naturalWidth, target.naturalHeight]
          : [0, 0]
    if (wide > 0 && high > 0) pixels.value = { width: wide, height: high }
  }

  const rect = computed(() => {
    const own = pixels.value ?? usual
    return fitted({ width: width.value, height: height.value }, own.width / own.height)
  })
  return {
    rect,
    /** Undefined before there is a picture. */
    pixels,
  }
}
