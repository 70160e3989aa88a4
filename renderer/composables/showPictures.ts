import type { Get, LineAnswer } from '../bridge/line.ts'
import type { Playback } from './playHls.ts'

export interface ShowPicturesOptions {
  /** Pictures a second, over the last few. */
  readonly onRate: (perSecond: number) => void
  /** How to fetch; plain HTTP unless given. */
  readonly get?: Get | undefined
}

const pauseMs = 1000
const averaged = 6

/** Shows JPEG pictures one after the other: each is asked for as the one after the last, so none comes twice. */
export function showPictures(image: HTMLImageElement, url: string, { onRate, get = overHttp }: ShowPicturesOptions): Playback {
  const abort = new AbortController()
  let shown: string | undefined
  let times: number[] = []

  async function run(): Promise<void> {
    const { pathname } = new URL(url)
    let after = 0
    while (!abort.signal.aborted) {
      try {
        const { status, picture, body } = await get(`${pathname}?after=${after}`, abort.signal)
        if (status === 200) {
          after = picture || after
          show(new Blob([body], { type: 'image/jpeg' }))
        } else await pause()
      } catch {
        await pause()
      }
    }
  }

  function show(picture: Blob): void {
    if (abort.signal.aborted) return
    const next = URL.createObjectURL(picture)
    image.src = next
    if (shown !== undefined) URL.revokeObjectURL(shown)
    shown = next
    times = [...times, performance.now()].slice(-averaged)
    const [first = 0, last = 0] = [times[0], times.at(-1)]
    if (last > first) onRate((times.length - 1) / ((last - first) / 1000))
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, pauseMs))
  }

  void run()

  return {
    stop() {
      abort.abort()
      if (shown !== undefined) URL.revokeObjectURL(shown)
    },
  }
}

async function overHttp(path: string, signal: AbortSignal): Promise<LineAnswer> {
  const answer = await fetch(path, { signal, cache: 'no-store' })
  return { status: answer.status, picture: Number(answer.headers.get('x-picture-number') ?? 0), body: await answer.arrayBuffer() }
}
