import Hls from 'hls.js'
import { playHls } from '#renderer/composables/playHls.ts'
import { readCounter } from './counter.ts'

/** One picture on the screen: its burned-in number, when it is displayed, ms since the epoch, and how many were shown up to it. */
export interface ShownFrame {
  readonly counter: number
  readonly presented: number
  readonly shownAt: number
}

declare global {
  interface Window {
    readonly shownFrames: ShownFrame[]
  }
}

const query = new URLSearchParams(location.search)
const url = query.get('url') ?? ''
const video = document.querySelector('video') as HTMLVideoElement
const strip = document.createElement('canvas').getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D
const frames: ShownFrame[] = []
Object.assign(window, { shownFrames: frames })

function look(_now: number, { expectedDisplayTime, presentedFrames }: VideoFrameCallbackMetadata): void {
  const counter = readCounter(video, strip)
  if (counter !== undefined) frames.push({ counter, presented: presentedFrames, shownAt: performance.timeOrigin + expectedDisplayTime })
  video.requestVideoFrameCallback(look)
}

video.requestVideoFrameCallback(look)
if (query.get('player') === 'ours') {
  playHls(video, url, { onBehind: () => undefined, onStalled: () => undefined, onNoDecoder: () => undefined, isFed: () => true })
} else {
  const hls = new Hls({ lowLatencyMode: false, liveSyncDurationCount: 1 })
  hls.loadSource(url)
  hls.attachMedia(video)
  void video.play()
}
