import type { ServerResponse } from 'node:http'
import { type Clip, dueAt } from './clip.ts'

/** How a firmware words its stream; each was printed in the manual or seen. */
export interface StreamHabits {
  /** Manual 1.4.6 prints the line `HTTP Code: 200 OK` before the headers of each part. */
  readonly statusLine?: boolean
  /** Sends the boundary without the two dashes before it. */
  readonly bareBoundary?: boolean
  /** Begins in the middle of a group of pictures, as a camera that makes no key frame on request. */
  readonly anywhere?: boolean
  /** ms of silence, asked before each picture. */
  readonly pauseMs?: () => number
}

export interface StreamOptions {
  readonly habits?: StreamHabits
  /** ms since the epoch. */
  readonly now?: () => number
}

/** A viewer slower than this many bytes behind is dropped, as a camera with a small buffer does. */
const maxBehind = 4_000_000

/** Sends a clip as multipart, a picture when it is due, until the signal says that nobody looks any more. */
export function playClip(
  clip: Clip,
  response: ServerResponse,
  signal: AbortSignal,
  { habits = {}, now = Date.now }: StreamOptions = {},
): void {
  response.writeHead(200, {
    'Content-Type': 'multipart/x-mixed-replace; boundary=myboundary',
    'Cache-Control': 'no-cache',
    Pragma: 'no-cache',
  })
  response.socket?.setNoDelay(true)
  const boundary = `${habits.bareBoundary ? '' : '--'}myboundary\r\n${habits.statusLine ? 'HTTP Code: 200 OK\r\n' : ''}Content-Type: ${clip.contentType}\r\nContent-Length: `
  const frameMs = 1000 / clip.framesPerSecond
  let next = Math.floor(now() / frameMs) + 1
  let started = habits.anywhere === true || clip.contentType === 'image/jpeg'
  let timer: NodeJS.Timeout | undefined

  function send(): void {
    if (signal.aborted || response.destroyed) return
    const silent = habits.pauseMs?.() ?? 0
    if (silent > 0) {
      next += Math.ceil(silent / frameMs)
      timer = setTimeout(send, silent)
      return
    }
    for (; next * frameMs <= now(); next += 1) write(clip.units[next % clip.units.length])
    if (response.writableLength > maxBehind) {
      response.destroy()
      return
    }
    timer = setTimeout(send, Math.max(1, next * frameMs - now()))
  }

  function write(unit: Uint8Array | undefined): void {
    if (!unit) return
    started ||= isKey(unit)
    if (!started) return
    response.cork() // one packet train a picture, as a camera sends it, not three
    response.write(`${boundary}${unit.length}\r\n\r\n`)
    response.write(unit)
    response.write('\r\n')
    response.uncork()
  }

  signal.addEventListener('abort', () => {
    clearTimeout(timer)
    response.end()
  })
  send()
}

/** The JPEG that is due now. */
export function pictureNow(clip: Clip, now: () => number = Date.now): Buffer {
  return Buffer.from(clip.units[dueAt(clip, now())] ?? new Uint8Array())
}

/** True for access units a decoder can begin with: they carry a sequence parameter set. */
export function isKey(unit: Uint8Array): boolean {
  const start = Buffer.from(unit.buffer, unit.byteOffset, Math.min(unit.length, 256))
  return start.includes(sequenceSet264) || start.includes(sequenceSet265)
}

const sequenceSet264 = Buffer.from([0, 0, 1, 0x67])
const sequenceSet265 = Buffer.from([0, 0, 1, 0x42, 1])
