import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Part } from '#node/live/multipart.ts'
import { openSource, type SourceState } from '#node/live/source.ts'
import { clip } from './camera.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A source whose door hands out parts that are cut already, as RTSP does. */
function aSource() {
  const queue: Part[] = []
  const states: SourceState[] = []
  let wake: () => void = () => undefined
  async function* parts(): AsyncGenerator<Part> {
    for (;;) {
      const next = queue.shift()
      if (next) yield next
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  }
  const source = openSource({
    door: { openStream: async () => ({ parts: parts() }), takeSnapshot: async () => new Uint8Array() },
    target: { deviceId: 'a', channel: 1, stream: 1 },
    kind: 'video',
    now: () => Date.now(),
    onState: (state) => states.push(state),
  })
  return {
    source,
    states,
    /** Sends pictures of the clip 40 ms apart by their stamps, `everyMs` apart by the network. */
    async play(from: number, count: number, { everyMs = 40, isAfterGap = false } = {}) {
      for (let index = from; index < from + count; index += 1) {
        const bytes = clip.units[index % clip.units.length] ?? new Uint8Array()
        queue.push({ contentType: 'video/h264', bytes, timestamp: index * 3600, isAfterGap: isAfterGap && index === from })
        wake()
        await vi.advanceTimersByTimeAsync(everyMs)
      }
    },
  }
}

/** Seconds of each part of the playlist, in order. */
const durations = (text = '') => [...text.matchAll(/PART:DURATION=([\d.]+)/g)].map(([, seconds]) => Number(seconds))

describe('parts that come cut', () => {
  it('play, and their bytes are counted', async () => {
    const { source, states, play } = aSource()
    await play(0, 60)
    expect(source.state()).toMatchObject({ state: 'playing', width: 640, height: 360, framesPerSecond: 25 })
    expect(states.at(-1)?.kilobitsPerSecond).toBeGreaterThan(20)
    source.close()
  })

  it('are as long as their stamps say, however the network bunches them', async () => {
    const { source, play } = aSource()
    for (let second = 0; second < 3; second += 1) {
      await play(second * 25, 24, { everyMs: 1 })
      await play(second * 25 + 24, 1, { everyMs: 976 })
    }
    const told = durations(source.playlist.text())
    expect(told.length).toBeGreaterThan(10)
    expect(told.filter((seconds) => Math.abs(seconds - Math.round(seconds / 0.04) * 0.04) > 0.005)).toEqual([])
    source.close()
  })

  it('after a loss are taken from the next key frame on', async () => {
    const { source, play } = aSource()
    await play(0, 30)
    const before = durations(source.playlist.text()).length
    await play(31, 18, { isAfterGap: true })
    expect(durations(source.playlist.text()).length - before).toBeLessThanOrEqual(1)
    await play(50, 6)
    expect(durations(source.playlist.text()).length).toBeGreaterThan(before + 1)
    source.close()
  })
})
