import { formatOf265, type PictureFormat } from './sps.ts'

/** Ticks of a second in all our tracks. */
export const timescale = 90_000

export interface ParameterSets {
  readonly vps?: Uint8Array
  readonly sps: Uint8Array
  readonly pps: Uint8Array
}

/** One picture. Its NAL units are written with four bytes of length before each. */
export interface Sample {
  readonly nals: readonly Uint8Array[]
  readonly duration: number
  readonly isKey: boolean
}

/** ftyp and moov of a track that never ends: no durations, so MSE takes it as live (ISO/IEC 14496-12). */
export function initSegment(format: PictureFormat, sets: ParameterSets): Uint8Array {
  const entry = format.kind === 'h264' ? sampleEntry('avc1', format, avcC(sets)) : sampleEntry('hvc1', format, hvcC(sets))
  const table = box(
    'stbl',
    full('stsd', 0, 0, u32(1), entry),
    full('stts', 0, 0, u32(0)),
    full('stsc', 0, 0, u32(0)),
    full('stsz', 0, 0, u32(0), u32(0)),
    full('stco', 0, 0, u32(0)),
  )
  const media = box(
    'mdia',
    full('mdhd', 0, 0, u32(0), u32(0), u32(timescale), u32(0), u16(0x55c4), u16(0)),
    full('hdlr', 0, 0, u32(0), ascii('vide'), u32(0), u32(0), u32(0), ascii('live\0')),
    box('minf', full('vmhd', 0, 1, u16(0), u16(0), u16(0), u16(0)), box('dinf', full('dref', 0, 0, u32(1), full('url ', 0, 1))), table),
  )
  const head = full(
    'tkhd',
    0,
    3,
    u32(0),
    u32(0),
    u32(1),
    u32(0),
    u32(0),
    u32(0),
    u32(0),
    u16(0),
    u16(0),
    u16(0),
    u16(0),
    matrix,
    u32(format.width * 65_536),
    u32(format.height * 65_536),
  )
  return join(
    box('ftyp', ascii('iso5'), u32(512), ascii('iso5'), ascii('iso6'), ascii('mp41')),
    box(
      'moov',
      full(
        'mvhd',
        0,
        0,
        u32(0),
        u32(0),
        u32(timescale),
        u32(0),
        u32(0x1_0000),
        u16(0x100),
        u16(0),
        u32(0),
        u32(0),
        matrix,
        new Uint8Array(24),
        u32(2),
      ),
      box('trak', head, media),
      box('mvex', full('trex', 0, 0, u32(1), u32(1), u32(0), u32(0), u32(0))),
    ),
  )
}

/** One moof and mdat; `decodeTime` is the first sample's, in ticks. */
export function fragment(sequence: number, decodeTime: number, samples: readonly Sample[]): Uint8Array {
  const rows = samples.map(({ nals, duration, isKey }) => join(u32(duration), u32(sizeOf(nals)), u32(isKey ? 0x0200_0000 : 0x0101_0000)))
  const nals = samples.flatMap((sample) => sample.nals)
  const moof = box(
    'moof',
    full('mfhd', 0, 0, u32(sequence)),
    box(
      'traf',
      full('tfhd', 0, 0x02_0000, u32(1)),
      full('tfdt', 1, 0, u32(Math.floor(decodeTime / 2 ** 32)), u32(decodeTime % 2 ** 32)),
      full('trun', 0, 0x701, u32(samples.length), u32(moofSize + rows.length * rowSize + 8), ...rows),
    ),
  )
  return join(moof, u32(sizeOf(nals) + 8), ascii('mdat'), ...nals.flatMap((nal) => [u32(nal.length), nal]))
}

/** Bytes of a moof without the rows of its trun, and of a row: the offset of the data is written before the data is. */
const moofSize = 88
const rowSize = 12

function sizeOf(nals: readonly Uint8Array[]): number {
  return nals.reduce((sum, nal) => sum + nal.length + 4, 0)
}

function sampleEntry(type: string, { width, height }: PictureFormat, config: Uint8Array): Uint8Array {
  return box(
    type,
    new Uint8Array(6),
    u16(1),
    new Uint8Array(16),
    u16(width),
    u16(height),
    u32(0x48_0000),
    u32(0x48_0000),
    u32(0),
    u16(1),
    new Uint8Array(32),
    u16(24),
    u16(0xffff),
    config,
  )
}

function avcC({ sps, pps }: ParameterSets): Uint8Array {
  return box('avcC', bytes(1, sps[1] ?? 0, sps[2] ?? 0, sps[3] ?? 0, 0xff, 0xe1), u16(sps.length), sps, bytes(1), u16(pps.length), pps)
}

function hvcC({ vps = new Uint8Array(), sps, pps }: ParameterSets): Uint8Array {
  const { profileTierLevel, chroma, moreBits } = formatOf265(sps)
  const array = (type: number, nal: Uint8Array) => join(bytes(0x80 | type), u16(1), u16(nal.length), nal)
  return box(
    'hvcC',
    bytes(1),
    profileTierLevel,
    u16(0xf000),
    bytes(0xfc, 0xfc | chroma, 0xf8 | moreBits[0], 0xf8 | moreBits[1]),
    u16(0),
    bytes(0x0f, 3),
    array(32, vps),
    array(33, sps),
    array(34, pps),
  )
}

function box(type: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 8)
  return join(u32(length), ascii(type), ...parts)
}

function full(type: string, version: number, flags: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return box(type, u32(version * 2 ** 24 + flags), ...parts)
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts)
}

function bytes(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values)
}

function u16(value: number): Uint8Array {
  return bytes((value >> 8) & 255, value & 255)
}

function u32(value: number): Uint8Array {
  const out = Buffer.alloc(4)
  out.writeUInt32BE(value >>> 0)
  return out
}

function ascii(text: string): Uint8Array {
  return Buffer.from(text, 'latin1')
}

const matrix = join(u32(0x1_0000), u32(0), u32(0), u32(0), u32(0x1_0000), u32(0), u32(0), u32(0), u32(0x4000_0000))
