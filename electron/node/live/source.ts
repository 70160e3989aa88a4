import { type AppError, toAppError } from '#common/errors/appError.ts'
import type { LiveState } from '#common/live/liveState.ts'
import { readParts } from './multipart.ts'
import { createPlaylist, type Playlist } from './playlist.ts'
import { createRemuxer } from './remuxer.ts'
import { createWaiters } from './waiters.ts'

export interface LiveTarget {
  readonly deviceId: string
  readonly channel: number
  readonly stream: number
}

/** How the gateway reaches cameras; given by whoever holds the clients. */
export interface LiveDoor {
  openStream(
    target: LiveTarget & { readonly mjpeg: boolean },
    signal: AbortSignal,
  ): Promise<{ readonly contentType: string; readonly body: AsyncIterable<Uint8Array> }>
  takeSnapshot(target: LiveTarget, signal: AbortSignal): Promise<Uint8Array>
}

export type SourceState = Omit<LiveState, 'viewing' | 'device' | 'channel' | 'stream'>

/** One camera stream, opened once however many look. */
export interface Source {
  readonly playlist: Playlist
  /** The newest JPEG with its number, or the one after `seen`. */
  picture(seen: number, signal: AbortSignal): Promise<{ readonly number: number; readonly bytes: Uint8Array } | undefined>
  /** Resolves when something new is there, or when the time is up. */
  changed(signal: AbortSignal): Promise<void>
  state(): SourceState
  close(): void
}

export interface SourceOptions {
  readonly door: LiveDoor
  readonly target: LiveTarget
  /** `video` is remuxed, `jpeg` is relayed. */
  readonly kind: 'video' | 'jpeg'
  readonly now: () => number
  readonly onState: (state: SourceState) => void
}

const silenceMs = 3000
const backOffMs = [250, 500, 1000, 2000, 4000] as const
const snapshotEveryMs = 500

/**
 * Opens the stream, and opens it again when it breaks, with growing pauses. A refusal that asks for a person (sign-in, lock)
 * ends it: nothing here may burn an attempt. Where a device has no video over HTTP, snapshots are taken instead.
 */
export function openSource({ door, target, kind, now, onState }: SourceOptions): Source {
  const life = new AbortController()
  const playlist = createPlaylist()
  const waiters = createWaiters()
  const remuxer = createRemuxer({
    onPart(part) {
      playlist.add(part)
      waiters.wake()
    },
  })
  let state: SourceState = { state: 'opening', since: now() }
  let picture: { readonly number: number; readonly bytes: Uint8Array } | undefined
  let bytesInWindow = 0
  let windowStart = now()
  /** JPEG sources only: whether the device offers MJPEG; else snapshots are taken. */
  let hasMjpeg = true
  let gotBytes = false

  function become(next: Partial<SourceState> & { readonly state: SourceState['state'] }): void {
    const isNew = next.state !== state.state
    const { why: _why, error: _error, ...kept } = state
    state = { ...kept, ...next, since: isNew ? now() : state.since }
    onState(state)
    waiters.wake()
  }

  async function run(): Promise<void> {
    for (let tries = 0; !life.signal.aborted; tries += 1) {
      gotBytes = false
      const error = await connectOnce()
      if (life.signal.aborted) return
      if (error && needsPerson(error)) return become({ state: 'closed', why: 'refused', error })
      if (error && kind === 'video' && isNotOffered(error)) return become({ state: 'closed', why: 'noVideo', error })
      if (gotBytes) tries = 0
      become({ state: state.state === 'opening' ? 'opening' : 'stalled', why: 'noBytes', ...(error ? { error } : {}) })
      remuxer.broken()
      await pause(backOffMs[Math.min(tries, backOffMs.length - 1)] ?? 4000)
    }
  }

  /** One connection, from opening to its end; resolves with what ended it. */
  async function connectOnce(): Promise<AppError | undefined> {
    const connection = new AbortController()
    const signal = AbortSignal.any([life.signal, connection.signal])
    let watchdog = setTimeout(() => connection.abort(), silenceMs)
    const alive = () => {
      clearTimeout(watchdog)
      watchdog = setTimeout(() => connection.abort(), silenceMs)
    }
    try {
      if (kind === 'jpeg' && !hasMjpeg) return await pollSnapshots(signal, alive)
      const { body } = await door.openStream({ ...target, mjpeg: kind === 'jpeg' }, signal)
      alive()
      for await (const part of readParts(counted(body, alive))) take(part.contentType, part.bytes)
      return undefined
    } catch (thrown) {
      const error = toAppError(thrown)
      if (kind === 'jpeg' && hasMjpeg && !needsPerson(error)) {
        hasMjpeg = false
        return undefined
      }
      return error
    } finally {
      clearTimeout(watchdog)
      connection.abort()
    }
  }

  async function pollSnapshots(signal: AbortSignal, alive: () => void): Promise<undefined> {
    while (!signal.aborted) {
      const bytes = await door.takeSnapshot(target, signal)
      alive()
      count(bytes.length)
      takePicture(bytes)
      await pause(snapshotEveryMs)
    }
    return undefined
  }

  async function* counted(body: AsyncIterable<Uint8Array>, alive: () => void): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      alive()
      count(chunk.length)
      yield chunk
    }
  }

  function take(contentType: string, bytes: Uint8Array): void {
    if (contentType.startsWith('image/')) return takePicture(bytes)
    remuxer.push(bytes, now())
    if (state.state !== 'playing' && playlist.text() !== undefined) become({ state: 'playing', ...formatNow() })
  }

  function takePicture(bytes: Uint8Array): void {
    picture = { number: (picture?.number ?? 0) + 1, bytes: Buffer.from(bytes) }
    if (state.state !== 'reduced') become({ state: 'reduced' })
    else waiters.wake()
  }

  function count(bytes: number): void {
    gotBytes = true
    bytesInWindow += bytes
    const took = now() - windowStart
    if (took < 2000) return
    const kilobitsPerSecond = Math.round((bytesInWindow * 8) / took)
    bytesInWindow = 0
    windowStart = now()
    if (state.state === 'playing') become({ state: 'playing', kilobitsPerSecond, ...formatNow() })
  }

  function formatNow(): Partial<SourceState> {
    const format = remuxer.format()
    const framesPerSecond = Math.round(remuxer.rate() * 10) / 10
    return format ? { codec: format.codec, width: format.width, height: format.height, framesPerSecond } : {}
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      life.signal.addEventListener(
        'abort',
        () => {
          clearTimeout(timer)
          resolve()
        },
        { once: true },
      )
    })
  }

  void run()

  return {
    playlist,
    async picture(seen, signal) {
      while (!signal.aborted && !life.signal.aborted && (picture?.number ?? 0) <= seen && state.state !== 'closed')
        await waiters.wait(signal)
      return picture
    },
    changed: (signal) => waiters.wait(signal),
    state: () => state,
    close() {
      life.abort()
      state = { ...state, state: 'closed', why: 'nobodyLooks', since: now() }
      waiters.wake()
    },
  }
}

function needsPerson(error: AppError): boolean {
  return (
    error.kind === 'signIn' ||
    error.kind === 'budget' ||
    error.kind === 'locked' ||
    error.kind === 'impostor' ||
    (error.kind === 'device' && (error.remedy === 'signIn' || error.remedy === 'firstPassword'))
  )
}

function isNotOffered(error: AppError): boolean {
  return error.kind === 'http' || (error.kind === 'device' && error.remedy === 'none') || error.kind === 'malformed'
}
