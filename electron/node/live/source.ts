import { type AppError, fail } from '#common/errors/appError.ts'
import type { LiveState } from '#common/live/liveState.ts'
import { asError, isNotOffered, needsPerson } from '../client/failure.ts'
import { createMediaClock } from './mediaClock.ts'
import { type Part, readParts } from './multipart.ts'
import { createPlaylist, type Playlist } from './playlist.ts'
import { createRemuxer } from './remuxer.ts'
import { createWaiters } from './waiters.ts'

export interface LiveTarget {
  readonly deviceId: string
  readonly channel: number
  readonly stream: number
}

/** A stream as it comes from a camera: a multipart body over HTTP, or parts somebody has cut already, as over RTSP. */
export type LiveStream = { readonly body: AsyncIterable<Uint8Array> } | { readonly parts: AsyncIterable<Part> }

/** How the gateway reaches cameras; given by whoever holds the clients. */
export interface LiveDoor {
  openStream(target: LiveTarget & { readonly mjpeg: boolean }, signal: AbortSignal): Promise<LiveStream>
  takeSnapshot(target: LiveTarget, signal: AbortSignal): Promise<Uint8Array>
}

export type SourceState = Omit<LiveState, 'viewing' | 'device' | 'channel' | 'stream'>

/** One camera stream, opened once however many look. */
export interface Source {
  readonly playlist: Playlist
  /** The newest JPEG with its number. */
  picture(): { readonly number: number; readonly bytes: Uint8Array } | undefined
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
const silence: AppError = { kind: 'unreachable', why: 'timeout' }
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
      if (state.state !== 'playing' && playlist.text() !== undefined) become({ state: 'playing', ...formatNow() })
      else waiters.wake()
    },
  })
  let state: SourceState = { state: 'opening', since: now() }
  let picture: { readonly number: number; readonly bytes: Uint8Array } | undefined
  let bytesInWindow = 0
  let windowStart = now()
  /** JPEG sources only: whether the device offers MJPEG; else snapshots are taken. */
  let hasMjpeg = true
  let gotPart = false

  function become(next: Partial<SourceState> & { readonly state: SourceState['state'] }): void {
    const isNew = next.state !== state.state
    const { why: _why, error: _error, ...kept } = state
    state = { ...kept, ...next, since: isNew ? now() : state.since }
    onState(state)
    waiters.wake()
  }

  async function run(): Promise<void> {
    for (let tries = 0; !life.signal.aborted; tries += 1) {
      gotPart = false
      const error = await connectOnce()
      if (life.signal.aborted) return
      if (error && needsPerson(error)) return become({ state: 'closed', why: 'refused', error })
      const hasNone = error !== undefined && !gotPart && isNotOffered(error)
      if (hasNone && kind === 'video') return become({ state: 'closed', why: 'noVideo', error })
      if (hasNone || (error === silence && !gotPart)) hasMjpeg = false
      if (gotPart) tries = 0
      remuxer.broken()
      become({ state: state.state === 'opening' ? 'opening' : 'stalled', why: 'noBytes', ...(error ? { error } : {}) })
      await pause(backOffMs[Math.min(tries, backOffMs.length - 1)] ?? 4000)
    }
  }

  /** One connection, from opening to its end; resolves with what ended it. */
  async function connectOnce(): Promise<AppError | undefined> {
    const connection = new AbortController()
    const signal = AbortSignal.any([life.signal, connection.signal])
    let heardAt = performance.now()
    const giveUp = () => performance.now() - heardAt >= silenceMs && connection.abort()
    // A computer that was held up hears what has come meanwhile before it calls the camera silent.
    const watchdog = setTimeout(() => setImmediate(giveUp), silenceMs)
    /** To be asked before anything of this connection is taken: one that was overtaken steps aside. */
    const goesOn = () => {
      if (signal.aborted) return false
      heardAt = performance.now()
      watchdog.refresh()
      return true
    }
    try {
      // A door that does not hear the signal is left behind; what it brings later is not taken.
      const receive = kind === 'jpeg' && !hasMjpeg ? pollSnapshots(signal, goesOn) : readStream(signal, goesOn)
      await Promise.race([receive, whenAborted(signal)])
      return signal.aborted ? silence : undefined
    } catch (thrown) {
      return connection.signal.aborted ? silence : asError(thrown)
    } finally {
      clearTimeout(watchdog)
      connection.abort()
    }
  }

  async function readStream(signal: AbortSignal, goesOn: () => boolean): Promise<void> {
    const stream = await door.openStream({ ...target, mjpeg: kind === 'jpeg' }, signal)
    const clock = createMediaClock()
    const parts = 'parts' in stream ? weighed(stream.parts) : readParts(counted(stream.body, goesOn))
    for await (const { contentType, bytes, timestamp, isAfterGap = false } of parts) {
      if (!goesOn()) return
      const isPicture = contentType.startsWith('image/')
      if (isPicture !== (kind === 'jpeg')) {
        if (contentType.startsWith('audio/')) continue
        fail({ kind: 'malformed', path: 'Content-Type', problem: `${contentType} where ${kind} was asked` })
      }
      gotPart = true
      if (isAfterGap) remuxer.broken()
      if (isPicture) takePicture(bytes)
      else remuxer.push(bytes, clock.arrivalMs(now(), timestamp))
    }
  }

  async function pollSnapshots(signal: AbortSignal, goesOn: () => boolean): Promise<void> {
    for (;;) {
      const bytes = await door.takeSnapshot(target, signal)
      if (!goesOn()) return
      gotPart = true
      count(bytes.length)
      takePicture(bytes)
      await pause(snapshotEveryMs)
      if (!goesOn()) return
    }
  }

  async function* counted(body: AsyncIterable<Uint8Array>, goesOn: () => boolean): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      if (!goesOn()) return
      count(chunk.length)
      yield chunk
    }
  }

  async function* weighed(parts: AsyncIterable<Part>): AsyncGenerator<Part> {
    for await (const part of parts) {
      count(part.bytes.length)
      yield part
    }
  }

  function takePicture(bytes: Uint8Array): void {
    picture = { number: (picture?.number ?? 0) + 1, bytes: Buffer.from(bytes) }
    if (state.state !== 'reduced') become({ state: 'reduced' })
    else waiters.wake()
  }

  function count(bytes: number): void {
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
      const end = () => {
        clearTimeout(timer)
        life.signal.removeEventListener('abort', end)
        resolve()
      }
      const timer = setTimeout(end, ms)
      life.signal.addEventListener('abort', end)
    })
  }

  void run()

  return {
    playlist,
    picture: () => picture,
    changed: (signal) => waiters.wait(signal),
    state: () => state,
    close() {
      life.abort()
      state = { ...state, state: 'closed', why: 'nobodyLooks', since: now() }
      waiters.wake()
    },
  }
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
