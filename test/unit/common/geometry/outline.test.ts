import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { crossingOf, deviation, onPicture, type Point, shifted, withCornerAfter } from '#common/geometry/outline.ts'

const square: readonly Point[] = [
  { x: 10, y: 10 },
  { x: 90, y: 10 },
  { x: 90, y: 90 },
  { x: 10, y: 90 },
]
const bow = [square[0], square[2], square[1], square[3]] as readonly Point[]
const somewhere = fc.record({ x: fc.double({ min: 0, max: 100, noNaN: true }), y: fc.double({ min: 0, max: 100, noNaN: true }) })

describe('an outline', () => {
  it('that one can walk round crosses nothing', () => {
    expect(crossingOf(square)).toBeUndefined()
    expect(crossingOf(square.slice(0, 2))).toBeUndefined()
  })

  it('like a bow tie crosses in the middle, and says which edges', () => {
    expect(crossingOf(bow)).toEqual({ x: 50, y: 50, edges: [0, 2] })
  })

  it('crosses or does not, whichever corner one begins with', () => {
    fc.assert(
      fc.property(fc.array(somewhere, { minLength: 4, maxLength: 8 }), fc.nat(7), (points, by) => {
        const turned = points.map((_, index) => points[(index + by) % points.length] as Point)
        return (crossingOf(points) === undefined) === (crossingOf(turned) === undefined)
      }),
    )
  })

  it('with corners round a middle never crosses', () => {
    const angles = fc.uniqueArray(fc.integer({ min: 0, max: 359 }), { minLength: 3, maxLength: 12 })
    fc.assert(
      fc.property(angles, (list) => {
        const around = [...list].sort((a, b) => a - b).map((angle) => angle * (Math.PI / 180))
        return crossingOf(around.map((angle) => ({ x: 50 + 40 * Math.cos(angle), y: 50 + 40 * Math.sin(angle) }))) === undefined
      }),
    )
  })

  it('whose edges lie on one another or touch is not refused: devices print such ones', () => {
    expect(crossingOf([1, 2, 3].map((n) => ({ x: n, y: n + 1 })))).toBeUndefined()
  })

  it('moved as a whole keeps its shape and stays on the picture', () => {
    expect(shifted(square, { x: 50, y: -4 })).toEqual(square.map(({ x, y }) => ({ x: x + 10, y: y - 4 })))
    fc.assert(
      fc.property(fc.array(somewhere, { minLength: 3, maxLength: 8 }), somewhere, (points, by) =>
        shifted(points, { x: by.x - 50, y: by.y - 50 }).every(({ x, y }) => x >= 0 && x <= 100 && y >= 0 && y <= 100),
      ),
    )
  })

  it('gets a corner in the middle of an edge, of the last one too', () => {
    expect(withCornerAfter(square, 0)[1]).toEqual({ x: 50, y: 10 })
    expect(withCornerAfter(square, 3)[4]).toEqual({ x: 10, y: 50 })
  })

  it('has six digits behind the point, as devices keep them, and ends at the edge of the picture', () => {
    expect(onPicture({ x: 38.41250749, y: 120 })).toEqual({ x: 38.412507, y: 100 })
  })

  it('is as far from what is stored as its farthest corner', () => {
    expect(deviation(square, square)).toBe(0)
    expect(deviation(square, [{ x: 13, y: 14 }, ...square.slice(1)])).toBe(5)
    expect(deviation(square, square.slice(1))).toBeUndefined()
  })
})
