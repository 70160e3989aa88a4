import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { boxAt, type Camera, horizonOf } from '#common/perspective/camera.ts'
import { fitCamera } from '#common/perspective/fit.ts'
import type { Mark } from '#common/perspective/marks.ts'
import { bandsTooSmall, isTooSmall } from '#common/perspective/least.ts'

const lens = { fieldOfView: 90, aspect: 16 / 9 }
const onAPole: Camera = { lens, height: 4, tilt: 20 }
const person = { width: 0.5, height: 1.8 }

/** A place in the world as a plain pinhole shows it: metres aside, ahead and up. Written apart from the code under test. */
function seen({ lens: { fieldOfView, aspect }, height, tilt }: Camera, aside: number, ahead: number, up: number) {
  const [sin, cos] = [Math.sin((tilt * Math.PI) / 180), Math.cos((tilt * Math.PI) / 180)]
  const focal = 0.5 / Math.tan((fieldOfView * Math.PI) / 360)
  const depth = ahead * cos + (height - up) * sin
  const down = (height - up) * cos - ahead * sin
  return { x: 50 + (100 * focal * aside) / depth, y: 50 + (100 * aspect * focal * down) / depth }
}

const standing = (camera: Camera, aside: number, ahead: number, length = 1.8): Mark => ({
  kind: 'upright',
  from: seen(camera, aside, ahead, 0),
  to: seen(camera, aside, ahead, length),
  length,
})

/** Two places of the ground and the metres between them. */
const measured = (camera: Camera, [aside, ahead]: readonly [number, number], [aside2, ahead2]: readonly [number, number]): Mark => ({
  kind: 'ground',
  from: seen(camera, aside, ahead, 0),
  to: seen(camera, aside2, ahead2, 0),
  length: Math.hypot(aside2 - aside, ahead2 - ahead),
})

function fitted(marks: readonly Mark[], by = lens) {
  const fit = fitCamera(marks, by)
  if (typeof fit === 'string') throw new Error(fit)
  return fit
}

const rounded = ({ height, tilt }: Camera) => [height, tilt].map((value) => Number(value.toFixed(4)))

const cameras = fc.record({
  lens: fc.record({ fieldOfView: fc.double({ min: 30, max: 110, noNaN: true }), aspect: fc.constantFrom(16 / 9, 4 / 3) }),
  height: fc.double({ min: 2.5, max: 12, noNaN: true }),
  tilt: fc.double({ min: 0, max: 40, noNaN: true }),
})

describe('the box of a person', () => {
  it('ends where a pinhole shows the head, wherever the person stands', () => {
    fc.assert(
      fc.property(cameras, fc.double({ min: 4, max: 40, noNaN: true }), (camera, ahead) => {
        const { from, to } = standing(camera, 0, ahead)
        expect(boxAt(camera, from, person)?.top).toBeCloseTo(to.y, 6)
      }),
    )
  })

  it('leans with the picture: its middle is between foot and head', () => {
    const { from, to } = standing(onAPole, 3, 6)
    const box = boxAt(onAPole, from, person)
    expect(box && box.left + box.width / 2).toBeCloseTo((from.x + to.x) / 2, 6)
  })

  it('is as wide as a level lens shows it', () => {
    const level = { ...onAPole, tilt: 0 }
    expect(boxAt(level, seen(level, 0, 10, 0), person)?.width).toBeCloseTo(2.5, 6) // 0.5 m of the 20 m seen 10 m away
  })

  it('is nowhere above the horizon', () => {
    const horizon = horizonOf(onAPole)
    expect(boxAt(onAPole, { x: 50, y: horizon - 0.1 }, person)).toBeUndefined()
    expect(boxAt(onAPole, { x: 50, y: horizon + 0.1 }, person)).toBeDefined()
  })
})

describe('the camera found', () => {
  it.each([2, 3, 5])('from %i people is the one that took the picture', (count) => {
    const { camera, worst } = fitted(Array.from({ length: count }, (_, index) => standing(onAPole, index - 1, 5 + 4 * index)))
    expect(rounded(camera)).toEqual([4, 20])
    expect(worst).toBeCloseTo(0, 6)
  })

  it('from any two people is the one that took the picture, for any camera', () => {
    fc.assert(
      fc.property(cameras, (camera) => {
        const fit = fitCamera([standing(camera, 0, 4), standing(camera, 1, 15)], camera.lens)
        if (typeof fit === 'string') return expect(fit).toBe('undecided')
        expect(fit.camera.height).toBeCloseTo(camera.height, 2)
        expect(fit.camera.tilt).toBeCloseTo(camera.tilt, 2)
        expect(fit.worst).toBeLessThan(0.01)
      }),
    )
  })

  it('comes from a parking bay as well: its depth and its width on the ground, and one person', () => {
    const { camera } = fitted([measured(onAPole, [-2, 6], [-2, 11]), measured(onAPole, [-2, 6], [0.5, 6]), standing(onAPole, 2, 9)])
    expect(rounded(camera)).toEqual([4, 20])
  })

  it('comes from lengths on the ground alone, whichever way they lie', () => {
    const { camera } = fitted([
      measured(onAPole, [-2, 5], [1, 7]),
      measured(onAPole, [3, 9], [2, 14]),
      measured(onAPole, [-4, 12], [2, 12]),
    ])
    expect(rounded(camera)).toEqual([4, 20])
  })

  it('may have its horizon in the picture', () => {
    const level: Camera = { lens, height: 2.5, tilt: 3 }
    const { camera } = fitted([standing(level, -1, 4), standing(level, 1, 12)])
    expect(horizonOf(camera)).toBeCloseTo(50 - ((50 * 16) / 9) * Math.tan((3 * Math.PI) / 180), 3)
  })

  it('sizes a third person whom nobody marked', () => {
    const { camera } = fitted([standing(onAPole, -1, 5), standing(onAPole, 1, 15, 2.1)])
    const { from, to } = standing(onAPole, 0, 9)
    expect(boxAt(camera, from, person)?.top).toBeCloseTo(to.y, 4)
  })

  it('is hardly another when every mark is a pixel off', () => {
    const shaken = [5, 8, 12, 18].map((ahead, index): Mark => {
      const { to, ...mark } = standing(onAPole, 0, ahead)
      return { ...mark, to: { x: to.x, y: to.y + (index % 2 === 0 ? 0.09 : -0.09) } } // 1 px of 1080
    })
    const { camera, worst } = fitted(shaken)
    expect(Math.abs(camera.height - 4)).toBeLessThan(0.15)
    expect(worst).toBeLessThan(3)
  })

  it('admits that something is wrong when one of four heights was mistaken', () => {
    const marks = [5, 8, 12, 18].map((ahead) => standing(onAPole, 0, ahead))
    const fit = fitted(marks.map((mark, index) => (index === 2 ? { ...mark, length: 2.7 } : mark)))
    expect(fit.worst).toBe(Math.max(...fit.errors))
    expect(fit.worst).toBeGreaterThan(10)
  })

  it('admits it as well when a length on the ground was mistaken', () => {
    const bay = measured(onAPole, [-2, 6], [-2, 11])
    const people = [5, 8, 12, 18].map((ahead) => standing(onAPole, 0, ahead))
    expect(fitted([...people, { ...bay, length: 10 }]).worst).toBeGreaterThan(10)
  })
})

describe('no camera is made up', () => {
  const near = standing(onAPole, 0, 5)
  const far = standing(onAPole, 0, 15)

  it('from one thing', () => expect(fitCamera([near], lens)).toBe('tooFew'))

  it('from things all equally far away', () => expect(fitCamera([near, standing(onAPole, 2, 5)], lens)).toBe('undecided'))

  it('from one thing marked twice', () => expect(fitCamera([near, near, near], lens)).toBe('undecided'))

  it('from two marks that two cameras would show alike', () => {
    // A person and a step aside in front of him: seen so from 5.3 m at 14°, and from 10.8 m at 53°.
    const marks: readonly Mark[] = [
      { kind: 'upright', from: { x: 59.65036, y: 52.567805 }, to: { x: 59.861017, y: 40.634753 }, length: 1.75 },
      { kind: 'ground', from: { x: 47.872044, y: 79.529162 }, to: { x: 60.036032, y: 82.249437 }, length: 1.826941 },
    ]
    expect(fitCamera(marks, { fieldOfView: 65.294724, aspect: 16 / 9 })).toBe('undecided')
  })

  it('from a thing upside down, or of no height', () => {
    expect(fitCamera([near, { ...far, from: far.to, to: far.from }], lens)).toBe('notUpright')
    expect(fitCamera([near, { ...far, to: far.from }], lens)).toBe('notUpright')
    expect(fitCamera([near, { ...far, length: 0 }], lens)).toBe('noLength')
    expect(fitCamera([near, { ...far, length: Number.NaN }], lens)).toBe('noLength')
    expect(fitCamera([near, { ...far, length: Infinity }], lens)).toBe('noLength')
    expect(fitCamera([near, { kind: 'ground', from: far.from, to: far.from, length: 2 }], lens)).toBe('noLength')
  })

  it('from what stands above every horizon', () => {
    const up = ({ from, to, ...mark }: Mark): Mark => ({ ...mark, from: { ...from, y: from.y - 700 }, to: { ...to, y: to.y - 700 } })
    expect(fitCamera([up(near), up(far)], lens)).toBe('noCamera')
  })

  it.each([0, 9.3e-156, 0.4, 171, 180, -90, Number.NaN])('for a lens of %s°', (fieldOfView) => {
    expect(fitCamera([near, far], { ...lens, fieldOfView })).toBe('noLens')
  })

  it('with a number that is none, whatever is marked', () => {
    const place = fc.record({ x: fc.double(), y: fc.double() })
    const onIt = fc.record({ x: fc.integer({ min: 0, max: 100 }), y: fc.integer({ min: 0, max: 100 }) })
    const mark = (places: fc.Arbitrary<{ x: number; y: number }>, length: fc.Arbitrary<number>) =>
      fc.record({ kind: fc.constantFrom('upright' as const, 'ground' as const), from: places, to: places, length })
    const any = fc.oneof(mark(place, fc.double()), mark(onIt, fc.double({ min: 0.2, max: 20, noNaN: true })))
    fc.assert(
      fc.property(
        fc.array(any, { maxLength: 5 }),
        fc.oneof(fc.double(), fc.double({ min: 0.5, max: 170, noNaN: true })),
        (marks, fieldOfView) => {
          const fit = fitCamera(marks, { fieldOfView, aspect: 16 / 9 })
          if (typeof fit === 'string') return
          const { camera, errors } = fit
          expect([camera.height, camera.tilt, ...errors].every(Number.isFinite)).toBe(true)
          const box = boxAt(camera, { x: 30, y: 90 }, person)
          expect(box === undefined || [box.left, box.top, box.width, box.height].every(Number.isFinite)).toBe(true)
        },
      ),
    )
  })
})

describe('a rule with a least size', () => {
  it('is tinted from the horizon to where people are big enough', () => {
    const least = { width: 0, height: 15 }
    const [band, ...more] = bandsTooSmall(onAPole, person, least)
    expect(more).toEqual([])
    expect(band?.from).toBeCloseTo(Math.round(horizonOf(onAPole)), 6)
    expect(isTooSmall(onAPole, (band?.to ?? 0) - 1, person, least)).toBe(true)
    expect(isTooSmall(onAPole, (band?.to ?? 0) + 1, person, least)).toBe(false)
  })

  it('is tinted for width alone too, and not at all when it asks for nothing', () => {
    expect(bandsTooSmall(onAPole, person, { width: 3, height: 0 })).not.toEqual([])
    expect(bandsTooSmall(onAPole, person, { width: 0, height: 0 })).toEqual([])
  })
})
