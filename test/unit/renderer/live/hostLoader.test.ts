import { type LoaderCallbacks, type LoaderConfiguration, type LoaderContext, type LoaderContextType } from 'hls.js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LineAnswer } from '#renderer/bridge/line.ts'
import { hostLoader } from '#renderer/composables/hostLoader.ts'

const retry = { maxNumRetry: 2, retryDelayMs: 200, maxRetryDelayMs: 500 }
const loadPolicy = { maxTimeToFirstByteMs: 9000, maxLoadTimeMs: 20_000, timeoutRetry: retry, errorRetry: retry }
const bytes = (text: string) => new TextEncoder().encode(text).buffer

interface Asked {
  readonly path: string
  readonly signal: AbortSignal
  readonly answer: (answer: Partial<LineAnswer>) => void
  readonly fail: () => void
}

/** A load of one playlist or part; `told` is what hls.js heard of it. */
function aLoad({ responseType = 'text', policy = {} }: { responseType?: string; policy?: Partial<typeof loadPolicy> } = {}) {
  const asked: Asked[] = []
  const told: string[] = []
  const Loader = hostLoader(
    (path, signal) =>
      new Promise((resolve, reject) => {
        const answer = (given: Partial<LineAnswer>) => resolve({ status: 200, picture: 0, body: new ArrayBuffer(0), ...given })
        asked.push({ path, signal, answer, fail: () => reject(new Error('broke')) })
      }),
  )
  const loader = new Loader({} as ConstructorParameters<typeof Loader>[0])
  const context: LoaderContext = {
    url: 'http://127.0.0.1:4000/live/v1/index.m3u8?_HLS_msn=1',
    responseType,
    type: 'level' as LoaderContextType,
  }
  const callbacks: LoaderCallbacks<LoaderContext> = {
    onSuccess: ({ data }) => told.push(typeof data === 'string' ? data : `${(data as ArrayBuffer).byteLength} bytes`),
    onError: ({ code }) => told.push(`error ${code}`),
    onTimeout: () => told.push('timeout'),
    onAbort: () => told.push('aborted'),
  }
  loader.load(context, { loadPolicy: { ...loadPolicy, ...policy } } as LoaderConfiguration, callbacks)
  return { loader, asked, told, settle: () => vi.advanceTimersByTimeAsync(0) }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('status', '') // every window has one; hls.js names it in its log
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('what hls.js asks for', () => {
  it('goes over the line by its path, and comes back as it was wanted', async () => {
    const [text, part] = [aLoad(), aLoad({ responseType: 'arraybuffer' })]
    expect(text.asked[0]?.path).toBe('/live/v1/index.m3u8?_HLS_msn=1')
    text.asked[0]?.answer({ body: bytes('#EXTM3U') })
    part.asked[0]?.answer({ body: new ArrayBuffer(6875) })
    await text.settle()
    expect([text.told, part.told]).toEqual([['#EXTM3U'], ['6875 bytes']])
  })

  it('is asked again while a camera is silent, as often as hls.js would', async () => {
    const { asked, told, settle } = aLoad()
    for (const waitMs of [200, 400]) {
      asked.at(-1)?.answer({ status: 503 })
      await settle()
      await vi.advanceTimersByTimeAsync(waitMs)
    }
    expect([asked.length, told]).toEqual([3, []])
    asked.at(-1)?.answer({ status: 503 })
    await settle()
    expect(told).toEqual(['error 503'])
  })

  it('is not asked again when it is gone for good, or when the host is', async () => {
    const [gone, broken] = [aLoad(), aLoad()]
    gone.asked[0]?.answer({ status: 404 })
    broken.asked[0]?.fail()
    await gone.settle()
    expect([gone.told, broken.told, gone.asked.length]).toEqual([['error 404'], ['error 0'], 1])
  })

  it('is given up after its time, and asked again', async () => {
    const { asked, told } = aLoad()
    await vi.advanceTimersByTimeAsync(9000)
    expect(asked[0]?.signal.aborted).toBe(true)
    await vi.advanceTimersByTimeAsync(30_000)
    expect([asked.length, told]).toEqual([3, ['timeout']])
  })

  it('may take its whole time where the first byte has no limit of its own', async () => {
    const { asked } = aLoad({ policy: { maxTimeToFirstByteMs: Infinity } })
    await vi.advanceTimersByTimeAsync(19_000)
    expect([asked.length, asked[0]?.signal.aborted]).toEqual([1, false])
  })

  it('is left alone once hls.js does not want it any more', async () => {
    const { loader, asked, told, settle } = aLoad()
    loader.abort()
    loader.destroy()
    asked[0]?.answer({ body: bytes('late') })
    await settle()
    expect([asked[0]?.signal.aborted, told]).toEqual([true, ['aborted']])
  })
})
