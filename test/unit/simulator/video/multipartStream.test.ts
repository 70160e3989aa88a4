import { ServerResponse, IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Clip } from '#simulator/video/clip.ts'
import { playClip, pictureNow, type StreamHabits } from '#simulator/video/multipartStream.ts'

/** Four pictures; the first two bytes after the start code tell key from other, the last one the number. */
const units = [0x67, 0x41, 0x41, 0x41].map((type, index) => Uint8Array.of(0, 0, 0, 1, type, index))
const clip: Clip = { units, framesPerSecond: 25, contentType: 'video/h264' }

let abort: AbortController
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  abort = new AbortController()
})
afterEach(() => {
  abort.abort()
  vi.useRealTimers()
})

/** What a viewer got, piece by piece; `behind` is what it has not taken yet. */
function viewer() {
  const response = new ServerResponse(new IncomingMessage(new Socket()))
  const written: Buffer[] = []
  const head = vi.spyOn(response, 'writeHead')
  vi.spyOn(response, 'write').mockImplementation((piece: unknown) => written.push(Buffer.from(piece as string | Uint8Array)) > 0)
  return { response, written, head, numbers: () => written.flatMap((piece) => (piece[3] === 1 && piece.length === 6 ? [piece[5]] : [])) }
}

function play(habits: StreamHabits = {}, from = clip) {
  const seen = viewer()
  playClip(from, seen.response, abort.signal, { habits, now: () => Date.now() })
  return seen
}

describe('a virtual camera', () => {
  it('sends each picture when it is due, 25 a second, beginning with a key picture', async () => {
    const { numbers } = play()
    await vi.advanceTimersByTimeAsync(0)
    expect(numbers()).toEqual([])
    await vi.advanceTimersByTimeAsync(400)
    expect(numbers()).toEqual([0, 1, 2, 3, 0, 1, 2])
  })

  it('that begins anywhere sends what is due, decodable or not', async () => {
    const { numbers } = play({ anywhere: true })
    await vi.advanceTimersByTimeAsync(120)
    expect(numbers()).toEqual([1, 2, 3])
  })

  it('words its parts as its firmware does', async () => {
    const wording = async (habits: StreamHabits) => {
      const { written } = play({ ...habits, anywhere: true })
      await vi.advanceTimersByTimeAsync(40)
      return written[0]?.toString()
    }
    expect(await wording({})).toBe('--myboundary\r\nContent-Type: video/h264\r\nContent-Length: 6\r\n\r\n')
    expect(await wording({ statusLine: true, bareBoundary: true })).toBe(
      'myboundary\r\nHTTP Code: 200 OK\r\nContent-Type: video/h264\r\nContent-Length: 6\r\n\r\n',
    )
  })

  it('that pauses leaves pictures out and goes on with the one that is due', async () => {
    let silence = 0
    const { numbers } = play({ anywhere: true, pauseMs: () => silence })
    await vi.advanceTimersByTimeAsync(80)
    silence = 2000
    await vi.advanceTimersByTimeAsync(40)
    silence = 0
    await vi.advanceTimersByTimeAsync(1900)
    expect(numbers()).toEqual([1, 2])
    await vi.advanceTimersByTimeAsync(200)
    const due = Math.floor(Date.now() / 40) % 4
    expect([numbers().length > 2, numbers().at(-1)]).toEqual([true, due])
  })

  it('drops a viewer that does not take its pictures', async () => {
    const seen = viewer()
    vi.spyOn(seen.response, 'writableLength', 'get').mockReturnValue(5_000_000)
    playClip(clip, seen.response, abort.signal, { now: () => Date.now() })
    expect(seen.response.destroyed).toBe(true)
  })

  it('stops when nobody looks', async () => {
    const { response, numbers } = play({ anywhere: true })
    await vi.advanceTimersByTimeAsync(80)
    const end = vi.spyOn(response, 'end')
    abort.abort()
    await vi.advanceTimersByTimeAsync(400)
    expect([end.mock.calls.length, numbers().length]).toEqual([1, 2])
  })

  it('gives the snapshot that is due', () => {
    expect([0, 40, 80].map((now) => pictureNow(clip, () => now)[5])).toEqual([0, 1, 2])
  })
})
