import { readPacket, type RtpPacket } from './packet.ts'
import { readPayload } from './payload.ts'
import type { VideoTrack } from './sdp.ts'

/** One picture as it was coded. */
export interface AccessUnit {
  /** Annex B, parameter sets of the description before the first one. */
  readonly bytes: Uint8Array
  /** 90 kHz, going on beyond 2³²; the camera's clock, so it may jump. */
  readonly timestamp: number
  /** Something before it was lost: it and those after it may refer to what is missing, up to the next key frame. */
  readonly isAfterGap: boolean
}

export interface Depacketizer {
  /** Takes one RTP packet and gives the access units it completes. Bytes that are no packet of this track are passed over. */
  push(bytes: Uint8Array): readonly AccessUnit[]
}

/** The largest access unit taken, in bytes and in pieces: 16 MiB in packets of 1400 bytes are 12,000. Ours. */
const maxBytes = 16 * 1024 * 1024
const maxPieces = 40_000

const startCode = Uint8Array.of(0, 0, 0, 1)

/**
 * Puts pictures together again. One ends with the marker, or where the timestamp changes.
 *
 * Over TCP packets come in order, so a missing sequence number is a loss: the picture before the gap and the one the gap ends in
 * are dropped, and the next whole one says so.
 */
export function createDepacketizer({ kind, payloadType, clockRate, sets }: Omit<VideoTrack, 'control'>): Depacketizer {
  let last: RtpPacket | undefined
  let ticks = 0
  let pieces: Uint8Array[] = []
  let size = 0
  let isOpen = false
  let isBroken = false
  let isAfterGap = false
  let needsSets = true

  function add(piece: Uint8Array): void {
    pieces.push(piece)
    size += piece.length
    if (size > maxBytes || pieces.length > maxPieces) spoil()
  }

  /** What was gathered is of no use, and neither is what comes up to the end of this picture. */
  function spoil(): void {
    pieces = []
    size = 0
    isOpen = false
    isBroken = true
  }

  /** The picture gathered so far, where it is whole. */
  function finish(): readonly AccessUnit[] {
    const units: AccessUnit[] = []
    if (isBroken || isOpen) isAfterGap = true
    else if (pieces.length > 0) {
      const before = needsSets ? sets.flatMap((set) => [startCode, set]) : []
      units.push({ bytes: concat([...before, ...pieces]), timestamp: Math.round((ticks * 90_000) / clockRate), isAfterGap })
      isAfterGap = false
      needsSets = false
    }
    pieces = []
    size = 0
    isOpen = false
    isBroken = false
    return units
  }

  function take(payload: Uint8Array): void {
    if (isBroken) return
    const read = readPayload(kind, payload)
    if (!read || isOpen !== (read.kind === 'piece' && !read.isFirst)) return spoil()
    if (read.kind === 'whole') {
      for (const unit of read.units) {
        add(startCode)
        add(unit)
      }
      return
    }
    if (read.isFirst) {
      add(startCode)
      add(read.header)
    }
    add(read.bytes)
    isOpen = !read.isLast && !isBroken
  }

  return {
    push(bytes) {
      const packet = readPacket(bytes)
      if (!packet || packet.payloadType !== payloadType) return []
      const before = last
      const isRepeated = before?.source === packet.source && before.sequence === packet.sequence
      if (isRepeated) return []
      last = packet
      const isGap = before !== undefined && (before.source !== packet.source || ((before.sequence + 1) & 0xffff) !== packet.sequence)
      const isNext = before !== undefined && before.timestamp !== packet.timestamp
      const units: AccessUnit[] = []
      if (isGap) {
        isBroken = true
        finish()
      } else if (isNext) units.push(...finish())
      ticks += before === undefined ? packet.timestamp : (packet.timestamp - before.timestamp) | 0
      if (isGap) isBroken = true
      take(packet.payload)
      if (packet.marker) units.push(...finish())
      return units
    },
  }
}

function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
