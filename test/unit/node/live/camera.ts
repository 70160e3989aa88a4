import { AppFailure, type AppError } from '#common/errors/appError.ts'
import type { LiveState } from '#common/live/liveState.ts'
import { createLive, type Live, type LiveDoor, type LiveTarget } from '#node/live/live.ts'
import { readVideoClip } from '#simulator/video/clip.ts'
import { vi } from 'vitest'

export const clip = readVideoClip(new URL('../../../../resources/clips/dock-360.h264', import.meta.url))
const frameMs = 40

/** One connection to the fake camera, as the door handed it out. */
export interface Line {
  readonly target: LiveTarget & { readonly mjpeg: boolean }
  readonly signal: AbortSignal
  send(unit: Uint8Array, contentType?: string): void
  sendRaw(bytes: Uint8Array): void
  end(): void
}

export interface FakeCamera extends LiveDoor {
  readonly lines: Line[]
  /** Refuses the next streams of that kind with it. */
  refuse(what: 'video' | 'mjpeg' | 'snapshot', error: AppError | undefined): void
  /** Leaves every line open, whatever its signal says. */
  deaf: boolean
  snapshots: number
}

/** A camera without a socket: what it sends and when is the test's. */
function fakeCamera(): FakeCamera {
  const refusals = new Map<string, AppError>()
  const camera: FakeCamera = {
    lines: [],
    deaf: false,
    snapshots: 0,
    refuse(what, error) {
      if (error) refusals.set(what, error)
      else refusals.delete(what)
    },
    async openStream(target, signal) {
      const refusal = refusals.get(target.mjpeg ? 'mjpeg' : 'video')
      if (refusal) throw new AppFailure(refusal)
      const { line, body } = lineTo(target, signal, () => camera.deaf)
      camera.lines.push(line)
      return { contentType: 'multipart/x-mixed-replace; boundary=myboundary', body }
    },
    async takeSnapshot() {
      const refusal = refusals.get('snapshot')
      if (refusal) throw new AppFailure(refusal)
      camera.snapshots += 1
      return Uint8Array.of(0xff, 0xd8, camera.snapshots)
    },
  }
  return camera
}

function lineTo(target: Line['target'], signal: AbortSignal, isDeaf: () => boolean): { line: Line; body: AsyncIterable<Uint8Array> } {
  const queue: Uint8Array[] = []
  let ended = false
  let wake: () => void = () => undefined
  signal.addEventListener('abort', () => isDeaf() || wake())
  async function* body(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = queue.shift()
      if (next) yield next
      else if (ended) return
      else if (signal.aborted && !isDeaf()) throw new DOMException('aborted', 'AbortError')
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  }
  const sendRaw = (bytes: Uint8Array) => {
    queue.push(bytes)
    wake()
  }
  const line: Line = {
    target,
    signal,
    sendRaw,
    send: (unit, contentType = 'video/h264') =>
      sendRaw(
        Buffer.concat([
          Buffer.from(`--myboundary\r\nContent-Type: ${contentType}\r\nContent-Length: ${unit.length}\r\n\r\n`),
          unit,
          Buffer.from('\r\n'),
        ]),
      ),
    end() {
      ended = true
      wake()
    },
  }
  return { line, body: body() }
}

export interface Rig {
  readonly live: Live
  readonly camera: FakeCamera
  readonly states: LiveState[]
  /** The newest connection. */
  line(): Line
  /** Sends so many pictures of the clip, one every 40 ms, beginning with that one. */
  play(count: number, from?: number): Promise<void>
  get(viewing: string, file: string): Promise<Response>
}

/** The gateway with a fake camera, under fake timers. */
export function aGateway(): Rig {
  const camera = fakeCamera()
  const states: LiveState[] = []
  const live = createLive(camera, { onChanged: (state) => states.push(state), now: () => Date.now() })
  const line = () => camera.lines.at(-1) ?? failed('no connection')
  return {
    live,
    camera,
    states,
    line,
    async play(count, from = 0) {
      for (let index = from; index < from + count; index += 1) {
        line().send(clip.units[index % clip.units.length] ?? failed('no such picture'))
        await vi.advanceTimersByTimeAsync(frameMs)
      }
    },
    async get(viewing, file) {
      const path = `/live/${viewing}/${file}`
      const { body, ...rest } = await live.handle({ method: 'GET', path, signal: new AbortController().signal })
      return new Response(Buffer.from(body), rest)
    },
  }
}

function failed(message: string): never {
  throw new Error(message)
}
