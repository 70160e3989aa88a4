import { describe, expect, it } from 'vitest'
import { noAir } from '#common/thermal/air.ts'
import { type Reading, changeBetween, stabilityOf, summaryOf } from '#common/thermal/readings.ts'
import { type Conditions, emissivityOf, reread } from '#common/thermal/measurement.ts'
import { combine, coverage, emissivityWithDoubt, fromTolerance, targetWithDoubt } from '#common/thermal/uncertainty.ts'
import { fc } from '#test/support/properties.ts'

const told: Conditions = { emissivity: 0.95, reflected: 20, air: noAir }
const sure = { emissivity: 0, reflected: 0, airTemperature: 0, humidity: 0, distance: 0 }

describe('the law of propagation', () => {
  it('adds what is independent in squares', () => {
    const sum = combine({ a: { value: 1, uncertainty: 3 }, b: { value: 2, uncertainty: 4 } }, ({ a, b }) => a + b)
    expect(sum?.value).toBe(3)
    expect(sum?.uncertainty).toBeCloseTo(5, 9)
  })

  it('adds relative uncertainties of a product in squares', () => {
    const product = combine({ a: { value: 10, uncertainty: 0.1 }, b: { value: 20, uncertainty: 0.4 } }, ({ a, b }) => a * b)
    expect((product?.uncertainty ?? 0) / 200).toBeCloseTo(Math.hypot(0.01, 0.02), 6)
  })

  it('has nothing to say where nothing comes out', () => {
    expect(combine({ a: { value: 1, uncertainty: 1 } }, () => undefined)).toBeUndefined()
  })

  it('takes a tolerance for anything within it', () => {
    expect(fromTolerance(0.3)).toBeCloseTo(0.1732, 4)
    expect(coverage).toBe(2)
  })
})

describe('a target measured', () => {
  const at80 = { mean: 80, meanUncertainty: 0 }

  it('is as certain as the camera where all else is known', () => {
    expect(targetWithDoubt(at80, told, sure, 0.5)?.uncertainty).toBeCloseTo(0.5, 6)
  })

  it('is as uncertain by its emissivity as another emissivity would move it', () => {
    const measured = targetWithDoubt(at80, told, { ...sure, emissivity: 0.01 }, 0)
    const moved = (reread(80, told, { ...told, emissivity: 0.94 }) ?? 0) - 80
    expect(measured?.parts.emissivity).toBeCloseTo(moved, 1)
    expect(measured?.value).toBeCloseTo(80, 6)
  })

  it('is undisturbed by what is mirrored where nothing is', () => {
    expect(targetWithDoubt(at80, { ...told, emissivity: 1 }, { ...sure, reflected: 10 }, 0.1)?.parts.reflected).toBeCloseTo(0, 9)
  })
})

describe('an emissivity measured', () => {
  const reading = { mean: reread(70, { ...told, emissivity: 0.8 }, told) ?? 0, meanUncertainty: 0.02 }

  it('comes with its uncertainty and where it is from', () => {
    const found = emissivityWithDoubt(reading, told, { value: 70, uncertainty: 0.3 }, { instrument: 0.2, reflected: 0.5 })
    expect(found?.value).toBeCloseTo(0.8, 5)
    const other = emissivityOf(reading.mean, told, 70.3)
    expect(found?.parts.known).toBeCloseTo(0.8 - (typeof other === 'number' ? other : 0), 3)
    expect(found?.uncertainty).toBeCloseTo(Math.hypot(...Object.values(found?.parts ?? {})), 9)
  })

  it('is the less certain the nearer the target is to its surroundings', () => {
    const near = { mean: reread(25, { ...told, emissivity: 0.8 }, told) ?? 0, meanUncertainty: 0.02 }
    const [far, close] = [
      emissivityWithDoubt(reading, told, { value: 70, uncertainty: 0.3 }, { instrument: 0.2, reflected: 0.5 }),
      emissivityWithDoubt(near, told, { value: 25, uncertainty: 0.3 }, { instrument: 0.2, reflected: 0.5 }),
    ]
    expect(close?.uncertainty).toBeGreaterThan(5 * (far?.uncertainty ?? 0))
  })
})

describe('readings of one thing', () => {
  const every = (seconds: number, values: readonly number[]): readonly Reading[] =>
    values.map((value, index) => ({ at: index * seconds * 1000, value }))

  it('have a mean, a spread and a drift', () => {
    const summary = summaryOf(every(30, [20, 21, 22, 23]))
    expect(summary).toMatchObject({ n: 4, mean: 21.5, least: 20, most: 23, seconds: 90 })
    expect(summary?.spread).toBeCloseTo(Math.sqrt(5 / 3), 9)
    expect(summary?.meanUncertainty).toBeCloseTo(Math.sqrt(5 / 3) / 2, 9)
    expect(summary?.drift?.perMinute).toBeCloseTo(2, 9)
    expect(summary?.drift?.uncertainty).toBeCloseTo(0, 9)
  })

  it('have the drift they were made with, whatever it is', () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), fc.integer({ min: 3, max: 60 }), (perMinute, n) => {
        const made = Array.from({ length: n }, (_, index) => ({ at: 1.7e12 + index * 1000, value: 30 + (perMinute * index) / 60 }))
        expect(summaryOf(made)?.drift?.perMinute).toBeCloseTo(perMinute, 6)
      }),
    )
  })

  it('say nothing where there are none, and of drift where there are two', () => {
    expect(summaryOf([])).toBeUndefined()
    expect(summaryOf(every(60, [20, 30]))?.drift).toBeUndefined()
  })

  it.each([
    ['stable', every(6, [20, 20.02, 19.98, 20, 20.01, 19.99, 20, 20.02, 19.98, 20, 20.01, 20])],
    ['notYet', every(6, [20, 20.1, 20.2, 20.3, 20.4, 20.5, 20.6, 20.7, 20.8, 20.9, 21, 21.1])],
    // Nothing drifts, and yet it might: the noise hides it.
    ['notYet', every(6, [20, 21, 20, 21, 20, 21, 21, 20, 21, 20, 21, 20])],
    [
      'tooShort',
      every(
        1,
        Array.from({ length: 20 }, () => 20),
      ),
    ],
    ['tooShort', every(60, [20, 20, 20])],
  ] as const)('are %s', (verdict, readings) => {
    const summary = summaryOf(readings)
    expect(summary && stabilityOf(summary)).toBe(verdict)
  })

  it('differ before and after, and the other way round when the two change places', () => {
    const [before, after] = [summaryOf(every(1, [40, 40.2])), summaryOf(every(1, [41, 41.2]))]
    if (!before || !after) throw new Error('there are readings')
    expect(changeBetween(before, after).value).toBeCloseTo(1, 9)
    expect(changeBetween(after, before).value).toBeCloseTo(-1, 9)
    expect(changeBetween(before, after).uncertainty).toBeCloseTo(0.1 * Math.SQRT2, 6)
  })
})
