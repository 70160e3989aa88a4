import Hls from 'hls.js'
import { computed, onScopeDispose, type Ref, shallowRef, toValue, type MaybeRefOrGetter, watch } from 'vue'
import type { DeviceKey } from '#common/device/device.ts'
import type { LiveState } from '#common/live/liveState.ts'
import { bridge } from '../bridge/index.ts'
import type { Get } from '../bridge/line.ts'
import { findOtherStreams, type OtherStreams, type StreamSwitch } from './otherStreams.ts'
import { keepLastPicture, lastPicture } from './lastPictures.ts'
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
  /** Set where what was asked for cannot be decoded here: its coding, and the stream shown in its place; none for JPEG pictures. */
  readonly instead?: { readonly of: string; readonly stream?: number }
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
  /** How to fetch from the host where plain HTTP would not do. */
  line?(): Get | undefined
  findOthers(target: PreviewTarget): Promise<OtherStreams>
}

/** What plays, and what can be played here; a test hands in its own. */
export interface Players {
  readonly playVideo: typeof playHls
  readonly showPictures: typeof showPictures
  /** Without a codec: whether any video can be played. */
  readonly canPlay: (codec?: string) => boolean
}

export interface UseLivePreviewOptions {
  readonly port?: LivePort
  readonly players?: Players
}

export interface UseLivePreviewReturn {
  readonly preview: Readonly<Ref<PreviewState>>
  /** True while JPEG pictures are shown in place of video. */
  readonly isReduced: Readonly<Ref<boolean>>
  /** A change of the device by which its picture could be video here; nothing is changed by itself. */
  readonly offer: Readonly<Ref<StreamSwitch | undefined>>
  /** Begins anew, as after a change of the device's streams. */
  openAgain(): void
  /** Hand the element over when it is there; `undefined` when it goes. */
  attachVideo(element: HTMLVideoElement | undefined): void
  attachImage(element: HTMLImageElement | undefined): void
}

/**
 * One live picture. Opens when there is a target, closes with the scope or when the target goes, and opens again after a sleep
 * of this computer.
 *
 * A stream that cannot be decoded here gives way to another of its channel that is H.264, and that to JPEG pictures, beside which
 * a switch of the substream is offered where the device allows one. Where there is no video at all, JPEG pictures are shown too.
 */
export function useLivePreview(
  target: MaybeRefOrGetter<PreviewTarget | undefined>,
  { port = bridgePort, players = browserPlayers }: UseLivePreviewOptions = {},
): UseLivePreviewReturn {
  const live = shallowRef<LiveState>()
  const behindMs = shallowRef<number>()
  const picturesPerSecond = shallowRef<number>()
  const viewing = shallowRef<string>()
  const isReduced = shallowRef(false)
  const openedAt = shallowRef(Date.now())
  const stalledAt = shallowRef<number>()
  const hasFailed = shallowRef(false)
  const video = shallowRef<HTMLVideoElement>()
  const image = shallowRef<HTMLImageElement>()
  let playback: Playback | undefined
  /** The stream that plays, by name. */
  let playing = ''
  const instead = shallowRef<PreviewState['instead']>()
  const offer = shallowRef<StreamSwitch>()
  /** Streams that were tried in place of the one asked for. */
  let tried: readonly number[] = []
  /** The turn whose stream was given up, so that it is not played again. */
  let gaveWay = -1
  let turn = 0
  /** States told of viewings whose id has not come back yet: an answer may be overtaken by its events. */
  let early = new Map<string, LiveState>()

  const preview = computed<PreviewState>(() => {
    const isShut = hasFailed.value || toValue(target) === undefined
    const state = isShut ? 'closed' : stateNow(live.value, isReduced.value, stalledAt.value !== undefined, behindMs.value)
    return {
      state,
      since: sinceWhen(state),
      ...(behindMs.value === undefined ? {} : { behindMs: behindMs.value }),
      ...(picturesPerSecond.value === undefined ? {} : { picturesPerSecond: picturesPerSecond.value }),
      ...(live.value ? { live: live.value } : {}),
      ...(instead.value ? { instead: instead.value } : {}),
    }
  })

  function sinceWhen(state: PreviewState['state']): number {
    if (state === 'opening') return openedAt.value
    if (state === 'stalled' && live.value?.state !== 'stalled') return stalledAt.value ?? openedAt.value
    return live.value?.since ?? openedAt.value
  }

  /** `after` were tried before, in vain. */
  async function open(wanted: PreviewTarget, after: readonly number[] = []): Promise<void> {
    const mine = ++turn
    reset()
    tried = after
    playing = `${wanted.device}/${wanted.channel}/${wanted.stream}`
    try {
      const { viewing: id } = await port.open(wanted)
      if (mine !== turn) return void port.close(id)
      viewing.value = id
      const told = early.get(id)
      start()
      if (told) hear(told)
    } catch {
      if (mine === turn) hasFailed.value = true
    }
    early.clear()
  }

  function reset(): void {
    stopPlayback()
    if (viewing.value !== undefined) void port.close(viewing.value)
    viewing.value = undefined
    live.value = undefined
    isReduced.value = !players.canPlay()
    stalledAt.value = undefined
    hasFailed.value = false
    early = new Map()
    behindMs.value = undefined
    picturesPerSecond.value = undefined
    instead.value = undefined
    offer.value = undefined
    openedAt.value = Date.now()
  }

  function start(): void {
    stopPlayback()
    const id = viewing.value
    if (id === undefined || (gaveWay === turn && !isReduced.value)) return
    const before = lastPicture(playing)
    if (isReduced.value && image.value) {
      if (before) image.value.src = before
      playback = players.showPictures(image.value, port.url(`/live/${id}/picture.jpg`), {
        onRate: (rate) => (picturesPerSecond.value = rate),
        get: port.line?.(),
      })
    } else if (!isReduced.value && video.value) {
      video.value.poster = before ?? ''
      playback = players.playVideo(video.value, port.url(`/live/${id}/index.m3u8`), {
        onBehind: (ms) => (behindMs.value = ms),
        onStalled: (stalled) => (stalledAt.value = stalled ? (stalledAt.value ?? Date.now()) : undefined),
        onNoDecoder: () => void giveWay(),
        get: port.line?.(),
        isFed: () => live.value === undefined || live.value.state === 'playing',
      })
    }
  }

  function stopPlayback(): void {
    const shown = isReduced.value ? image.value : video.value
    if (playback && shown) keepLastPicture(playing, shown)
    playback?.stop()
    playback = undefined
  }

  function reduce(): void {
    if (isReduced.value) return
    isReduced.value = true
    behindMs.value = undefined
    start()
  }

  /** Another stream in place of one that cannot be decoded, else pictures. A device that is slow to answer gets pictures first. */
  async function giveWay(): Promise<void> {
    const wanted = toValue(target)
    if (isReduced.value || gaveWay === turn || !wanted) return
    gaveWay = turn
    const of = familyOf(live.value?.codec)
    instead.value = { of }
    stopPlayback()
    behindMs.value = undefined
    const mine = turn
    const found = port.findOthers(wanted).catch((): OtherStreams => ({ playable: [] }))
    const inTime = await Promise.race([found, patience()])
    if (mine !== turn) return
    const next = inTime?.playable.find((stream) => !tried.includes(stream))
    if (next !== undefined) {
      void open({ ...wanted, stream: next }, [...tried, next])
      instead.value = { of, stream: next }
      return
    }
    reduce()
    const { offer: offered } = await found
    if (mine === turn) offer.value = offered
  }

  function hear(state: LiveState): void {
    live.value = state
    if (state.state === 'closed' && state.why === 'noVideo') reduce()
    if (state.codec && !players.canPlay(state.codec)) void giveWay()
    lookAgain()
  }

  /** The gateway closes for who is silent: a computer that slept, a page that was hidden. Back in sight, it is opened again. */
  function lookAgain(): void {
    const wanted = toValue(target)
    const wasLeft = live.value?.state === 'closed' && live.value.why === 'nobodyLooks'
    if (wanted && wasLeft && document.visibilityState === 'visible') void open(wanted)
  }

  const stopListening = port.onChanged((state) => {
    if (state.viewing === viewing.value) hear(state)
    else if (viewing.value === undefined) early.set(state.viewing, state)
  })
  document.addEventListener('visibilitychange', lookAgain)

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
    document.removeEventListener('visibilitychange', lookAgain)
    reset()
  })

  return {
    preview,
    isReduced,
    offer,
    openAgain() {
      const wanted = toValue(target)
      if (wanted) void open(wanted)
    },
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

/** As people call it. */
function familyOf(codec: string | undefined): string {
  if (codec === undefined) return ''
  return /^(?:hvc1|hev1)/.test(codec) ? 'H.265' : /^avc[13]/.test(codec) ? 'H.264' : codec
}

function patience(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), patienceMs))
}

/** The gateway takes a viewing that asks for nothing for 6 s as closed. */
const patienceMs = 3000

const browserPlayers: Players = {
  playVideo: playHls,
  showPictures,
  canPlay: (codec) => (codec === undefined ? Hls.isSupported() : MediaSource.isTypeSupported(`video/mp4; codecs="${codec}"`)),
}

const bridgePort: LivePort = {
  open: ({ device, channel, stream }) => bridge.request('live.open', device, { channel, stream }),
  close: (viewing) => bridge.request('live.close', viewing),
  onChanged: (listener) => bridge.on('live.changed', listener),
  url: (path) => bridge.url(path),
  line: () => bridge.line(),
  findOthers: findOtherStreams,
}
