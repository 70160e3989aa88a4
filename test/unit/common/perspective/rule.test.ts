import { describe, expect, it } from 'vitest'
import { analyses } from '#common/analysis/analyses.ts'
import { advanced } from '#common/catalog/analysis/advanced.ts'
import { objectLeft } from '#common/catalog/analysis/objects.ts'
import { perimeter } from '#common/catalog/analysis/perimeter.ts'
import { findSetting } from '#common/catalog/index.ts'
import { boxAt, type Camera } from '#common/perspective/camera.ts'
import { Perspective } from '#common/perspective/kept.ts'
import type { Mark } from '#common/perspective/marks.ts'
import { areaOf, hasSizes, leastOf, withSizes } from '#common/perspective/rule.ts'
import { type AnyValues, erase } from '#common/schema/infer.ts'
import { validate } from '#common/schema/setting.ts'

const camera: Camera = { lens: { fieldOfView: 90, aspect: 16 / 9 }, height: 4, tilt: 20 }
const target = { width: 0.5, height: 1.75 }
const post: Mark = { kind: 'upright', from: { x: 40, y: 80 }, to: { x: 41, y: 40 }, length: 2.5 }
const sizing = { camera, target, marks: [post] }

const region = (more: AnyValues = {}): AnyValues => ({
  limitSize: false,
  minSize: 0,
  maxSize: 0,
  outline: [
    { x: 10, y: 40 },
    { x: 90, y: 40 },
    { x: 50, y: 90 },
  ],
  ...more,
})

describe('the sizes of a rule', () => {
  it('in cm² are those of the target, from 0.7 to 1.4 times as wide and as high, and are switched on', () => {
    const { regions } = withSizes(perimeter.fields, { enabled: true, regions: [region(), region()] }, sizing)
    const sized = { limitSize: true, minSize: 4287, maxSize: 17_150 } // 8750 cm² * 0.49 and * 1.96
    expect(regions).toEqual([region(sized), region(sized)])
  })

  it('stay within what the analysis takes', () => {
    const { regions } = withSizes(
      objectLeft.fields,
      { regions: [{ minSize: 100, maxSize: 200, outline: [] }] },
      { ...sizing, target: { width: 5, height: 2 } },
    )
    expect(regions).toEqual([{ minSize: 40_000, maxSize: 40_000, outline: [] }]) // manual line 16422
  })

  it('by width and height follow the farthest and the nearest place of the regions', () => {
    const values = { regions: [region()], limitShape: false, minWidth: 0, minHeight: 0, maxWidth: 0, maxHeight: 0 }
    const sized = withSizes(perimeter.fields, values, sizing)
    const [far, near] = [40, 90].map((y) => boxAt(camera, { x: 50, y }, target))
    expect(sized).toMatchObject({ limitShape: true })
    expect(sized['minHeight']).toBeCloseTo((far?.height ?? NaN) * 0.7, 1)
    expect(sized['maxHeight']).toBeCloseTo((near?.height ?? NaN) * 1.4, 1)
    expect(sized['minWidth']).toBeCloseTo((far?.width ?? NaN) * 0.7, 1)
    expect(sized['maxWidth']).toBeCloseTo((near?.width ?? NaN) * 1.4, 1)
  })

  it('are left alone where the device has none, and where there is no ground', () => {
    const bare = { enabled: true, regions: [{ outline: region()['outline'] ?? [] }] }
    expect(withSizes(perimeter.fields, bare, sizing)).toEqual(bare)
    const sky = { regions: [{ outline: [{ x: 1, y: 1 }] }], minWidth: 1, minHeight: 1, maxWidth: 2, maxHeight: 2 }
    expect(withSizes(perimeter.fields, sky, sizing)).toEqual(sky)
  })

  it.each(analyses.filter(({ setting }) => hasSizes(setting.fields)).map(({ setting }) => setting.id))('pass the rules of %s', (id) => {
    const setting = findSetting(id) ?? expect.fail(id)
    const had = erase(setting.sample)
    const after = withSizes(setting.fields, had, sizing)
    expect(validate(setting, after, had)).toEqual(validate(setting, had, had))
    expect(withSizes(setting.fields, after, sizing)).toEqual(after)
  })
})

describe('calibration lines', () => {
  const calibrated = (marks: readonly Mark[]) => withSizes(advanced.fields, { scene: 'Outdoors', calibration: [] }, { ...sizing, marks })

  it('are the marks, in cm', () => {
    const across: Mark = { kind: 'ground', from: { x: 20, y: 70 }, to: { x: 60, y: 71 }, length: 3.204 }
    expect(calibrated([post, across])).toEqual({
      scene: 'Outdoors',
      calibration: [
        { length: 250, direction: 'Vertical', startX: 40, startY: 80, endX: 41, endY: 40 },
        { length: 320, direction: 'Horizontal', startX: 20, startY: 70, endX: 60, endY: 71 },
      ],
    })
  })

  it('are none of what leads away from the camera: no single length holds along it', () => {
    expect(calibrated([{ kind: 'ground', from: { x: 20, y: 90 }, to: { x: 30, y: 50 }, length: 6 }])['calibration']).toEqual([])
  })
})

describe('the smallest target a rule takes', () => {
  it('is the strictest of its regions, of those that limit it at all', () => {
    const regions = [
      region({ limitSize: true, minSize: 1000 }),
      region({ limitSize: true, minSize: 9000 }),
      region({ minSize: 50_000 }), // switched off
    ]
    expect(leastOf(perimeter.fields, { regions })).toEqual({ box: { width: 0, height: 0 }, area: 9000 })
    expect(leastOf(perimeter.fields, { regions: [region()] })).toBeUndefined()
  })

  it('may be a width and a height', () => {
    expect(leastOf(perimeter.fields, { regions: [], limitShape: true, minWidth: 2, minHeight: 8 })).toEqual({
      box: { width: 2, height: 8 },
      area: 0,
    })
    expect(leastOf(perimeter.fields, { regions: [], limitShape: false, minWidth: 2, minHeight: 8 })).toBeUndefined()
  })

  it('is held against a person of 8750 cm²', () => expect(areaOf(target)).toBeCloseTo(8750, 6))
})

describe('what is kept of a perspective', () => {
  const good = { version: 1, channel: 1, lens: camera.lens, target, marks: [post] }

  it('comes back as it was', () => expect(Perspective.parse(JSON.parse(JSON.stringify(good)))).toEqual(good))

  it.each([
    ['of another version', { ...good, version: 2 }],
    ['with a place that is no number', { ...good, marks: [{ ...post, from: { x: null, y: 1 } }] }],
    ['of a target without a size', { ...good, target: { width: 0, height: 1 } }],
    ['of channel 0', { ...good, channel: 0 }],
  ])('is nothing %s', (_name, text) => expect(Perspective.safeParse(text).success).toBe(false))
})
