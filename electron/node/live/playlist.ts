import type { MediaPart } from './remuxer.ts'

interface Segment {
  readonly number: number
  readonly init: number
  readonly isNewInit: boolean
  readonly parts: MediaPart[]
}

/** The last ten seconds of a stream, as a low-latency HLS playlist and the bytes behind it. */
export interface Playlist {
  add(part: MediaPart): void
  /** The text; `undefined` while there is no complete segment with a part after it. */
  text(): string | undefined
  /** True when what a blocking reload waits for is there. A part past a segment's end is part 0 of the next. */
  has(segment: number, part: number | undefined): boolean
  init(number: number): Uint8Array | undefined
  segment(number: number): Uint8Array | undefined
  /** `gone` for parts that can never come: their segment was closed with fewer, or has left. */
  part(segment: number, part: number): Uint8Array | 'later' | 'gone'
}

const keptSegments = 10
const segmentsWithParts = 3

export function createPlaylist(): Playlist {
  const segments: Segment[] = []
  const inits = new Map<number, Uint8Array>()
  let nextNumber = 0
  let init = -1
  let discontinuities = 0
  let longestPart = 0.05

  function add(part: MediaPart): void {
    if (part.init) {
      init += 1
      inits.set(init, part.init)
    }
    longestPart = Math.max(longestPart * 0.999, part.duration)
    const last = segments.at(-1)
    if (!part.opensSegment && last) {
      last.parts.push(part)
      return
    }
    segments.push({ number: nextNumber, init, isNewInit: part.init !== undefined, parts: [part] })
    nextNumber += 1
    if (segments.length > keptSegments) drop()
  }

  function drop(): void {
    segments.shift()
    const first = segments[0]
    if (first?.isNewInit && first.init > 0) discontinuities = first.init
    for (const number of inits.keys()) if (first && number < first.init) inits.delete(number)
  }

  function text(): string | undefined {
    if (segments.length < 2) return undefined
    const target = longestPart * 1.15
    const lines = [
      '#EXTM3U',
      '#EXT-X-VERSION:9',
      `#EXT-X-TARGETDURATION:${Math.max(1, ...segments.slice(0, -1).map((segment) => Math.round(lengthOf(segment))))}`,
      `#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=${(target * 3).toFixed(3)}`,
      `#EXT-X-PART-INF:PART-TARGET=${target.toFixed(3)}`,
      `#EXT-X-MEDIA-SEQUENCE:${segments[0]?.number ?? 0}`,
      `#EXT-X-DISCONTINUITY-SEQUENCE:${discontinuities}`,
      `#EXT-X-START:TIME-OFFSET=${(-sinceKey(segments)).toFixed(3)},PRECISE=YES`,
      ...segments.flatMap((segment, index) => segmentLines(segment, index, segments.length)),
    ]
    const last = segments.at(-1)
    if (last) lines.push(`#EXT-X-PRELOAD-HINT:TYPE=PART,URI="part-${last.number}-${last.parts.length}.m4s"`)
    return `${lines.join('\n')}\n`
  }

  const find = (number: number) => segments.find((segment) => segment.number === number)

  return {
    add,
    text,
    has(number, part) {
      const last = segments.at(-1)
      if (!last || segments.length < 2) return false
      return last.number > number || (part !== undefined && last.number === number && last.parts.length > part)
    },
    init: (number) => inits.get(number),
    segment(number) {
      const found = find(number)
      return found && found !== segments.at(-1) ? Buffer.concat(found.parts.map((part) => part.bytes)) : undefined
    },
    part(number, part) {
      const found = find(number)
      const there = found?.parts[part]
      if (there) return there.bytes
      if (found) return found === segments.at(-1) ? 'later' : 'gone'
      return number === nextNumber ? 'later' : 'gone'
    },
  }
}

function segmentLines(segment: Segment, index: number, count: number): readonly string[] {
  const isOpen = index === count - 1
  return [
    ...(segment.isNewInit && index > 0 ? ['#EXT-X-DISCONTINUITY'] : []),
    ...(segment.isNewInit || index === 0 ? [`#EXT-X-MAP:URI="init-${segment.init}.mp4"`] : []),
    ...(index >= count - segmentsWithParts ? segment.parts.map((part, at) => partLine(segment, part, at)) : []),
    ...(isOpen ? [] : [`#EXTINF:${lengthOf(segment).toFixed(5)},`, `segment-${segment.number}.m4s`]),
  ]
}

function partLine(segment: Segment, part: MediaPart, at: number): string {
  return `#EXT-X-PART:DURATION=${part.duration.toFixed(5)},URI="part-${segment.number}-${at}.m4s"${part.startsWithKey ? ',INDEPENDENT=YES' : ''}`
}

function lengthOf(segment: Segment): number {
  return segment.parts.reduce((sum, part) => sum + part.duration, 0)
}

/** s from the newest part that starts with a key frame to the live edge: where a player should begin. */
function sinceKey(segments: readonly Segment[]): number {
  let since = 0
  for (const part of segments.flatMap((segment) => segment.parts).reverse()) {
    since += part.duration
    if (part.startsWithKey) return since
  }
  return since
}
