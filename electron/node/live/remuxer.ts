import { fragment, initSegment, type ParameterSets, type Sample, timescale } from './boxes.ts'
import { kindOf, type Nal, splitNals, type VideoKind } from './nal.ts'
import { formatOf264, formatOf265, type PictureFormat } from './sps.ts'
import { createTimeline } from './timeline.ts'

/** One part of a segment: a moof and mdat of a few frames. */
export interface MediaPart {
  readonly bytes: Uint8Array
  /** s */
  readonly duration: number
  readonly startsWithKey: boolean
  /** The first part of a new segment: the one before is complete with it. */
  readonly opensSegment: boolean
  /** Set where this part needs another init segment than the part before. */
  readonly init?: Uint8Array
}

export interface Remuxer {
  /** One access unit in Annex B. Calls `onPart` when a part is full. */
  push(unit: Uint8Array, arrivalMs: number): void
  /** After a gap or a reconnect: nothing is taken before the next key frame. */
  broken(): void
  format(): PictureFormat | undefined
  rate(): number
}

export interface RemuxerOptions {
  readonly onPart: (part: MediaPart) => void
  /** Frames in a part at 25 fps; fewer when frames are rare, so that a part stays short. */
  readonly framesPerPart?: number
}

/** A part is about this long, s: 3 frames at 25 fps. */
const partSeconds = 0.12
/** A little over a second, so that a group of pictures of one second is one segment; still a target duration of 1. */
const segmentSeconds = 1.05

/**
 * Turns access units into parts of fragmented MP4, without touching a picture.
 *
 * A segment ends at every key frame, else after about 1 s; the first after an init ends after one part, for a player refuses a
 * playlist without a complete segment. Nothing is emitted before parameter sets and a key frame.
 */
export function createRemuxer({ onPart, framesPerPart = 3 }: RemuxerOptions): Remuxer {
  const timeline = createTimeline()
  let kind: VideoKind | undefined
  let sets: Partial<ParameterSets> = {}
  let current: { readonly sets: ParameterSets; readonly format: PictureFormat } | undefined
  let needsKey = true
  let pending: Sample[] = []
  let pendingStart = 0
  let pendingInit: Uint8Array | undefined
  let opensSegment = true
  let isFirstAfterInit = false
  let segment = 0
  let sequence = 0

  function push(unit: Uint8Array, arrivalMs: number): void {
    kind ??= kindOf(unit)
    if (!kind) return
    const nals = splitNals(unit, kind)
    takeSets(nals)
    const pictures = nals.filter((nal) => nal.role === 'key' || nal.role === 'picture')
    if (pictures.length === 0) return
    const isKey = pictures.some((nal) => nal.role === 'key')
    if (needsKey && !isKey) return
    if (isKey && !adoptSets(kind)) return
    needsKey = false
    add(pictures, isKey, arrivalMs)
  }

  function takeSets(nals: readonly Nal[]): void {
    for (const { role, bytes } of nals) {
      if (role !== 'vps' && role !== 'sps' && role !== 'pps') continue
      const known = current?.sets[role]
      sets = { ...sets, [role]: Buffer.from(bytes) }
      if (known && !Buffer.from(bytes).equals(known)) needsKey = true
    }
  }

  /** New parameter sets come into force with a key frame and need a new init segment. False while they are not complete. */
  function adoptSets(family: VideoKind): boolean {
    const { sps, pps, vps } = sets
    if (!sps || !pps || (family === 'h265' && !vps)) return false
    const next: ParameterSets = { sps, pps, ...(vps ? { vps } : {}) }
    if (current && sameSets(current.sets, next)) return true
    flush()
    const format = family === 'h264' ? formatOf264(sps) : formatOf265(sps)
    current = { sets: next, format }
    pendingInit = initSegment(format, next)
    return true
  }

  function add(pictures: readonly Nal[], isKey: boolean, arrivalMs: number): void {
    if (isKey && pending.length > 0) flush()
    if (isKey) opensSegment = true
    const { decodeTime, duration } = timeline.place(arrivalMs)
    if (pending.length === 0) pendingStart = decodeTime
    pending.push({ nals: pictures.map((nal) => nal.bytes), duration, isKey })
    if (pending.length >= framesNow()) flush()
  }

  function framesNow(): number {
    return Math.max(1, Math.min(framesPerPart, Math.round(timeline.rate() * partSeconds)))
  }

  function flush(): void {
    if (pending.length === 0) return
    sequence += 1
    const duration = pending.reduce((sum, sample) => sum + sample.duration, 0) / timescale
    const part: MediaPart = {
      bytes: fragment(sequence, pendingStart, pending),
      duration,
      startsWithKey: pending[0]?.isKey === true,
      opensSegment,
      ...(pendingInit ? { init: pendingInit } : {}),
    }
    segment = opensSegment ? duration : segment + duration
    isFirstAfterInit = pendingInit !== undefined
    pendingInit = undefined
    opensSegment = isFirstAfterInit || segment >= segmentSeconds
    pending = []
    onPart(part)
  }

  return {
    push,
    broken() {
      flush()
      needsKey = true
    },
    format: () => current?.format,
    rate: () => timeline.rate(),
  }
}

function sameSets(a: ParameterSets, b: ParameterSets): boolean {
  const same = (x: Uint8Array | undefined, y: Uint8Array | undefined) => (x && y ? Buffer.from(x).equals(y) : x === y)
  return same(a.sps, b.sps) && same(a.pps, b.pps) && same(a.vps, b.vps)
}
