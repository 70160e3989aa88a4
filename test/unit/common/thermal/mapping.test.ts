import { describe, expect, it } from 'vitest'
import { fitMapping, type Mapping, type NoMapping, type Pair } from '#common/thermal/mapping.ts'
import { alignedWithin, parallaxAt } from '#common/thermal/parallax.ts'
import { fc } from '#test/support/properties.ts'

const size = { width: 640, height: 512 }
const corners = [
  { x: 12, y: 15 },
  { x: 85, y: 11 },
  { x: 80, y: 88 },
  { x: 14, y: 79 },
  { x: 47, y: 52 },
  { x: 60, y: 30 },
]

const tilted = ({ x, y }: { readonly x: number; readonly y: number }) => {
  const weight = 1 + 0.001 * x - 0.0005 * y
  return { x: (0.6 * x + 0.02 * y + 15) / weight, y: (-0.01 * x + 0.62 * y + 18) / weight }
}
const level = ({ x, y }: { readonly x: number; readonly y: number }) => ({ x: 0.5 * x + 0.1 * y + 20, y: 0.55 * y + 12 })
const pairsBy = (map: typeof level, places = corners): readonly Pair[] => places.map((from) => ({ from, to: map(from) }))

function fitted(found: Mapping | NoMapping): Mapping {
  if (typeof found === 'string') throw new Error(found)
  return found
}

describe('a mapping of one picture onto another', () => {
  it('is affine by three pairs, fits them exactly and says that this proves nothing', () => {
    const mapping = fitted(fitMapping(pairsBy(level, corners.slice(0, 3)), size))
    expect(mapping).toMatchObject({ kind: 'affine', spare: 0 })
    expect(mapping.worst.pixels).toBeCloseTo(0, 6)
    expect(mapping.at({ x: 50, y: 50 }).x).toBeCloseTo(50, 6)
  })

  it.each([4, 6])('is a homography by %i pairs, and exact pairs leave nothing', (count) => {
    const mapping = fitted(fitMapping(pairsBy(tilted, corners.slice(0, count)), size))
    expect(mapping).toMatchObject({ kind: 'homography', spare: count - 4 })
    expect(mapping.worst.pixels).toBeLessThan(1e-6)
    const at = mapping.at({ x: 33, y: 66 })
    expect([at.x, at.y]).toEqual([expect.closeTo(tilted({ x: 33, y: 66 }).x, 6), expect.closeTo(tilted({ x: 33, y: 66 }).y, 6)])
  })

  it('finds every homography two cameras can make', () => {
    const small = fc.double({ min: -0.002, max: 0.002, noNaN: true })
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 1.5, noNaN: true }),
        small,
        small,
        fc.double({ min: -20, max: 20, noNaN: true }),
        (scale, g, h, shift) => {
          const map = ({ x, y }: { readonly x: number; readonly y: number }) => {
            const weight = 1 + g * x + h * y
            return { x: (scale * x + shift) / weight, y: (scale * y - shift) / weight }
          }
          expect(fitted(fitMapping(pairsBy(map), size)).worst.pixels).toBeLessThan(1e-5)
        },
      ),
    )
  })

  it('shows which pair was picked carelessly, in pixels and percent', () => {
    const pairs = pairsBy(level).map((pair, index) => (index === 4 ? { ...pair, to: { x: pair.to.x + 2, y: pair.to.y } } : pair))
    const { residuals, worst } = fitted(fitMapping(pairs, size, 'affine'))
    expect(residuals.indexOf(worst)).toBe(4)
    expect(worst.pixels).toBeGreaterThan(5)
    expect(worst.percent).toBeCloseTo((worst.pixels / Math.hypot(640, 512)) * 100, 9)
  })

  it('does not fit a tilted picture as well when it is told to be affine', () => {
    expect(fitted(fitMapping(pairsBy(tilted), size, 'affine')).worst.pixels).toBeGreaterThan(1)
  })

  it.each([
    ['tooFew', pairsBy(level, corners.slice(0, 2))],
    ['samePlace', pairsBy(level, [{ x: 10, y: 10 }, { x: 10, y: 10.01 }, { x: 50, y: 70 }])], // prettier-ignore
    ['onOneLine', pairsBy(level, [{ x: 10, y: 10 }, { x: 30, y: 30 }, { x: 80, y: 80 }])], // prettier-ignore
    ['onOneLine', pairsBy(level, [{ x: 10, y: 10 }, { x: 30, y: 30 }, { x: 80, y: 80 }, { x: 10, y: 70 }])], // prettier-ignore
    ['crossed', pairsBy(({ x, y }) => ({ x: 100 - x, y }), corners.slice(0, 3))],
    ['crossed', swapped(pairsBy(level, corners.slice(0, 4)))],
  ] as const)('is refused as %s', (why, pairs) => {
    expect(fitMapping(pairs, size)).toBe(why)
  })

  it('is refused by three pairs where a homography is asked for', () => {
    expect(fitMapping(pairsBy(level, corners.slice(0, 3)), size, 'homography')).toBe('tooFew')
  })
})

describe('the parallax of two lenses', () => {
  const lenses = { baseline: { x: 0.06, y: 0 }, fieldOfView: { x: 45, y: 34 } }

  it('is none at the distance they were aligned for', () => {
    expect(parallaxAt(lenses, 5, 5)).toEqual({ x: -0, y: -0 })
  })

  it('is what a pinhole shows: 6 cm of the 0.83 m it sees at 1 m, less those of 5 m', () => {
    const across = (distance: number) => 2 * distance * Math.tan((22.5 * Math.PI) / 180)
    expect(parallaxAt(lenses, 5, 1).x).toBeCloseTo(-(0.06 / across(1) - 0.06 / across(5)) * 100, 9)
  })

  it('changes sign beyond that distance, and when the lenses change places', () => {
    expect(parallaxAt(lenses, 5, 20).x).toBeGreaterThan(0)
    const other = { ...lenses, baseline: { x: -0.06, y: 0 } }
    expect(parallaxAt(other, 5, 1).x).toBe(-parallaxAt(lenses, 5, 1).x)
  })

  it('stays within what was asked between the distances it names', () => {
    const { from, to } = alignedWithin(lenses, 5, 0.5)
    expect(Math.abs(parallaxAt(lenses, 5, from).x)).toBeCloseTo(0.5, 9)
    expect(Math.abs(parallaxAt(lenses, 5, to).x)).toBeCloseTo(0.5, 9)
    expect(alignedWithin(lenses, 100, 1).to).toBe(Infinity)
  })
})

function swapped(pairs: readonly Pair[]): readonly Pair[] {
  return pairs.map((pair, index) => ({ ...pair, to: pairs[[1, 0, 2, 3][index] ?? index]?.to ?? pair.to }))
}
