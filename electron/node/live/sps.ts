import { unescape, type VideoKind } from './nal.ts'

/** What a sequence parameter set says of the pictures that follow. */
export interface PictureFormat {
  readonly kind: VideoKind
  /** As MSE wants it: `avc1.4d4028`. */
  readonly codec: string
  readonly width: number
  readonly height: number
}

/** Reads bits, most significant first; past the end it reads zeros, so a cut SPS cannot make it loop. */
function bitReader(bytes: Uint8Array) {
  let at = 0
  const bit = () => {
    const value = ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1
    at += 1
    return value
  }
  const bits = (count: number) => {
    let value = 0
    for (let index = 0; index < count; index += 1) value = value * 2 + bit()
    return value
  }
  /** Exp-Golomb. */
  const ue = () => {
    let zeros = 0
    while (zeros < 32 && bit() === 0) zeros += 1
    return zeros === 32 ? 0 : 2 ** zeros - 1 + bits(zeros)
  }
  const se = () => {
    const value = ue()
    return value % 2 === 0 ? -value / 2 : (value + 1) / 2
  }
  return { bit, bits, ue, se, skip: (count: number) => (at += count) }
}

/** Size and codec string of an H.264 SPS (ITU-T H.264 7.3.2.1.1). */
export function formatOf264(sps: Uint8Array): PictureFormat {
  const raw = unescape(sps)
  const [profile = 0, constraints = 0, level = 0] = raw.subarray(1, 4)
  const reader = bitReader(raw.subarray(4))
  reader.ue()
  let chroma = 1
  if ([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135].includes(profile)) {
    chroma = reader.ue()
    if (chroma === 3) reader.bit()
    reader.ue()
    reader.ue()
    reader.bit()
    if (reader.bit() === 1) skipScalingLists(reader, chroma === 3 ? 12 : 8)
  }
  reader.ue()
  const orderType = reader.ue()
  if (orderType === 0) reader.ue()
  else if (orderType === 1) {
    reader.bit()
    reader.se()
    reader.se()
    const cycle = Math.min(255, reader.ue())
    for (let index = 0; index < cycle; index += 1) reader.se()
  }
  reader.ue()
  reader.bit()
  const widthUnits = reader.ue() + 1
  const heightUnits = reader.ue() + 1
  const frameOnly = reader.bit()
  if (frameOnly === 0) reader.bit()
  reader.bit()
  const [left, right, top, bottom] = reader.bit() === 1 ? [reader.ue(), reader.ue(), reader.ue(), reader.ue()] : [0, 0, 0, 0]
  const cropX = chroma === 1 || chroma === 2 ? 2 : 1
  const cropY = (chroma === 1 ? 2 : 1) * (2 - frameOnly)
  return {
    kind: 'h264',
    codec: `avc1.${hex(profile)}${hex(constraints)}${hex(level)}`,
    width: widthUnits * 16 - (left + right) * cropX,
    height: heightUnits * 16 * (2 - frameOnly) - (top + bottom) * cropY,
  }
}

/** What an `hvcC` box says besides. */
export interface Format265 extends PictureFormat {
  /** The twelve bytes from profile space to level. */
  readonly profileTierLevel: Uint8Array
  /** chroma_format_idc, [0, 3]. */
  readonly chroma: number
  /** Bits over eight of brightness and of colour. */
  readonly moreBits: readonly [luma: number, chroma: number]
}

/** Size and codec string of an H.265 SPS (ITU-T H.265 7.3.2.2; codec string ISO/IEC 14496-15 annex E). */
export function formatOf265(sps: Uint8Array): Format265 {
  const raw = unescape(sps)
  const reader = bitReader(raw.subarray(2))
  reader.bits(4)
  const subLayers = reader.bits(3)
  reader.bit()
  const profileTierLevel = raw.subarray(3, 15)
  reader.skip(96)
  skipSubLayers(reader, subLayers)
  reader.ue()
  const chroma = reader.ue()
  if (chroma === 3) reader.bit()
  const [width, height] = [reader.ue(), reader.ue()]
  const [left, right, top, bottom] = reader.bit() === 1 ? [reader.ue(), reader.ue(), reader.ue(), reader.ue()] : [0, 0, 0, 0]
  const [subX, subY] = chroma === 1 ? [2, 2] : chroma === 2 ? [2, 1] : [1, 1]
  return {
    kind: 'h265',
    codec: codec265(profileTierLevel),
    width: width - (left + right) * subX,
    height: height - (top + bottom) * subY,
    profileTierLevel,
    chroma: chroma & 3,
    moreBits: [reader.ue() & 7, reader.ue() & 7],
  }
}

function codec265(ptl: Uint8Array): string {
  const [first = 0] = ptl
  const space = ['', 'A', 'B', 'C'][first >> 6] ?? ''
  const flags = ((ptl[1] ?? 0) * 2 ** 24 + (ptl[2] ?? 0) * 2 ** 16 + (ptl[3] ?? 0) * 2 ** 8 + (ptl[4] ?? 0)) >>> 0
  let reversed = 0
  for (let bit = 0; bit < 32; bit += 1) if ((flags >>> bit) & 1) reversed = (reversed | (1 << (31 - bit))) >>> 0
  const constraints = [...ptl.subarray(5, 11)]
  while (constraints.length > 0 && constraints.at(-1) === 0) constraints.pop()
  const tail = constraints.map((byte) => `.${byte.toString(16).toUpperCase()}`).join('')
  return `hvc1.${space}${first & 0x1f}.${reversed.toString(16).toUpperCase()}.${(first & 0x20) === 0 ? 'L' : 'H'}${ptl[11] ?? 0}${tail}`
}

function skipSubLayers(reader: ReturnType<typeof bitReader>, count: number): void {
  const present = Array.from({ length: count }, () => ({ profile: reader.bit(), level: reader.bit() }))
  if (count > 0) reader.skip((8 - count) * 2)
  for (const { profile, level } of present) reader.skip((profile === 1 ? 88 : 0) + (level === 1 ? 8 : 0))
}

function skipScalingLists(reader: ReturnType<typeof bitReader>, count: number): void {
  for (let list = 0; list < count; list += 1) {
    if (reader.bit() === 0) continue
    let [last, next] = [8, 8]
    for (let index = 0; index < (list < 6 ? 16 : 64); index += 1) {
      if (next !== 0) next = (last + reader.se() + 256) % 256
      last = next === 0 ? last : next
    }
  }
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}
