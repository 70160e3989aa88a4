/** Which family of NAL units a stream carries. */
export type VideoKind = 'h264' | 'h265'

export interface Nal {
  readonly bytes: Uint8Array
  readonly role: 'vps' | 'sps' | 'pps' | 'key' | 'picture' | 'other'
}

/** Splits an Annex B access unit at its start codes; zeros at the end of a unit belong to the next start code. */
export function splitNals(unit: Uint8Array, kind: VideoKind): readonly Nal[] {
  const buffer = Buffer.from(unit.buffer, unit.byteOffset, unit.length)
  const nals: Nal[] = []
  let start = buffer.indexOf(startCode)
  while (start >= 0) {
    const from = start + 3
    const next = buffer.indexOf(startCode, from)
    let to = next < 0 ? buffer.length : next
    while (to > from && buffer[to - 1] === 0) to -= 1
    if (to > from)
      nals.push({ bytes: buffer.subarray(from, to), role: kind === 'h264' ? role264(buffer[from] ?? 0) : role265(buffer[from] ?? 0) })
    start = next
  }
  return nals
}

/**
 * The family, told from the parameter sets of a key frame: an H.265 VPS (type 32) starts 0x40, which H.264 does not use there.
 * Undefined until one is seen.
 */
export function kindOf(unit: Uint8Array): VideoKind | undefined {
  const buffer = Buffer.from(unit.buffer, unit.byteOffset, unit.length)
  let at = buffer.indexOf(startCode)
  while (at >= 0) {
    const first = buffer[at + 3] ?? 0
    if (first === 0x40 && (buffer[at + 4] ?? 0) === 0x01) return 'h265'
    if ((first & 0x1f) === 7 && (first & 0x80) === 0) return 'h264'
    at = buffer.indexOf(startCode, at + 3)
  }
  return undefined
}

/** The raw bytes of a NAL unit with emulation prevention removed, as its syntax is defined on. */
export function unescape(nal: Uint8Array): Uint8Array {
  const out = new Uint8Array(nal.length)
  let length = 0
  let zeros = 0
  for (const byte of nal) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0
      continue
    }
    zeros = byte === 0 ? zeros + 1 : 0
    out[length] = byte
    length += 1
  }
  return out.subarray(0, length)
}

const startCode = Buffer.from([0, 0, 1])

function role264(first: number): Nal['role'] {
  switch (first & 0x1f) {
    case 5:
      return 'key'
    case 1:
      return 'picture'
    case 7:
      return 'sps'
    case 8:
      return 'pps'
    default:
      return 'other'
  }
}

function role265(first: number): Nal['role'] {
  const type = (first >> 1) & 0x3f
  if (type === 32) return 'vps'
  if (type === 33) return 'sps'
  if (type === 34) return 'pps'
  if (type >= 16 && type <= 21) return 'key'
  return type < 16 ? 'picture' : 'other'
}
