import { describe, expect, it } from 'vitest'
import { snapped } from '#common/geometry/snap.ts'

/** A picture of 1600 by 900: 1 % is 16 px across and 9 px down. */
const screen = { width: 1600, height: 900, reach: 8, corners: [], neighbours: [] }

describe('what a corner snaps to', () => {
  it('is a corner of another figure near it, however near an edge is', () => {
    const corners = [
      { x: 0.3, y: 50 },
      { x: 60, y: 60 },
    ]
    expect(snapped({ x: 0.2, y: 50.4 }, { ...screen, corners })).toEqual({ point: { x: 0.3, y: 50 }, by: 'corner' })
    expect(snapped({ x: 61, y: 60 }, { ...screen, corners })).toBeUndefined()
  })

  it('is the edge of the picture, each side for itself', () => {
    expect(snapped({ x: 0.4, y: 50 }, screen)).toEqual({ point: { x: 0, y: 50 }, by: 'edge' })
    expect(snapped({ x: 99.8, y: 99.5 }, screen)).toEqual({ point: { x: 100, y: 100 }, by: 'edge' })
  })

  it('is the line at 45° from its neighbour, as one sees it', () => {
    const found = snapped({ x: 50, y: 67 }, { ...screen, neighbours: [{ x: 40, y: 50 }] })
    expect(found?.by).toBe('angle')
    const [across, down] = [((found?.point.x ?? 0) - 40) * 16, ((found?.point.y ?? 0) - 50) * 9]
    expect(across).toBeCloseTo(down, 9)
  })

  it('is nothing where nothing is near', () => {
    expect(snapped({ x: 47, y: 58 }, { ...screen, neighbours: [{ x: 40, y: 50 }] })).toBeUndefined()
  })
})
