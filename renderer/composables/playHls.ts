import Hls, { Events } from 'hls.js'
import { createGovernor } from './latencyGovernor.ts'

export interface Playback {
  stop(): void
}

export interface PlayHlsOptions {
  /** ms between the newest data in the player and the picture on the screen. */
  readonly onBehind: (ms: number | undefined) => void
  readonly onStalled: (stalled: boolean) => void
  /** The codec cannot be decoded here. */
  readonly onNoDecoder: () => void
}

const steerEveryMs = 100
const watchdogMs = 2000
const rebuildPauseMs = 1000

/**
 * Plays a low-latency stream and never gives up: no new frame for 2 s rebuilds the player from scratch, which also answers
 * decoder errors that nothing else recovers from.
 */
export function playHls(video: HTMLVideoElement, url: string, { onBehind, onStalled, onNoDecoder }: PlayHlsOptions): Playback {
  let hls: Hls | undefined
  let govern = createGovernor()
  let lastFrameAt = performance.now()
  let frames = 0
  let rebuilding: number | undefined
  let stopped = false

  function build(): void {
    govern = createGovernor()
    lastFrameAt = performance.now()
    hls = new Hls({
      lowLatencyMode: true,
      liveSyncDuration: 0.25,
      liveSyncOnStallIncrease: 0,
      maxLiveSyncPlaybackRate: 1,
      liveDurationInfinity: true,
      backBufferLength: 4,
      enableWorker: true,
    })
    hls.on(Events.ERROR, (_event, data) => {
      if (String(data.details) === 'manifestIncompatibleCodecsError' || String(data.details) === 'bufferAddCodecError') onNoDecoder()
      else if (data.fatal) rebuildSoon()
    })
    hls.loadSource(url)
    hls.attachMedia(video)
    video.muted = true
    video.play().catch(() => undefined) // refused while the page is hidden; the watchdog asks again
  }

  function rebuildSoon(): void {
    if (rebuilding !== undefined || stopped) return
    onStalled(frames > 0)
    rebuilding = window.setTimeout(() => {
      rebuilding = undefined
      hls?.destroy()
      if (!stopped) build()
    }, rebuildPauseMs)
  }

  function onFrame(): void {
    if (stopped) return
    lastFrameAt = performance.now()
    frames += 1
    onStalled(false)
    video.requestVideoFrameCallback(onFrame)
  }

  function steer(): void {
    const { buffered } = video
    if (buffered.length > 0) {
      const bufferedEnd = buffered.end(buffered.length - 1)
      const { rate, seekTo } = govern({ bufferedEnd, currentTime: video.currentTime, nowMs: performance.now() })
      if (seekTo !== undefined) video.currentTime = seekTo
      if (video.playbackRate !== rate) video.playbackRate = rate
    }
    const silent = performance.now() - lastFrameAt
    if (silent > watchdogMs && document.visibilityState === 'visible') rebuildSoon()
  }

  function tell(): void {
    const { buffered } = video
    if (frames === 0 || buffered.length === 0) return onBehind(undefined)
    onBehind(Math.max(0, Math.round((buffered.end(buffered.length - 1) - video.currentTime) * 1000)))
  }

  const steering = window.setInterval(steer, steerEveryMs)
  const telling = window.setInterval(tell, 500)
  video.requestVideoFrameCallback(onFrame)
  build()

  return {
    stop() {
      stopped = true
      clearInterval(steering)
      clearInterval(telling)
      clearTimeout(rebuilding)
      hls?.destroy()
      video.playbackRate = 1
    },
  }
}
