import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { type AccessUnit, createDepacketizer } from '#common/rtsp/depacketizer.ts'
import { createPacketizer } from '#simulator/rtsp/packetizer.ts'
import { type Family, unitsOf } from '#simulator/rtsp/units.ts'
import { readVideoClip } from '#simulator/video/clip.ts'

const track = { kind: 'h264', payloadType: 96, clockRate: 90_000, sets: [] } as const

interface Written {
  readonly sequence?: number
  readonly timestamp?: number
  readonly marker?: boolean
  readonly type?: number
  readonly source?: number
}

/** One packet, written by hand. */
function rtp(payload: readonly number[], { sequence = 0, timestamp = 0, marker = false, type = 96, source = 7 }: Written = {}): Buffer {
  const head = Buffer.alloc(12)
  head.writeUInt8(0x80, 0)
  head.writeUInt8(type | (marker ? 0x80 : 0), 1)
  head.writeUInt16BE(sequence & 0xffff, 2)
  head.writeUInt32BE(timestamp >>> 0, 4)
  head.writeUInt32BE(source, 8)
  return Buffer.concat([head, Buffer.from(payload)])
}

const hex = (units: readonly AccessUnit[]) => units.map(({ bytes }) => Buffer.from(bytes).toString('hex'))

function read(packets: readonly Buffer[], of: Parameters<typeof createDepacketizer>[0] = track): readonly AccessUnit[] {
  const depacketizer = createDepacketizer(of)
  return packets.flatMap((packet) => depacketizer.push(packet))
}

describe('H.264 over RTP', () => {
  it('comes alone, together (STAP-A) and in pieces (FU-A), and is one picture up to the marker', () => {
    const packets = [
      rtp([0x78, 0, 2, 0x67, 1, 0, 3, 0x68, 2, 3], { sequence: 65_534 }),
      rtp([0x06, 9], { sequence: 65_535 }),
      rtp([0x7c, 0x85, 0xa], { sequence: 0 }),
      rtp([0x7c, 0x05, 0xb, 0xc], { sequence: 1 }),
      rtp([0x7c, 0x45, 0xd], { sequence: 2, marker: true }),
    ]
    expect(hex(read(packets))).toEqual(['000000016701' + '00000001680203' + '000000010609' + '00000001650a0b0c0d'])
  })

  it('without a marker ends where the timestamp changes', () => {
    const packets = [
      rtp([0x65, 1], { timestamp: 10 }),
      rtp([0x41, 2], { sequence: 1, timestamp: 3610 }),
      rtp([0x41, 3], { sequence: 2, timestamp: 7210 }),
    ]
    expect(hex(read(packets))).toEqual(['000000016501', '000000014102'])
  })

  it('gets the parameter sets of the description before the first picture only', () => {
    const packets = [rtp([0x65, 1], { marker: true }), rtp([0x41, 2], { sequence: 1, timestamp: 3600, marker: true })]
    const sets = [Uint8Array.of(0x67, 1), Uint8Array.of(0x68, 2)]
    expect(hex(read(packets, { ...track, sets }))).toEqual(['0000000167010000000168020000' + '00016501', '000000014102'])
  })

  it('keeps a clock that goes on when the timestamp wraps, and is told in 90 kHz', () => {
    const stamps = [2 ** 32 - 3600, 0, 3600].map((timestamp, sequence) => rtp([0x41, 1], { sequence, timestamp, marker: true }))
    expect(read(stamps).map(({ timestamp }) => timestamp)).toEqual([2 ** 32 - 3600, 2 ** 32, 2 ** 32 + 3600])
    expect(read(stamps.slice(1), { ...track, clockRate: 45_000 }).map(({ timestamp }) => timestamp)).toEqual([0, 7200])
  })

  it('of another track, repeated, padded or with extensions is sorted out', () => {
    const padded = rtp([0x41, 1, 0, 0, 3], { marker: true })
    padded[0] = 0xa0
    const extended = rtp([0, 0, 0, 1, 9, 9, 9, 9, 0x41, 2], { sequence: 1, timestamp: 1, marker: true })
    extended[0] = 0x90
    const sound = rtp([1], { type: 8, sequence: 900 })
    expect(hex(read([padded, padded, sound, extended]))).toEqual(['000000014101', '000000014102'])
  })
})

describe('H.265 over RTP', () => {
  it('comes alone, together (AP) and in pieces (FU)', () => {
    const packets = [
      rtp([0x60, 1, 0, 3, 0x40, 1, 5, 0, 3, 0x42, 1, 6]),
      rtp([0x44, 1, 7], { sequence: 1 }),
      rtp([0x62, 1, 0x93, 0xa], { sequence: 2 }),
      rtp([0x62, 1, 0x53, 0xb], { sequence: 3, marker: true }),
    ]
    expect(hex(read(packets, { ...track, kind: 'h265' }))).toEqual([
      '00000001400105' + '00000001420106' + '00000001440107' + '0000000126010a0b',
    ])
  })
})

describe('after a loss', () => {
  const picture = (index: number, first: number) => [
    rtp([0x5c, 0x81, index], { sequence: first, timestamp: index * 3600 }),
    rtp([0x5c, 0x41, index], { sequence: first + 1, timestamp: index * 3600, marker: true }),
  ]
  const packets = [0, 1, 2, 3].flatMap((index) => picture(index, 65_533 + index * 2))
  const seen = (units: readonly AccessUnit[]) => units.map(({ bytes, isAfterGap }) => [bytes[5], isAfterGap])

  it.each([
    ['the beginning of a picture', 2],
    ['the end of a picture', 3],
  ])('of %s that picture is dropped, and the next whole one says so', (_what, lost) => {
    expect(seen(read(packets.filter((_, index) => index !== lost)))).toEqual(
      lost === 2
        ? [
            [0, false],
            [2, true],
            [3, false],
          ]
        : [
            [0, false],
            [3, true],
          ],
    )
  })

  it('another source is a gap', () => {
    const next = [
      rtp([0x41, 9], { sequence: 5, timestamp: 99, marker: true, source: 8 }),
      rtp([0x41, 8], { sequence: 6, timestamp: 100, marker: true, source: 8 }),
    ]
    expect(seen(read([...picture(0, 0), ...next]))).toEqual([
      [0, false],
      [8, true],
    ])
  })

  it('what is no unit spoils its picture and no other', () => {
    const odd = [
      rtp([0x41, 1], { marker: true }),
      rtp([0x1d, 1], { sequence: 1, timestamp: 1, marker: true }),
      rtp([0x41, 3], { sequence: 2, timestamp: 2, marker: true }),
    ]
    expect(seen(read(odd))).toEqual([
      [1, false],
      [3, true],
    ])
  })
})

describe.each(['h264', 'h265'] as const)('a clip in %s', (kind: Family) => {
  const clip = readVideoClip(new URL(`../../../../resources/clips/dock-360.${kind}`, import.meta.url))
  const of = { ...track, kind }
  const sent = () => {
    const packetizer = createPacketizer(kind, 0)
    return clip.units.slice(0, 30).map((unit, index) => packetizer.packets(unit, index * 3600).map((packet) => packet.subarray(4)))
  }
  const content = (unit: Uint8Array) => unitsOf(unit, kind).map((nal) => nal.toString('hex'))
  const whole = clip.units.slice(0, 30).map(content)

  it('comes back as it was', () => {
    const units = read(sent().flat(), of)
    expect(units.map(({ bytes }) => content(bytes))).toEqual(whole)
    expect(new Set(units.slice(1).map(({ timestamp }, index) => timestamp - (units[index]?.timestamp ?? 0)))).toEqual(new Set([3600]))
  })

  it('from which packets are lost gives whole pictures only, and says before which something is missing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 }), (lost) => {
        const packets = sent().flat()
        const units = read(
          packets.filter((_, index) => !lost.includes(index)),
          of,
        )
        const places = units.map(({ bytes }) => whole.findIndex((nals) => nals.join() === content(bytes).join()))
        expect(places).not.toContain(-1)
        const jumps = places.map((place, index) => index > 0 && place !== (places[index - 1] ?? 0) + 1)
        expect(units.map(({ isAfterGap }, index) => isAfterGap || !jumps[index])).not.toContain(false)
      }),
      { numRuns: 40 },
    )
  })
})

describe('whatever a camera sends', () => {
  it('is taken without a throw', () => {
    const packet = fc.oneof(
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
      fc
        .record({ sequence: fc.nat(3), timestamp: fc.nat(3), marker: fc.boolean() })
        .chain((head) =>
          fc
            .tuple(fc.constantFrom(0x18, 0x1c, 0x41, 0x60, 0x62, 0x67), fc.array(fc.nat(255), { maxLength: 12 }))
            .map(([type, rest]) => rtp([type, ...rest], head)),
        ),
    )
    fc.assert(
      fc.property(fc.constantFrom('h264' as const, 'h265' as const), fc.array(packet, { maxLength: 40 }), (kind, packets) => {
        for (const { bytes } of read(packets, { ...track, kind })) expect(bytes.length).toBeGreaterThan(4)
      }),
    )
  })
})
