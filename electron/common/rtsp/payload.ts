/**
 * What a packet adds to its access unit: whole NAL units, or a piece of one. `undefined` for a payload that cannot be read.
 *
 * H.264: RFC 6184 5.6 to 5.8 (single unit, STAP-A, FU-A). H.265: RFC 7798 4.4 (single unit, AP, FU), without DONL.
 */
export type Payload =
  | { readonly kind: 'whole'; readonly units: readonly Uint8Array[] }
  | { readonly kind: 'piece'; readonly header: Uint8Array; readonly bytes: Uint8Array; readonly isFirst: boolean; readonly isLast: boolean }

export function readPayload(kind: 'h264' | 'h265', bytes: Uint8Array): Payload | undefined {
  return kind === 'h264' ? readPayload264(bytes) : readPayload265(bytes)
}

function readPayload264(bytes: Uint8Array): Payload | undefined {
  const [first, fragment] = bytes
  if (first === undefined) return undefined
  const type = first & 0x1f
  if (type >= 1 && type <= 23) return { kind: 'whole', units: [bytes] }
  if (type === 24) return aggregate(bytes.subarray(1))
  if (type !== 28 || fragment === undefined || bytes.length < 3) return undefined
  return pieceOf(fragment, Uint8Array.of((first & 0xe0) | (fragment & 0x1f)), bytes.subarray(2))
}

function readPayload265(bytes: Uint8Array): Payload | undefined {
  const [first, second, fragment] = bytes
  if (first === undefined || second === undefined) return undefined
  const type = (first >> 1) & 0x3f
  if (type < 48) return { kind: 'whole', units: [bytes] }
  if (type === 48) return aggregate(bytes.subarray(2))
  if (type !== 49 || fragment === undefined || bytes.length < 4) return undefined
  return pieceOf(fragment, Uint8Array.of((first & 0x81) | ((fragment & 0x3f) << 1), second), bytes.subarray(3))
}

function pieceOf(fragment: number, header: Uint8Array, bytes: Uint8Array): Payload {
  return { kind: 'piece', header, bytes, isFirst: (fragment & 0x80) !== 0, isLast: (fragment & 0x40) !== 0 }
}

/** Units with two bytes of length before each. */
function aggregate(bytes: Uint8Array): Payload | undefined {
  const units: Uint8Array[] = []
  let at = 0
  while (at < bytes.length) {
    const [high, low] = bytes.subarray(at, at + 2)
    if (high === undefined || low === undefined) return undefined
    const end = at + 2 + high * 256 + low
    if (end > bytes.length || end === at + 2) return undefined
    units.push(bytes.subarray(at + 2, end))
    at = end
  }
  return units.length === 0 ? undefined : { kind: 'whole', units }
}
