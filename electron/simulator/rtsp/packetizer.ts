import { randomInt } from 'node:crypto'
import { type Family, isSet, unitsOf } from './units.ts'

/** Cuts pictures into RTP packets, each with its interleaved header of four bytes before it. */
export interface Packetizer {
  /** `timestamp` in ticks of 90 kHz since whenever; it wraps. */
  packets(accessUnit: Uint8Array, timestamp: number): readonly Buffer[]
}

export const payloadType = 96
/** Bytes of a payload: an Ethernet frame without its headers. */
const largest = 1400

/**
 * Parameter sets travel together (STAP-A, AP), large units in pieces (FU-A, FU), the rest alone (RFC 6184, RFC 7798). Sequence
 * numbers and timestamps begin anywhere, as they must (RFC 3550 5.1).
 */
export function createPacketizer(family: Family, channel: number): Packetizer {
  const source = randomInt(2 ** 32)
  const firstTimestamp = randomInt(2 ** 32)
  let sequence = randomInt(2 ** 16)

  function packet(payload: Buffer, timestamp: number, isLast: boolean): Buffer {
    const bytes = Buffer.alloc(16)
    bytes.writeUInt8(0x24, 0)
    bytes.writeUInt8(channel, 1)
    bytes.writeUInt16BE(12 + payload.length, 2)
    bytes.writeUInt8(0x80, 4)
    bytes.writeUInt8(payloadType | (isLast ? 0x80 : 0), 5)
    bytes.writeUInt16BE(sequence, 6)
    bytes.writeUInt32BE((firstTimestamp + timestamp) % 2 ** 32, 8)
    bytes.writeUInt32BE(source, 12)
    sequence = (sequence + 1) % 2 ** 16
    return Buffer.concat([bytes, payload])
  }

  return {
    packets(accessUnit, timestamp) {
      const units = unitsOf(accessUnit, family)
      const sets = units.filter((unit) => isSet(unit, family))
      const payloads = [
        ...(sets.length > 0 ? [together(sets, family)] : []),
        ...units.filter((unit) => !isSet(unit, family)).flatMap((unit) => (unit.length <= largest ? [unit] : inPieces(unit, family))),
      ]
      return payloads.map((payload, index) => packet(payload, timestamp, index === payloads.length - 1))
    },
  }
}

function together(units: readonly Buffer[], family: Family): Buffer {
  const header = family === 'h264' ? [0x60 | 24] : [48 << 1, 1]
  return Buffer.concat([Buffer.from(header), ...units.flatMap((unit) => [Buffer.from([unit.length >> 8, unit.length & 0xff]), unit])])
}

function inPieces(unit: Buffer, family: Family): readonly Buffer[] {
  const [first = 0, second = 0] = unit
  const body = unit.subarray(family === 'h264' ? 1 : 2)
  const count = Math.ceil(body.length / largest)
  return Array.from({ length: count }, (_, index) => {
    const ends = (index === 0 ? 0x80 : 0) | (index === count - 1 ? 0x40 : 0)
    const header =
      family === 'h264' ? [(first & 0xe0) | 28, ends | (first & 0x1f)] : [(first & 0x81) | (49 << 1), second, ends | ((first >> 1) & 0x3f)]
    return Buffer.concat([Buffer.from(header), body.subarray(index * largest, (index + 1) * largest)])
  })
}
