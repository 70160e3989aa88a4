import { describe, expect, it } from 'vitest'
import { countsPixels, sizeLimits, withSizeLimit } from '#common/analysis/sizes.ts'
import { multiTarget } from '#common/catalog/analysis/multiTarget.ts'
import { perimeter } from '#common/catalog/analysis/perimeter.ts'
import { erase } from '#common/schema/infer.ts'
import { validate } from '#common/schema/setting.ts'

const shaped = { ...erase(perimeter.sample), limitShape: true, minWidth: 2, minHeight: 4, maxWidth: 6, maxHeight: 12 }
const main = { width: 1920, height: 1080 }

describe('the sizes of targets', () => {
  it('are two boxes in percent of the picture, as long as they count', () => {
    expect(sizeLimits(perimeter.fields, shaped)).toEqual([
      { id: 'smallest', label: 'Smallest target', width: 2, height: 4 },
      { id: 'largest', label: 'Largest target', width: 6, height: 12 },
    ])
    expect(sizeLimits(perimeter.fields, { ...shaped, limitShape: false })).toEqual([])
  })

  it('are none where the device has none', () => {
    expect(sizeLimits(perimeter.fields, erase(perimeter.sample))).toEqual([])
  })

  it('are kept to a hundredth of a percent', () => {
    expect(withSizeLimit(perimeter.fields, shaped, 'smallest', { width: 3.456_78, height: 5 })).toEqual({
      ...shaped,
      minWidth: 3.46,
      minHeight: 5,
    })
  })

  it('never cross: the smallest stays within the largest, and neither vanishes', () => {
    const wide = { width: 50, height: 1 }
    expect(withSizeLimit(perimeter.fields, shaped, 'smallest', wide)).toMatchObject({ minWidth: 6, minHeight: 1 })
    expect(withSizeLimit(perimeter.fields, shaped, 'largest', { width: 0, height: 200 })).toMatchObject({ maxWidth: 2, maxHeight: 100 })
    expect(withSizeLimit(perimeter.fields, shaped, 'smallest', { width: 0, height: 0 })).toMatchObject({ minWidth: 0.1, minHeight: 0.1 })
  })
})

describe('sizes in pixels of the main stream (manual line 27177)', () => {
  const values = { ...erase(multiTarget.sample), plates: false, plateMin: 30, personMax: 384 }

  it('need the size of its picture', () => {
    expect(countsPixels(multiTarget.fields)).toBe(true)
    expect(countsPixels(perimeter.fields)).toBe(false)
    expect(sizeLimits(multiTarget.fields, values)).toEqual([])
  })

  it('are boxes for every kind that is looked for', () => {
    const boxes = sizeLimits(multiTarget.fields, values, main)
    expect(boxes.map(({ id }) => id)).toEqual(['faceMin', 'personMin', 'personMax', 'vehicleMin'])
    expect(boxes.find(({ id }) => id === 'personMax')).toMatchObject({ label: 'Largest person', width: 20 })
  })

  it('are drawn as wide as they count, within what the device takes', () => {
    const wide = (width: number) => withSizeLimit(multiTarget.fields, values, 'faceMin', { width, height: 9 }, main)
    expect(wide(5)).toEqual({ ...values, faceMin: 96 })
    expect(validate(multiTarget, wide(0.01), values)).toEqual([])
    expect(wide(0.01)).toMatchObject({ faceMin: 30 })
    expect(wide(90)).toMatchObject({ faceMin: 300 })
  })
})
