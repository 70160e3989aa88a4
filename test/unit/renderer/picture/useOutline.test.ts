import { describe, expect, it } from 'vitest'
import { shallowRef } from 'vue'
import type { Point } from '#common/geometry/outline.ts'
import { fitted } from '#renderer/components/picture/usePictureRect.ts'
import { useOutline } from '#renderer/components/picture/useOutline.ts'

const triangle: readonly Point[] = [
  { x: 10, y: 10 },
  { x: 90, y: 10 },
  { x: 50, y: 90 },
]

/** As the form does it: what is drawn comes back as other objects. */
function drawing(begun = triangle, { min = 3, max = 5, digits = 6 } = {}) {
  const points = shallowRef<readonly Point[]>(begun)
  const outline = useOutline({ points, min, max, digits, changed: (next) => (points.value = next.map((point) => ({ ...point }))) })
  return { points, outline }
}

describe('drawing an outline', () => {
  it('goes back as many steps as were made, and forth again', () => {
    const { points, outline } = drawing()
    for (let step = 1; step <= 30; step += 1) outline.move(0, { x: step, y: step })
    for (let step = 1; step <= 30; step += 1) outline.undo()
    expect(points.value).toEqual(triangle)
    expect(outline.mayUndo.value).toBe(false)
    for (let step = 1; step <= 30; step += 1) outline.redo()
    expect(points.value[0]).toEqual({ x: 30, y: 30 })
  })

  it('takes one dragging back in one step', () => {
    const { points, outline } = drawing()
    outline.move(0, { x: 1, y: 1 })
    outline.move(0, { x: 2, y: 2 }, true)
    outline.move(0, { x: 3, y: 3 }, true)
    outline.undo()
    expect(points.value).toEqual(triangle)
  })

  it('takes no more corners than the device, and leaves no fewer than it needs', () => {
    const { points, outline } = drawing(triangle, { min: 3, max: 4 })
    outline.insertAfter(0)
    outline.insertAfter(0)
    expect(points.value).toHaveLength(4)
    outline.remove(0)
    outline.remove(0)
    expect(points.value).toHaveLength(3)
  })

  it('anew closes by itself where there is no room for another corner', () => {
    const { points, outline } = drawing(triangle, { min: 3, max: 4 })
    outline.begin()
    for (const place of [1, 2, 3, 4]) outline.put({ x: place, y: place * place })
    expect(outline.drawing.value).toBeUndefined()
    expect(points.value).toHaveLength(4)
  })

  it('anew with too few corners, or left, changes nothing', () => {
    const { points, outline } = drawing()
    outline.begin()
    outline.put({ x: 1, y: 1 })
    outline.close()
    outline.begin()
    outline.put({ x: 1, y: 1 })
    outline.leave()
    expect(points.value).toEqual(triangle)
    expect(outline.mayUndo.value).toBe(false)
  })

  it('keeps corners nobody touched exactly as the device has them', () => {
    const odd = { x: 23.3253591234, y: 21.367521 }
    const { points, outline } = drawing([odd, ...triangle.slice(1)])
    outline.move(1, { x: 5, y: 5 })
    expect(points.value[0]).toEqual(odd)
  })

  it('has no more digits than the device keeps', () => {
    const { points, outline } = drawing(triangle, { digits: 2 })
    outline.move(0, { x: 1.23456, y: 2 })
    outline.insertAfter(0)
    expect(points.value.slice(0, 2)).toEqual([
      { x: 1.23, y: 2 },
      { x: 45.62, y: 6 },
    ])
  })

  it('says where it crosses itself as long as it does', () => {
    const { outline } = drawing([...triangle, { x: 10, y: 50 }])
    expect(outline.crossing.value).toBeUndefined()
    outline.move(3, { x: 99, y: 50 })
    expect(outline.crossing.value?.edges).toEqual([1, 3])
    outline.undo()
    expect(outline.crossing.value).toBeUndefined()
  })
})

describe('the place of a picture in its box', () => {
  it.each([
    [{ width: 1600, height: 900 }, 16 / 9, { left: 0, top: 0, width: 1600, height: 900 }],
    [{ width: 1600, height: 900 }, 4 / 3, { left: 200, top: 0, width: 1200, height: 900 }],
    [{ width: 800, height: 800 }, 2, { left: 0, top: 200, width: 800, height: 400 }],
  ])('of %j with proportions %d leaves bars only', (box, ratio, place) => {
    expect(fitted(box, ratio)).toEqual(place)
  })
})
