import Hls, { Events, type HlsConfig } from 'hls.js'
import type { Get } from '../bridge/line.ts'
import { hostLoader } from './hostLoader.ts'
import { pictureOf } from './lastPictures.ts'
import { createGovernor, targetFor } from './latencyGovernor.ts'
import { needsRebuild } from './playerWatch.ts'

export interface Playback {
  stop(): void
}

export interface PlayHlsOptions {
  /** ms between the newest data in the player and the picture on the screen. */
  readonly onBehind: (ms: number | undefined) => void
  readonly onStalled: (stalled: boolean) => void
  /** The codec cannot be decoded here. */
  readonly onNoDecoder: () => void
  /** Whether the gateway gets pictures now; while it does not, no player is to blame. */
  readonly isFed: () => boolean
  /** How to fetch; plain HTTP unless given. */
  readonly get?: Get | undefined
}

const steerEveryMs = 100
const tellEveryMs = 500
const rebuildPauseMs = 1000
/** A gap a person sees. */
const stalledMs = 2000

const config: Partial<HlsConfig> = {
  lowLatencyMode: true,
  liveSyncDuration: 0.25,
  // One stall must not cost a second for good: the governor brings the picture back.
  liveSyncOnStallIncrease: 0,
  maxLiveSyncPlaybackRate: 1,
  liveDurationInfinity: true,
  backBufferLength: 4,
  enableWorker: true,
  // The gateway says 503 while a camera is silent; it is asked again until the viewing is closed.
  playlistLoadPolicy: {
    default: {
      maxTimeToFirstByteMs: 15_000,
      maxLoadTimeMs: 20_000,
      timeoutRetry: { maxNumRetry: 1000, retryDelayMs: 0, maxRetryDelayMs: 0 },
      errorRetry: { maxNumRetry: 1000, retryDelayMs: 200, maxRetryDelayMs: 500 },
    },
  },
}

/** Plays a low-latency stream and never gives up: a player that froze or failed is built anew, over its last picture. */
export function playHls(video: HTMLVideoElement, url: string, options: PlayHlsOptions): Playback {
  const { onBehind, onStalled, onNoDecoder, isFed, get } = options
  let hls: Hls | undefined
  let govern = createGovernor()
  let lastFrameAt = performance.now()
  let frames = 0
  /** The next frame was asked for by a seek: one that hangs shows it too, and is no less frozen. */
  let isSought = false
  let hasFailed = false
  let rebuilding: number | undefined
  let stopped = false

  function build(): void {
    govern = createGovernor()
    lastFrameAt = performance.now()
    hasFailed = false
    isSought = false
    hls = new Hls(get ? { ...config, loader: hostLoader(get) } : config)
    hls.on(Events.ERROR, (_event, data) => {
      if (String(data.details) === 'manifestIncompatibleCodecsError' || String(data.details) === 'bufferAddCodecError') onNoDecoder()
      else if (data.fatal) hasFailed = true
    })
    hls.loadSource(url)
    hls.attachMedia(video)
    video.muted = true
    video.play().catch(() => undefined) // refused while the page is hidden; the watch asks again
  }

  function rebuildSoon(): void {
    if (rebuilding !== undefined || stopped) return
    rebuilding = window.setTimeout(() => {
      rebuilding = undefined
      if (stopped) return
      // A player that is taken down leaves black; its last picture stays until the next one has a frame.
      video.poster = pictureOf(video) ?? video.poster
      hls?.destroy()
      build()
    }, rebuildPauseMs)
  }

  function onFrame(): void {
    if (stopped) return
    frames += 1
    if (frames === 1) tell()
    if (!isSought) {
      lastFrameAt = performance.now()
      onStalled(false)
    }
    isSought = false
    video.requestVideoFrameCallback(onFrame)
  }

  function steer(): void {
    const ahead = bufferedAhead(video)
    if (ahead !== undefined) {
      const { currentTime } = video
      const target = targetFor(hls?.latestLevelDetails?.partTarget)
      const { rate, seekTo } = govern({ bufferedEnd: currentTime + ahead, currentTime, nowMs: performance.now(), target })
      if (seekTo !== undefined) {
        video.currentTime = seekTo
        isSought = true
      }
      if (video.playbackRate !== rate) video.playbackRate = rate
    }
    if (document.visibilityState !== 'visible') return
    const silentMs = performance.now() - lastFrameAt
    if (frames > 0 && silentMs > stalledMs) onStalled(true)
    if (needsRebuild({ silentMs, ahead: ahead ?? 0, isFed: isFed(), hasFailed })) rebuildSoon()
  }

  function tell(): void {
    const ahead = bufferedAhead(video)
    onBehind(frames === 0 || ahead === undefined ? undefined : Math.max(0, Math.round(ahead * 1000)))
  }

  const steering = window.setInterval(steer, steerEveryMs)
  const telling = window.setInterval(tell, tellEveryMs)
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

/** s between the picture and the end of what is buffered. */
function bufferedAhead({ buffered, currentTime }: HTMLVideoElement): number | undefined {
  return buffered.length === 0 ? undefined : buffered.end(buffered.length - 1) - currentTime
}
