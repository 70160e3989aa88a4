import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope, nextTick, shallowRef } from 'vue'
import type { LiveState } from '#common/live/liveState.ts'
import type { PlayHlsOptions } from '#renderer/composables/playHls.ts'
import type { ShowPicturesOptions } from '#renderer/composables/showPictures.ts'
import type { OtherStreams, StreamSwitch } from '#renderer/composables/otherStreams.ts'
import { type LivePort, type PreviewTarget, useLivePreview } from '#renderer/composables/useLivePreview.ts'

const dock: PreviewTarget = { device: '159356', channel: 1, stream: 1 }
const gate: PreviewTarget = { ...dock, device: '159357' }
const h264 = 'avc1.4d401f'
const h265 = 'hvc1.1.6.L93.B0'

let scope: EffectScope
let tell: (state: LiveState) => void
const told = (viewing: string, more: Partial<LiveState>): LiveState => ({
  viewing,
  device: dock.device,
  channel: 1,
  stream: 1,
  state: 'playing',
  since: Date.now(),
  codec: h264,
  ...more,
})

/** A preview with a fake gateway and fake players; `videos` and `pictures` are what was started. */
function aPreview({ port = {}, canPlayVideo = true }: { port?: Partial<LivePort>; canPlayVideo?: boolean } = {}) {
  const target = shallowRef<PreviewTarget | undefined>(dock)
  const opened: PreviewTarget[] = []
  const closed: string[] = []
  const videos: (PlayHlsOptions & { url: string; stopped: boolean })[] = []
  const pictures: (ShowPicturesOptions & { url: string; stopped: boolean })[] = []
  const whole: LivePort = {
    open: (what) => {
      opened.push(what)
      return Promise.resolve({ viewing: `v${opened.length}` })
    },
    close: (id) => {
      closed.push(id)
      return Promise.resolve()
    },
    onChanged(listener) {
      tell = listener
      return () => (tell = () => undefined)
    },
    url: (path) => `http://127.0.0.1${path}`,
    findOthers: () => Promise.resolve({ playable: [] }),
    ...port,
  }
  const started =
    <T>(list: (T & { url: string; stopped: boolean })[]) =>
    (_element: unknown, url: string, options: T) => {
      const one = { ...options, url, stopped: false }
      list.push(one)
      return { stop: () => (one.stopped = true) }
    }
  scope = effectScope()
  const made = scope.run(() =>
    useLivePreview(target, {
      port: whole,
      players: {
        playVideo: started(videos),
        showPictures: started(pictures),
        canPlay: (codec) => canPlayVideo && (codec === undefined || codec.startsWith('avc1')),
      },
    }),
  )
  if (!made) throw new Error('the scope is gone')
  made.attachVideo(document.createElement('video'))
  made.attachImage(document.createElement('img'))
  return { ...made, target, opened, closed, videos, pictures }
}

const settle = async () => {
  await nextTick()
  await vi.advanceTimersByTimeAsync(0)
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('a live picture', () => {
  it('opens at once, plays when a frame is on the screen, and says how far behind it is', async () => {
    const { preview, videos } = aPreview()
    await settle()
    expect(preview.value).toMatchObject({ state: 'opening', since: 1_000_000 })
    expect(videos.map((video) => video.url)).toEqual(['http://127.0.0.1/live/v1/index.m3u8'])
    videos[0]?.onBehind(212)
    expect(preview.value).toMatchObject({ state: 'playing', behindMs: 212 })
  })

  it('closes with its scope', async () => {
    const { closed, videos } = aPreview()
    await settle()
    scope.stop()
    expect([closed, videos[0]?.stopped]).toEqual([['v1'], true])
  })

  it('shows the last picture of its stream, and of no other, until there is a new one', async () => {
    vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockReturnValue('data:image/jpeg;base64,LAST')
    const first = aPreview()
    await nextTick()
    first.attachVideo(aVideoThatShows(1920, 1080))
    scope.stop()

    const again = aPreview()
    await nextTick()
    const video = document.createElement('video')
    again.attachVideo(video)
    expect(video.poster).toBe('data:image/jpeg;base64,LAST')
    again.target.value = gate
    await nextTick()
    await nextTick()
    expect(video.poster).toBe('')
  })

  it('closes one device when another is chosen, and opens nothing for none', async () => {
    const { target, opened, closed, preview } = aPreview()
    await settle()
    target.value = gate
    await settle()
    expect([opened.map(({ device }) => device), closed]).toEqual([['159356', '159357'], ['v1']])
    target.value = undefined
    await settle()
    expect([closed, preview.value.state, preview.value.live]).toEqual([['v1', 'v2'], 'closed', undefined])
  })

  it('gives back a viewing that was overtaken while it opened', async () => {
    const answers: ((answer: { viewing: string }) => void)[] = []
    const { target, closed, videos } = aPreview({ port: { open: () => new Promise((resolve) => answers.push(resolve)) } })
    await settle()
    target.value = gate
    await settle()
    answers[1]?.({ viewing: 'second' })
    answers[0]?.({ viewing: 'first' })
    await settle()
    expect([closed, videos.map(({ url }) => url)]).toEqual([['first'], ['http://127.0.0.1/live/second/index.m3u8']])
  })

  it('hears a state that came before the answer to its opening', async () => {
    let answer: (answer: { viewing: string }) => void = () => undefined
    const { preview } = aPreview({ port: { open: () => new Promise((resolve) => (answer = resolve)) } })
    await settle()
    tell(told('v7', { state: 'closed', why: 'refused', error: { kind: 'signIn', why: 'needed', attemptsLeft: 2 } }))
    answer({ viewing: 'v7' })
    await settle()
    expect(preview.value).toMatchObject({ state: 'closed', live: { why: 'refused' } })
  })

  it('that cannot be opened says so', async () => {
    const { preview } = aPreview({ port: { open: () => Promise.reject(new Error('unknown device')) } })
    await settle()
    expect(preview.value.state).toBe('closed')
  })

  it('counts a stall from its beginning, not from the beginning of the picture', async () => {
    const { preview, videos } = aPreview()
    await settle()
    tell(told('v1', { since: 1_000_000 }))
    videos[0]?.onBehind(200)
    await vi.advanceTimersByTimeAsync(60_000)
    videos[0]?.onStalled(true)
    await vi.advanceTimersByTimeAsync(1000)
    videos[0]?.onStalled(true)
    expect(preview.value).toMatchObject({ state: 'stalled', since: 1_060_000 })
    tell(told('v1', { state: 'stalled', why: 'noBytes', since: 1_059_000 }))
    expect(preview.value).toMatchObject({ state: 'stalled', since: 1_059_000 })
    videos[0]?.onStalled(false)
    tell(told('v1', { since: 1_070_000 }))
    expect(preview.value.state).toBe('playing')
  })

  it('does not blame the player while the camera is silent', async () => {
    const { videos } = aPreview()
    await settle()
    tell(told('v1', {}))
    expect(videos[0]?.isFed()).toBe(true)
    tell(told('v1', { state: 'stalled', why: 'noBytes' }))
    expect(videos[0]?.isFed()).toBe(false)
  })

  it('is opened again after this computer slept, once the page is seen', async () => {
    const { opened, preview } = aPreview()
    await settle()
    const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    tell(told('v1', { state: 'closed', why: 'nobodyLooks' }))
    await settle()
    expect([opened.length, preview.value.state]).toEqual([1, 'closed'])
    visibility.mockReturnValue('visible')
    document.dispatchEvent(new Event('visibilitychange'))
    await settle()
    expect([opened.length, preview.value.state]).toEqual([2, 'opening'])
  })

  it('that was refused is not opened again by itself', async () => {
    const { opened } = aPreview()
    await settle()
    tell(told('v1', { state: 'closed', why: 'refused' }))
    document.dispatchEvent(new Event('visibilitychange'))
    await settle()
    expect(opened).toHaveLength(1)
  })
})

describe('a stream that cannot be decoded here', () => {
  const others = (found: OtherStreams) => ({ port: { findOthers: () => Promise.resolve(found) } })

  it('gives way to another of its channel that can', async () => {
    const { preview, opened, closed, videos } = aPreview(others({ playable: [2, 3] }))
    await settle()
    tell(told('v1', { codec: h265 }))
    await settle()
    expect([opened.map(({ stream }) => stream), closed, videos.map(({ stopped }) => stopped)]).toEqual([[1, 2], ['v1'], [true, false]])
    tell(told('v2', { stream: 2 }))
    videos[1]?.onBehind(230)
    expect(preview.value).toMatchObject({ state: 'playing', behindMs: 230, instead: { of: 'H.265', stream: 2 } })
  })

  it('gives way once, however often the gateway tells its coding', async () => {
    const { opened } = aPreview(others({ playable: [2] }))
    await settle()
    tell(told('v1', { codec: h265 }))
    tell(told('v1', { codec: h265, kilobitsPerSecond: 900 }))
    await settle()
    expect(opened.map(({ stream }) => stream)).toEqual([1, 2])
  })

  it('gives way to pictures when the other stream is not what its setting says either', async () => {
    const { preview, opened, pictures } = aPreview(others({ playable: [2] }))
    await settle()
    tell(told('v1', { codec: h265 }))
    await settle()
    tell(told('v2', { codec: h265, stream: 2 }))
    await settle()
    expect([opened.length, pictures.length, preview.value.instead]).toEqual([2, 1, { of: 'H.265' }])
  })

  it('gives way to pictures where there is no other, and offers what the device allows', async () => {
    const offered = { device: dock.device, channel: 1, stream: 2 } as StreamSwitch
    const { offer, preview, pictures, target } = aPreview(others({ playable: [], offer: offered }))
    await settle()
    tell(told('v1', { codec: h265 }))
    await settle()
    expect([pictures.length, preview.value.instead, offer.value]).toEqual([1, { of: 'H.265' }, offered])
    target.value = gate
    await settle()
    expect([offer.value, preview.value.instead]).toEqual([undefined, undefined])
  })

  it('gives way to pictures when the device does not answer in time, and offers when it does', async () => {
    let answer: (found: OtherStreams) => void = () => undefined
    const offered = { device: dock.device, channel: 1, stream: 2 } as StreamSwitch
    const { offer, pictures, opened } = aPreview({ port: { findOthers: () => new Promise((resolve) => (answer = resolve)) } })
    await settle()
    tell(told('v1', { codec: h265 }))
    await vi.advanceTimersByTimeAsync(2900)
    expect(pictures).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(200)
    expect(pictures).toHaveLength(1)
    answer({ playable: [2], offer: offered })
    await settle()
    expect([offer.value, opened.length]).toEqual([offered, 1])
  })

  it('is tried again after a change of the device', async () => {
    const { openAgain, opened, isReduced, videos } = aPreview()
    await settle()
    tell(told('v1', { codec: h265 }))
    await settle()
    openAgain()
    await settle()
    expect([opened.map(({ stream }) => stream), isReduced.value, videos.length]).toEqual([[1, 1], false, 2])
  })
})

describe('pictures in place of video', () => {
  it('come where this computer has no decoder, and the state says reduced', async () => {
    const { preview, isReduced, videos, pictures } = aPreview()
    await settle()
    tell(told('v1', { codec: h265 }))
    await settle()
    expect([isReduced.value, videos[0]?.stopped, pictures.map(({ url }) => url)]).toEqual([
      true,
      true,
      ['http://127.0.0.1/live/v1/picture.jpg'],
    ])
    tell(told('v1', { state: 'reduced' }))
    pictures[0]?.onRate(2)
    expect(preview.value).toMatchObject({ state: 'reduced', picturesPerSecond: 2 })
  })

  it('come where the player finds that it cannot decode', async () => {
    const { isReduced, videos, pictures } = aPreview()
    await settle()
    videos[0]?.onNoDecoder()
    await settle()
    expect([isReduced.value, pictures.length]).toEqual([true, 1])
  })

  it('come where the device has no video over HTTP', async () => {
    const { preview, pictures } = aPreview()
    await settle()
    tell(told('v1', { state: 'closed', why: 'noVideo' }))
    expect([pictures.length, preview.value.state]).toEqual([1, 'opening'])
  })

  it('come at once where nothing can play video', async () => {
    const { videos, pictures } = aPreview({ canPlayVideo: false })
    await settle()
    expect([videos.length, pictures.length]).toEqual([0, 1])
  })

  it('of one device do not reduce the next', async () => {
    const { target, isReduced, videos } = aPreview()
    await settle()
    videos[0]?.onNoDecoder()
    await settle()
    target.value = gate
    await settle()
    expect([isReduced.value, videos.length]).toEqual([false, 2])
  })
})

function aVideoThatShows(videoWidth: number, videoHeight: number): HTMLVideoElement {
  return Object.defineProperties(document.createElement('video'), {
    videoWidth: { value: videoWidth },
    videoHeight: { value: videoHeight },
  })
}
