import { describe, expect, it } from 'vitest'
import { kindOf, splitNals, unescape } from '#node/live/nal.ts'
import { createPlaylist } from '#node/live/playlist.ts'
import { createRemuxer, type MediaPart } from '#node/live/remuxer.ts'
import { formatOf264, formatOf265 } from '#node/live/sps.ts'
import { createTimeline } from '#node/live/timeline.ts'
import { readVideoClip } from '#simulator/video/clip.ts'

const clip = readVideoClip(new URL('../../../../resources/clips/dock-720.h264', import.meta.url))
const small = readVideoClip(new URL('../../../../resources/clips/dock-360.h264', import.meta.url))

function remux(units: readonly Uint8Array[], arrive = (index: number) => index * 40): MediaPart[] {
  const parts: MediaPart[] = []
  const remuxer = createRemuxer({ onPart: (part) => parts.push(part) })
  for (const [index, unit] of units.entries()) remuxer.push(unit, arrive(index))
  return parts
}

/** Every box of a type, wherever it lies, by walking the containers. */
function boxes(bytes: Uint8Array, type: string): Buffer[] {
  const found: Buffer[] = []
  const walk = (buffer: Buffer) => {
    for (let at = 0; at + 8 <= buffer.length; at += Math.max(8, buffer.readUInt32BE(at))) {
      const name = buffer.toString('latin1', at + 4, at + 8)
      const inner = buffer.subarray(at + 8, at + buffer.readUInt32BE(at))
      if (name === type) found.push(inner)
      if (['moov', 'trak', 'mdia', 'minf', 'stbl', 'mvex', 'moof', 'traf'].includes(name)) walk(inner)
    }
  }
  walk(Buffer.from(bytes))
  return found
}

const decodeTime = (part: MediaPart) => Number(boxes(part.bytes, 'tfdt')[0]?.readBigUInt64BE(4))
const samplesIn = (part: MediaPart) => boxes(part.bytes, 'trun')[0]?.readUInt32BE(4) ?? 0

describe('an access unit', () => {
  it('of a key frame holds its parameter sets and a key picture', () => {
    const roles = splitNals(clip.units[0] ?? new Uint8Array(), 'h264').map((nal) => nal.role)
    expect(roles.filter((role) => role !== 'other')).toEqual(['sps', 'pps', 'key'])
  })

  it('tells its family only from a parameter set', () => {
    expect([kindOf(clip.units[0] ?? new Uint8Array()), kindOf(clip.units[1] ?? new Uint8Array())]).toEqual(['h264', undefined])
  })

  it('loses its emulation prevention before it is read', () => {
    expect([...unescape(Uint8Array.of(1, 0, 0, 3, 1, 0, 0, 3, 0, 0, 3))]).toEqual([1, 0, 0, 1, 0, 0, 0, 0])
  })
})

describe('a sequence parameter set', () => {
  it('of the committed clips says their size and codec', () => {
    const of = (unit: Uint8Array | undefined) =>
      formatOf264(splitNals(unit ?? new Uint8Array(), 'h264').find((nal) => nal.role === 'sps')?.bytes ?? new Uint8Array())
    expect([of(clip.units[0]), of(small.units[0])]).toMatchObject([
      { width: 1280, height: 720, codec: expect.stringMatching(/^avc1\.4d40[0-9a-f]{2}$/) as string },
      { width: 640, height: 360 },
    ])
  })

  it('that was cut short ends in numbers, not in a loop', () => {
    expect(formatOf264(Uint8Array.of(0x67, 0x64, 0, 0x28)).kind).toBe('h264')
    expect(formatOf265(Uint8Array.of(0x42, 1, 1)).kind).toBe('h265')
  })
})

describe('remuxing', () => {
  it('emits nothing before a key frame with its parameter sets', () => {
    expect(remux(clip.units.slice(1, 24))).toEqual([])
    expect(remux(clip.units.slice(1, 29))[0]).toMatchObject({ startsWithKey: true, opensSegment: true })
  })

  it('puts three frames in a part, closes the first segment after one part, then a segment at every key frame', () => {
    const parts = remux(clip.units.slice(0, 78))
    const opening = parts.flatMap((part, index) => (part.opensSegment ? [index] : []))
    expect(samplesIn(parts[0] as MediaPart)).toBe(3)
    // 25 frames: eight full parts and a tail of one before each next key frame.
    expect(opening).toEqual([0, 1, 9, 18, 27])
    expect(parts.filter((part) => part.startsWithKey).map((part) => parts.indexOf(part))).toEqual([0, 9, 18, 27])
  })

  it('says where the pictures lie, and how long each is', () => {
    for (const { bytes } of remux(clip.units.slice(0, 60))) {
      const [trun, mdat] = [boxes(bytes, 'trun')[0] ?? Buffer.alloc(8), boxes(bytes, 'mdat')[0] ?? Buffer.alloc(0)]
      const sizes = Array.from({ length: trun.readUInt32BE(4) }, (_, index) => trun.readUInt32BE(12 + index * 12 + 4))
      expect(trun.readUInt32BE(8)).toBe(bytes.length - mdat.length)
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(mdat.length)
      let at = 0
      for (const size of sizes) {
        const end = at + size
        while (at < end) at += 4 + mdat.readUInt32BE(at)
        expect(at).toBe(end)
      }
    }
  })

  it('runs a clock without holes or overlaps, whatever the jitter', () => {
    const parts = remux(clip.units, (index) => index * 40 + ((index * 7919) % 61))
    for (const [index, part] of parts.slice(1).entries()) {
      const before = parts[index] as MediaPart
      expect(decodeTime(part) - decodeTime(before)).toBe(Math.round(before.duration * 90_000))
    }
  })

  it('keeps the clock going forward when arrivals jump back', () => {
    const parts = remux(clip.units, (index) => (index < 100 ? 1_000_000 + index * 40 : index * 40))
    const times = parts.map(decodeTime)
    expect(times).toEqual([...times].sort((a, b) => a - b))
  })

  it('takes a new init segment with a new resolution, on its key frame, and not before', () => {
    const parts = remux([...clip.units.slice(0, 30), ...small.units.slice(3, 60)])
    expect(parts.filter((part) => part.init).map((part) => part.startsWithKey)).toEqual([true, true])
    const sizes = parts
      .flatMap((part) => (part.init ? boxes(part.init, 'tkhd') : []))
      .map((tkhd) => tkhd.readUInt32BE(tkhd.length - 8) / 65_536)
    expect(sizes).toEqual([1280, 640])
  })

  it('waits for a key frame after a break in the stream', () => {
    const parts: MediaPart[] = []
    const remuxer = createRemuxer({ onPart: (part) => parts.push(part) })
    for (const [index, unit] of clip.units.slice(0, 12).entries()) remuxer.push(unit, index * 40)
    remuxer.broken()
    const before = parts.length
    for (const [index, unit] of clip.units.slice(12, 30).entries()) remuxer.push(unit, (index + 80) * 40)
    expect(parts.slice(before)[0]).toMatchObject({ startsWithKey: true })
    expect(parts.slice(before)[0]?.init).toBeUndefined()
  })
})

describe('the timeline', () => {
  it('settles on the rate of a slow camera', () => {
    const timeline = createTimeline()
    for (let index = 0; index < 200; index += 1) timeline.place(index * 200)
    expect(timeline.rate()).toBeCloseTo(5, 1)
  })
})

describe('the playlist', () => {
  const filled = (count: number) => {
    const playlist = createPlaylist()
    for (const part of remux(clip.units.slice(0, count))) playlist.add(part)
    return playlist
  }

  it('is held back until a segment is complete and the next has a part', () => {
    expect(filled(3).text()).toBeUndefined()
    expect(filled(6).text()).toContain('#EXTINF')
  })

  it('never shows a segment without a part, and hints at the part to come', () => {
    for (let count = 6; count < 250; count += 3) {
      const lines = (filled(count).text() ?? '').trimEnd().split('\n')
      expect(lines.at(-1)).toMatch(/^#EXT-X-PRELOAD-HINT:TYPE=PART,URI="part-\d+-[1-9]\d*\.m4s"$/)
    }
  })

  it('takes part n past the end of a segment for part 0 of the next', () => {
    const playlist = filled(30)
    expect([playlist.has(0, 1), playlist.has(0, undefined), playlist.has(1, 7), playlist.has(9, 0)]).toEqual([true, true, true, false])
  })

  it('marks a part as independent only where a key frame starts it', () => {
    const text = filled(60).text() ?? ''
    expect(text.match(/INDEPENDENT=YES/g)?.length).toBe(text.match(/URI="part-\d+-0\.m4s",INDEPENDENT=YES/g)?.length)
  })

  it('announces a discontinuity with the new init, and counts it when it has left', () => {
    const playlist = createPlaylist()
    const parts = remux([...clip.units.slice(0, 50), ...small.units])
    for (const part of parts.slice(0, 40)) playlist.add(part)
    expect(playlist.text()).toContain('#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI="init-1.mp4"')
    for (const part of parts.slice(40)) playlist.add(part)
    for (const part of remux(small.units).slice(1)) playlist.add(part)
    expect(playlist.text()).toContain('#EXT-X-DISCONTINUITY-SEQUENCE:1\n')
    expect(playlist.init(0)).toBeUndefined()
  })

  it('keeps ten segments and says which parts are gone', () => {
    const playlist = filled(250)
    for (const part of remux(clip.units)) playlist.add(part.init ? { ...part } : part)
    expect(playlist.part(0, 0)).toBe('gone')
    expect(playlist.segment(0)).toBeUndefined()
  })
})
