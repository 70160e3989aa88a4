/** One RTP packet (RFC 3550 5.1). */
export interface RtpPacket {
  readonly payloadType: number
  readonly marker: boolean
  /** [0, 65535], wraps. */
  readonly sequence: number
  /** [0, 2³²), wraps. */
  readonly timestamp: number
  readonly source: number
  readonly payload: Uint8Array
}

/** Reads a packet; `undefined` for bytes that are none. */
export function readPacket(bytes: Uint8Array): RtpPacket | undefined {
  if (bytes.length < 12) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const first = view.getUint8(0)
  if (first >> 6 !== 2) return undefined
  let start = 12 + (first & 0x0f) * 4
  if ((first & 0x10) !== 0) {
    if (start + 4 > bytes.length) return undefined
    start += 4 + view.getUint16(start + 2) * 4
  }
  const padding = (first & 0x20) === 0 ? 0 : view.getUint8(bytes.length - 1)
  const end = bytes.length - padding
  if (start > end) return undefined
  const second = view.getUint8(1)
  return {
    payloadType: second & 0x7f,
    marker: (second & 0x80) !== 0,
    sequence: view.getUint16(2),
    timestamp: view.getUint32(4),
    source: view.getUint32(8),
    payload: bytes.subarray(start, end),
  }
}
