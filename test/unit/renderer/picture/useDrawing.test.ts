import { describe, expect, it } from 'vitest'
import { shallowRef } from 'vue'
import type { Point } from '#common/geometry/outline.ts'
import type { Drawn } from '#renderer/components/picture/drawn.ts'
import { isSamePlaces } from '#renderer/components/picture/drawn.ts'
import { fitted } from '#renderer/components/picture/usePictureRect.ts'
import { useDrawing } from '#renderer/components/picture/useDrawing.ts'
import { wayOver } from '#renderer/components/picture/wayOver.ts'
import { useHistory } from '#renderer/composables/useHistory.ts'

const triangle: readonly Point[] = [
  { x: 10, y: 10 },
  { x: 90, y: 10 },
  { x: 50, y: 90 },
]

/** As a form does it: what is drawn comes back as other objects, and goes into a history. */
function drawing(begun: readonly Point[] = triangle, more: Partial<Drawn> = {}) {
  const points = shallowRef(begun)
  const left: string[] = []
  const history = useHistory<readonly Point[]>({
    now: points,
    give: (next) => (points.value = next.map((point) => ({ ...point }))),
    isSame: isSamePlaces,
  })
  const outline = useDrawing({
    figure: () => ({ id: 'one', label: 'One', shape: 'outline', stored: [], min: 3, max: 5, ...more, points: points.value }),
    changed: (_id, next, isMore) => history.change(next, isMore),
    left: (id) => left.push(id),
  })
  return { points, outline, history, left }
}

describe('drawing an outline', () => {
  it('goes back as many steps as were made, and forth again', () => {
    const { points, outline, history } = drawing()
    for (let step = 1; step <= 30; step += 1) outline.move(0, { x: step, y: step })
    for (let step = 1; step <= 30; step += 1) history.undo()
    expect(points.value).toEqual(triangle)
    expect(history.mayUndo.value).toBe(false)
    for (let step = 1; step <= 30; step += 1) history.redo()
    expect(points.value[0]).toEqual({ x: 30, y: 30 })
  })

  it('takes one dragging back in one step', () => {
    const { points, outline, history } = drawing()
    outline.move(0, { x: 1, y: 1 })
    outline.move(0, { x: 2, y: 2 }, true)
    outline.move(0, { x: 3, y: 3 }, true)
    history.undo()
    expect(points.value).toEqual(triangle)
  })

  it('moved slowly, goes as far as the hand, though the device has whole steps alone', () => {
    const { points, outline } = drawing(triangle, { digits: 0 })
    const from = points.value
    for (let step = 1; step <= 12; step += 1) outline.shift({ x: step / 4, y: 0 }, step > 1, from)
    expect(points.value[0]).toEqual({ x: 13, y: 10 })
  })

  it('takes no more corners than the device, and leaves no fewer than it needs', () => {
    const { points, outline } = drawing(triangle, { max: 4 })
    outline.insertAfter(0)
    outline.insertAfter(0)
    expect(points.value).toHaveLength(4)
    outline.remove(0)
    outline.remove(0)
    expect(points.value).toHaveLength(3)
  })

  it('anew closes by itself where there is no room for another corner', () => {
    const { points, outline } = drawing(triangle, { max: 4 })
    outline.begin()
    for (const place of [1, 2, 3, 4]) outline.put({ x: place, y: place * place })
    expect(outline.drawing.value).toBeUndefined()
    expect(points.value).toHaveLength(4)
  })

  it('anew with too few corners does not close and says how many are missing; left, nothing has changed', () => {
    const { points, outline, history, left } = drawing()
    outline.begin()
    outline.put({ x: 1, y: 1 })
    outline.put({ x: 2, y: 1 })
    outline.close()
    expect([outline.drawing.value?.length, outline.missing.value]).toEqual([2, 1])
    outline.leave()
    expect(points.value).toEqual(triangle)
    expect(history.mayUndo.value).toBe(false)
    expect(left).toEqual([])
  })

  it('takes back the corner put last while it is drawn', () => {
    const { outline } = drawing()
    outline.begin()
    outline.put({ x: 1, y: 1 })
    outline.put({ x: 2, y: 1 })
    outline.takeBack()
    expect(outline.points.value).toEqual([{ x: 1, y: 1 }])
  })

  it('without a corner yet is drawn at once, and left is told to its owner', () => {
    const { outline, left } = drawing([])
    expect(outline.drawing.value).toEqual([])
    outline.put({ x: 1, y: 1 })
    outline.leave()
    expect(left).toEqual(['one'])
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
    const { outline, history } = drawing([...triangle, { x: 10, y: 50 }])
    expect(outline.crossing.value).toBeUndefined()
    outline.move(3, { x: 99, y: 50 })
    expect(outline.crossing.value?.edges).toEqual([1, 3])
    history.undo()
    expect(outline.crossing.value).toBeUndefined()
  })

  it('is mirrored about its own middle, and mirrored twice is what it was', () => {
    const { points, outline } = drawing([
      { x: 10, y: 10 },
      { x: 40, y: 10 },
      { x: 40, y: 60 },
    ])
    outline.mirror()
    expect(points.value).toEqual([
      { x: 10, y: 60 },
      { x: 10, y: 10 },
      { x: 40, y: 10 },
    ])
    outline.mirror()
    expect(new Set(points.value.map(({ x, y }) => `${x} ${y}`))).toEqual(new Set(['10 10', '40 10', '40 60']))
  })
})

describe('drawing a box', () => {
  const ends = [
    { x: 10, y: 20 },
    { x: 30, y: 40 },
  ]
  const box = { shape: 'box', min: 2, max: 2 } as const

  it('has four corners to hold, and the one opposite stays', () => {
    const { points, outline } = drawing(ends, box)
    expect(outline.handles.value).toHaveLength(4)
    outline.move(1, { x: 50, y: 10 })
    expect(points.value).toEqual([
      { x: 10, y: 40 },
      { x: 50, y: 10 },
    ])
  })

  it('gets no further corners', () => {
    const { points, outline } = drawing(ends, box)
    outline.insertAfter(0)
    outline.remove(0)
    expect(points.value).toEqual(ends)
  })

  it('is done with its second corner', () => {
    const { points, outline } = drawing([], box)
    outline.put({ x: 1, y: 2 })
    outline.put({ x: 3, y: 4 })
    expect(points.value).toEqual([
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ])
    expect(outline.drawing.value).toBeUndefined()
  })
})

describe('the way over a line', () => {
  const upwards = [
    { x: 100, y: 100 },
    { x: 100, y: 0 },
  ]
  const tips = (counts: 'forward' | 'reverse' | 'both') =>
    wayOver(upwards, counts)?.arrows.map((arrow) => Number(arrow.split(' ')[1]?.split(',')[0]))

  it('has A at its left and B at its right, looking from its start to its end', () => {
    expect(wayOver(upwards, 'both')?.sides.map(({ name, x }) => [name, x > 100])).toEqual([
      ['A', false],
      ['B', true],
    ])
  })

  it('points from A to B forward, from B to A in reverse, and both ways', () => {
    expect([tips('forward'), tips('reverse'), tips('both')]).toEqual([[126], [74], [126, 74]])
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
