import { describe, expect, it } from 'vitest'
import { createRemuxer, type MediaPart } from '#node/live/remuxer.ts'
import { formatOf265 } from '#node/live/sps.ts'
import { kindOf, splitNals } from '#node/live/nal.ts'

/** Parameter sets x265 writes for 1920 × 1080, 25 fps, Main; and an SPS of Main 10. */
const vps = '40010c01ffff016000000300900000030000030078928090'
const sps = '420101016000000300900000030000030078a003c08010e5964a924caf016808000003000800000300c840'
const pps = '4401c172b46240'
const sps10 = '420101022000000300900000030000030078a003c08010e4d96566924caf016808000003000800000300c840'

const startCode = '00000001'
const accessDelimiter = '460110'
/** The headers of an IDR_W_RADL and a TRAIL_R picture, and some bytes of a slice. */
const keyPicture = '2601af1d0880'
const picture = '0201d00880'
const unit = (...nals: readonly string[]) => Buffer.from(nals.map((nal) => startCode + nal).join(''), 'hex')
const key = unit(accessDelimiter, vps, sps, pps, keyPicture)
const follows = unit(accessDelimiter, picture)

function remux(units: readonly Uint8Array[]): MediaPart[] {
  const parts: MediaPart[] = []
  const remuxer = createRemuxer({ onPart: (part) => parts.push(part) })
  for (const [index, one] of units.entries()) remuxer.push(one, index * 40)
  return parts
}

describe('an H.265 stream', () => {
  it('is told by its parameter sets, whatever the camera calls it', () => {
    expect([kindOf(key), kindOf(follows)]).toEqual(['h265', undefined])
    expect(splitNals(key, 'h265').map((nal) => nal.role)).toEqual(['other', 'vps', 'sps', 'pps', 'key'])
  })

  it('says its size, its crop taken off, and the codec as MSE wants it', () => {
    expect(formatOf265(Buffer.from(sps, 'hex'))).toMatchObject({
      width: 1920,
      height: 1080,
      codec: 'hvc1.1.6.L120.90',
      chroma: 1,
      moreBits: [0, 0],
    })
  })

  it('of ten bits says so', () => {
    expect(formatOf265(Buffer.from(sps10, 'hex'))).toMatchObject({ width: 1920, height: 1080, codec: 'hvc1.2.4.L120.90', moreBits: [2, 2] })
  })

  it('begins with a key picture and carries its sets in hvcC, not among the pictures', () => {
    const [first] = remux([follows, key, follows, follows])
    const init = Buffer.from(first?.init ?? []).toString('hex')
    const box = init.slice(init.indexOf(Buffer.from('hvcC').toString('hex')) + 8)
    // ISO/IEC 14496-15 8.3.3.1.2: version, profile to level, then reserved bits around chroma and depth, then three arrays of one.
    expect(box.slice(0, 26)).toBe(`01${'016000000090000000000078'}`)
    expect(box.slice(26, 46)).toBe('f000fcfdf8f800000f03')
    expect(box.slice(46)).toMatch(new RegExp(`^a00001[0-9a-f]{4}${vps}a10001[0-9a-f]{4}${sps}a20001[0-9a-f]{4}${pps}`))
    expect(first).toMatchObject({ startsWithKey: true, opensSegment: true })
    expect(Buffer.from(first?.bytes ?? []).toString('hex')).toContain(`00000006${keyPicture}00000005${picture}00000005${picture}`)
  })
})
