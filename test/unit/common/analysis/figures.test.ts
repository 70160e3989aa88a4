import { describe, expect, it } from 'vitest'
import {
  figureListOf,
  figureLists,
  figuresOf,
  isDrawn,
  recordAt,
  typedFields,
  undrawn,
  withFigure,
  withItem,
  withoutItem,
} from '#common/analysis/figures.ts'
import { motion } from '#common/catalog/alarm/motion.ts'
import { peopleCounting } from '#common/catalog/analysis/counting.ts'
import { fireSpot } from '#common/catalog/analysis/fireSpot.ts'
import { perimeter } from '#common/catalog/analysis/perimeter.ts'
import { doubleTripwire, tripwire } from '#common/catalog/analysis/tripwire.ts'
import { settings } from '#common/catalog/index.ts'
import { masks } from '#common/catalog/privacy/masks.ts'
import { roi } from '#common/catalog/stream/regions.ts'
import { erase } from '#common/schema/infer.ts'

describe('figures of a setting', () => {
  it('are the outlines of its regions, in percent', () => {
    expect(figuresOf(perimeter.fields, erase(perimeter.sample))).toMatchObject([
      {
        id: 'regions[0].outline',
        item: 'regions[0]',
        shape: 'outline',
        points: [{ x: 23.325359, y: 21.367521 }, { x: 47.488037 }],
        min: 3,
      },
    ])
  })

  it('are its lines, two of a double tripwire', () => {
    expect(figuresOf(tripwire.fields, erase(tripwire.sample))).toMatchObject([
      {
        id: 'regions[0].line',
        shape: 'line',
        points: [
          { x: 18, y: 63 },
          { x: 55, y: 37 },
        ],
      },
    ])
    expect(figuresOf(doubleTripwire.fields, erase(doubleTripwire.sample)).map(({ id }) => id)).toEqual([
      'regions[0].line',
      'regions[0].line2',
    ])
  })

  it('are its boxes, of whatever picture the manual counts them on', () => {
    expect(figuresOf(motion.fields, erase({ ...motion.sample, areas: [{ left: 42, top: 26, width: 210, height: 130 }] }))).toMatchObject([
      {
        id: 'areas[0].box',
        shape: 'box',
        points: [
          { x: 10, y: 10 },
          { x: 60, y: 60 },
        ],
      },
    ])
    expect(figuresOf(roi.fields, erase(roi.sample))[0]).toMatchObject({
      points: [
        { x: 31, y: 27 },
        { x: 91, y: 76 },
      ],
    })
  })

  it('stand without points where the device has nothing drawn', () => {
    expect(figuresOf(roi.fields, erase(roi.sample))[1]).toMatchObject({ id: 'regions[1].box', points: [] })
    expect(figuresOf(peopleCounting.fields, {})).toMatchObject([{ id: 'line', shape: 'line', points: [] }])
  })

  it('are the boxes in the region of a fire spot, taken as those of motion detection', () => {
    expect(figuresOf(fireSpot.fields, erase(fireSpot.sample))).toMatchObject([
      {
        id: 'regions[0].areas[0].box',
        item: 'regions[0].areas[0]',
        shape: 'box',
        points: [
          { x: 20, y: (125 / 260) * 100 },
          { x: (258 / 420) * 100, y: (200 / 260) * 100 },
        ],
      },
    ])
  })
})

describe('drawing', () => {
  it('gives back the very values when nothing was moved, for every setting of the catalog', () => {
    const drawn = settings.flatMap(({ id, fields, sample }) =>
      figuresOf(fields, erase(sample)).map((figure) => ({ id, fields, sample, figure })),
    )
    expect(drawn.length).toBeGreaterThan(20)
    for (const { id, fields, sample, figure } of drawn)
      if (figure.points.length > 0)
        expect(withFigure(fields, erase(sample), figure.id, figure.points), `${id} ${figure.id}`).toEqual(sample)
  })

  it('changes what was drawn and nothing else', () => {
    const values = erase(doubleTripwire.sample)
    const next = withFigure(doubleTripwire.fields, values, 'regions[0].line2', [
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ])
    expect(next).toEqual({
      ...doubleTripwire.sample,
      regions: [{ ...doubleTripwire.sample.regions[0], startX2: 1, startY2: 2, endX2: 3, endY2: 4 }],
    })
  })

  it('writes a box in the steps of the device, whichever way it was drawn', () => {
    const next = withFigure(masks.fields, erase(masks.sample), 'masks[1].box', [
      { x: 30.4, y: 50.2 },
      { x: 10.4, y: 20.2 },
    ])
    expect(recordAt(next, 'masks[1]')).toMatchObject({ mask: 3, left: 10, top: 20, width: 20, height: 30 })
  })

  it('adds an item to a list and takes one away', () => {
    const values = erase(tripwire.sample)
    const more = withItem(values, 'regions', { startX: 0, startY: 0, endX: 50, endY: 50 })
    expect(figuresOf(tripwire.fields, more)).toHaveLength(2)
    expect(withoutItem(more, 'regions[1]')).toEqual(tripwire.sample)
  })

  it('does so in a list of a region, too, and begins the region where there is none', () => {
    const [box, other] = [
      { left: 42, top: 26, width: 42, height: 26 },
      { left: 0, top: 0, width: 210, height: 130 },
    ]
    const first = withItem({ ...erase(fireSpot.sample), regions: [] }, 'regions[0].areas', box)
    expect(first['regions']).toEqual([{ areas: [box] }])
    const more = withItem(first, 'regions[0].areas', other)
    expect(figuresOf(fireSpot.fields, more).map(({ id }) => id)).toEqual(['regions[0].areas[0].box', 'regions[0].areas[1].box'])
    expect(withoutItem(more, 'regions[0].areas[0]')['regions']).toEqual([{ areas: [other] }])
    expect(
      withFigure(fireSpot.fields, more, 'regions[0].areas[1].box', [
        { x: 10, y: 10 },
        { x: 20, y: 30 },
      ])['regions'],
    ).toEqual([{ areas: [box, { left: 42, top: 26, width: 42, height: 52 }] }])
  })
})

describe('lists whose items are drawn', () => {
  it('are known with what is drawn in an item', () => {
    expect(figureLists(perimeter.fields)).toMatchObject([{ path: 'regions', shapes: ['outline'] }])
    expect(figureLists(doubleTripwire.fields)).toMatchObject([{ path: 'regions', shapes: ['line', 'line'] }])
    expect(figureLists(motion.fields)).toMatchObject([{ path: 'areas', shapes: ['box'] }])
    expect(figureLists(fireSpot.fields)).toMatchObject([{ path: 'regions[0].areas', shapes: ['box'] }])
  })

  it('are found by an item, also one in the item of another list', () => {
    expect(figureListOf(perimeter.fields, 'regions[3]')?.path).toBe('regions')
    expect(figureListOf(fireSpot.fields, 'regions[1].areas[2]')?.path).toBe('regions[1].areas')
    expect(figureListOf(fireSpot.fields, 'regions[1]')).toBeUndefined()
    expect(figureListOf(fireSpot.fields, 'regions[0].areas')).toBeUndefined()
  })

  it('are not typed, nor is what holds them', () => {
    expect(Object.keys(typedFields(fireSpot.fields))).not.toContain('regions')
  })

  it('have values nobody types where they are drawn', () => {
    const { item } = figureLists(doubleTripwire.fields)[0]!.field
    expect(['startX', 'endY2', 'direction', 'type'].filter((name) => isDrawn(item, name))).toEqual(['startX', 'endY2'])
    const [region = {}] = doubleTripwire.sample.regions
    expect(undrawn(item, erase(region))).toEqual({
      limitType: false,
      type: 'Person or vehicle',
      direction: 'Reverse',
      direction2: 'Reverse',
    })
  })
})
