import { nextTick, type Ref, shallowRef } from 'vue'

/** A picture that stands still: what the live picture showed the moment it was asked for, until it is let go. */
export function useFrozen(stage: Ref<HTMLElement | null>, canvas: Ref<HTMLCanvasElement | null>) {
  const isFrozen = shallowRef(false)

  async function freeze(): Promise<void> {
    const shown = shownIn(stage.value)
    if (!shown) return
    isFrozen.value = true
    await nextTick()
    if (!canvas.value) return
    canvas.value.width = shown.width
    canvas.value.height = shown.height
    canvas.value.getContext('2d')?.drawImage(shown.source, 0, 0)
  }

  return {
    isFrozen,
    async toggle(): Promise<void> {
      if (isFrozen.value) isFrozen.value = false
      else await freeze()
    },
  }
}

/** Video or JPEG, whichever is to be seen; none before the first picture. */
function shownIn(stage: HTMLElement | null) {
  const [video, image] = [stage?.querySelector('video'), stage?.querySelector('img')]
  if (video && video.videoWidth > 0 && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.style.display !== 'none')
    return { source: video, width: video.videoWidth, height: video.videoHeight }
  if (image && image.naturalWidth > 0) return { source: image, width: image.naturalWidth, height: image.naturalHeight }
  return undefined
}
