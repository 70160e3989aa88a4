import Hls from 'hls.js'
import { computed, onScopeDispose, type Ref, shallowRef, toValue, type MaybeRefOrGetter, watch } from 'vue'
import type { DeviceKey } from '#common/device/device.ts'
import type { LiveState } from '#common/live/liveState.ts'
import { bridge } from '../bridge/index.ts'
import { playHls, type Playback } from './playHls.ts'
import { showPictures } from './showPictures.ts'

/** What a picture is told about itself; the words are the component's. */
export interface PreviewState {
  readonly state: LiveState['state']
  /** ms since the epoch. */
  readonly since: number
  /** ms between the newest data and what is on the screen; measured in the player, while playing. */
  readonly behindMs?: number
  readonly picturesPerSecond?: number
  readonly live?: LiveState
}

export interface PreviewTarget {
  readonly device: DeviceKey
  readonly channel: number
  readonly stream: number
}

export interface LivePort {
  open(target: PreviewTarget): Promise<{ readonly viewing: string }>
  close(viewing: string): Promise<unknown>
  onChanged(listener: (state: LiveState) => void): () => void
  url(path: string): string
}

export interface UseLivePreviewReturn {
  readonly preview: Readonly<Ref<PreviewState>>
  /** True while JPEG pictures are shown in place of video. */
  readonly isReduced: Readonly<Ref<boolean>>
  /** Hand the element over when it is there; `undefined` when it goes. */
  attachVideo(element: HTMLVideoElement | undefined): void
  attachImage(element: HTMLImageElement | undefined): void
}

/**
 * One live picture. Opens when there is a target, closes with the scope or when the target goes, starts again when the
 * player breaks, and falls back to JPEG pictures where video cannot be had or cannot be decoded.
 */
export function useLivePreview(
  target: MaybeRefOrGetter<PreviewTarget | undefined>,
  { port = bridgePort }: { readonly port?: LivePort } = {},
): UseLivePreviewReturn {
  const live = shallowRef<LiveState>()
  const behindMs = shallowRef<number>()
  const picturesPerSecond = shallowRef<number>()
  const viewing = shallowRef<string>()
  const isReduced = shallowRef(false)
  const openedAt = shallowRef(Date.now())
  const isStalled = shallowRef(false)
  const video = shallowRef<HTMLVideoElement>()
  const image = shallowRef<HTMLImageElement>()
  let playback: Playback | undefined
  let turn = 0

  const preview = computed<PreviewState>(() => {
    const state = stateNow(live.value, isReduced.value, isStalled.value, behindMs.value)
    return {
      state,
      since: state === 'opening' ? openedAt.value : (live.value?.since ?? openedAt.value),
      ...(behindMs.value === undefined ? {} : { behindMs: behindMs.value }),
      ...(picturesPerSecond.value === undefined ? {} : { picturesPerSecond: picturesPerSecond.value }),
      ...(live.value ? { live: live.value } : {}),
    }
  })

  async function open(wanted: PreviewTarget): Promise<void> {
    const mine = ++turn
    reset()
    try {
      const { viewing: id } = await port.open(wanted)
      if (mine !== turn) return void port.close(id)
      viewing.value = id
      start()
    } catch {
      if (mine === turn) live.value = undefined
    }
  }

  function reset(): void {
    stopPlayback()
    if (viewing.value !== undefined) void port.close(viewing.value)
    viewing.value = undefined
    live.value = undefined
    isReduced.value = !Hls.isSupported()
    isStalled.value = false
    behindMs.value = undefined
    openedAt.value = Date.now()
  }

  function start(): void {
    stopPlayback()
    const id = viewing.value
    if (id === undefined) return
    if (isReduced.value && image.value) {
      playback = showPictures(image.value, port.url(`/live/${id}/picture.jpg`), { onRate: (rate) => (picturesPerSecond.value = rate) })
    } else if (!isReduced.value && video.value) {
      playback = playHls(video.value, port.url(`/live/${id}/index.m3u8`), {
        onBehind: (ms) => (behindMs.value = ms),
        onStalled: (stalled) => (isStalled.value = stalled),
        onNoDecoder: reduce,
      })
    }
  }

  function stopPlayback(): void {
    playback?.stop()
    playback = undefined
  }

  function reduce(): void {
    if (isReduced.value) return
    isReduced.value = true
    behindMs.value = undefined
    start()
  }

  const stopListening = port.onChanged((state) => {
    if (state.viewing !== viewing.value) return
    live.value = state
    if (state.state === 'closed' && state.why === 'noVideo') reduce()
    if (state.codec && !canPlay(state.codec)) reduce()
  })

  watch(
    () => toValue(target),
    (wanted, before) => {
      if (wanted && before && wanted.device === before.device && wanted.channel === before.channel && wanted.stream === before.stream)
        return
      if (wanted) return void open(wanted)
      turn += 1
      reset()
    },
    { immediate: true },
  )

  onScopeDispose(() => {
    turn += 1
    stopListening()
    reset()
  })

  return {
    preview,
    isReduced,
    attachVideo(element) {
      if (video.value === element) return
      video.value = element
      if (!isReduced.value) start()
    },
    attachImage(element) {
      if (image.value === element) return
      image.value = element
      if (isReduced.value) start()
    },
  }
}

function stateNow(live: LiveState | undefined, isReduced: boolean, isStalled: boolean, behindMs: number | undefined): LiveState['state'] {
  if (live?.state === 'closed' && !(live.why === 'noVideo' && isReduced)) return 'closed'
  if (live?.state === 'stalled') return 'stalled'
  if (isReduced) return live?.state === 'reduced' ? 'reduced' : 'opening'
  if (isStalled) return 'stalled'
  return behindMs === undefined ? 'opening' : 'playing'
}

function canPlay(codec: string): boolean {
  return typeof MediaSource !== 'undefined' && MediaSource.isTypeSupported(`video/mp4; codecs="${codec}"`)
}

const bridgePort: LivePort = {
  open: ({ device, channel, stream }) => bridge.request('live.open', device, { channel, stream }),
  close: (viewing) => bridge.request('live.close', viewing),
  onChanged: (listener) => bridge.on('live.changed', listener),
  url: (path) => bridge.url(path),
}
