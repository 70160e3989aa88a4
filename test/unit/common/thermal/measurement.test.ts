import { describe, expect, it } from 'vitest'
import { type Air, noAir, transmissionOf, waterOf } from '#common/thermal/air.ts'
import { apparentOf, type Conditions, emissivityOf, errorOf, mirroredPart, reread, targetOf } from '#common/thermal/measurement.ts'
import { band, celsiusOf, iceK, radianceAt, reckoned, stefanBoltzmann } from '#common/thermal/radiance.ts'
import { fc } from '#test/support/properties.ts'

const temperature = fc.double({ min: -40, max: 500, noNaN: true })
const air = fc.record({
  temperature: fc.double({ min: -20, max: 45, noNaN: true }),
  humidity: fc.double({ min: 0, max: 100, noNaN: true }),
  distance: fc.double({ min: 0, max: 100, noNaN: true }),
})
const conditions = fc.record({
  emissivity: fc.double({ min: 0.1, max: 1, noNaN: true }),
  reflected: fc.double({ min: -40, max: 80, noNaN: true }),
  air,
})

const told = (given: Partial<Conditions> = {}): Conditions => ({ emissivity: 0.95, reflected: 20, air: noAir, ...given })
const by = (value: number | undefined) => value ?? Number.NaN

/** W/(m²·sr), Planck's law in wavelengths summed up over the band by Simpson's rule: another way to the same number. */
function summedUp(celsius: number, { from, to }: { readonly from: number; readonly to: number } = band): number {
  const [h, c, k, kelvin] = [6.626_070_15e-34, 299_792_458, 1.380_649e-23, celsius + iceK]
  const at = (micrometres: number) => {
    const length = micrometres * 1e-6
    return (2 * h * c ** 2) / length ** 5 / Math.expm1((h * c) / (length * k * kelvin))
  }
  const steps = 2000
  const width = (to - from) / steps
  let sum = at(from) + at(to)
  for (let step = 1; step < steps; step++) sum += at(from + step * width) * (step % 2 === 1 ? 4 : 2)
  return (sum * width * 1e-6) / 3
}

describe('radiance of a black body', () => {
  it.each([-40, 0, 20, 100, 500, 1500])('at %i °C is what Planck’s law sums up to', (celsius) => {
    expect(radianceAt(celsius) / summedUp(celsius)).toBeCloseTo(1, 9)
  })

  // The table of blackbody radiation functions every heat transfer textbook has.
  it.each([
    [2898, 0.2501],
    [3000, 0.273232],
    [5000, 0.633747],
    [6000, 0.737818],
    [8000, 0.856288],
  ])('has below λT = %i µm·K the part the tables print, %f', (product, part) => {
    const kelvin = 500
    const whole = (stefanBoltzmann / Math.PI) * kelvin ** 4
    expect(radianceAt(kelvin - iceK, { from: 0.05, to: product / kelvin }) / whole).toBeCloseTo(part, 4)
  })

  it('is over all wavelengths what Stefan and Boltzmann say: 459.3 W/m² at 300 K', () => {
    expect(Math.PI * radianceAt(300 - iceK, { from: 0.1, to: 20_000 })).toBeCloseTo(459.3, 1)
  })

  it('is most at the wavelength of Wien, 2898 µm·K', () => {
    const kelvin = 289.8
    const at = (middle: number) => radianceAt(kelvin - iceK, { from: middle - 0.05, to: middle + 0.05 })
    expect(at(10)).toBeGreaterThan(at(9.8))
    expect(at(10)).toBeGreaterThan(at(10.2))
  })

  it('tells its temperature again', () => {
    fc.assert(
      fc.property(fc.double({ ...reckoned, min: reckoned.from + 1, max: reckoned.to - 1, noNaN: true }), (celsius) => {
        expect(celsiusOf(radianceAt(celsius))).toBeCloseTo(celsius, 6)
      }),
    )
  })

  it('is no temperature where it is none', () => {
    expect([0, -1, Number.NaN, Infinity].map((radiance) => celsiusOf(radiance))).toEqual([undefined, undefined, undefined, undefined])
  })
})

describe('the air', () => {
  const room: Air = { temperature: 20, humidity: 50, distance: 10 }

  it('holds 17.3 g of vapour in a m³ at the most at 20 °C', () => {
    expect(waterOf(20, 100)).toBeCloseTo(17.3, 0)
  })

  it('lets everything through where there is none', () => {
    expect(transmissionOf({ ...room, distance: 0 })).toBe(1)
  })

  it('lets less through the longer the way and the wetter the air', () => {
    const way = [1, 5, 20, 100].map((distance) => transmissionOf({ ...room, distance }))
    expect(way).toEqual(way.toSorted((a, b) => b - a))
    expect(transmissionOf({ ...room, humidity: 90, distance: 50 })).toBeLessThan(transmissionOf({ ...room, distance: 50 }))
    expect(way[0]).toBeGreaterThan(0.99)
  })
})

describe('a reading', () => {
  it('is the target where the emissivity is 1 and there is no air', () => {
    fc.assert(
      fc.property(temperature, fc.double({ min: -40, max: 80, noNaN: true }), (target, reflected) => {
        expect(apparentOf(target, told({ emissivity: 1, reflected }))).toBeCloseTo(target, 6)
      }),
    )
  })

  it('corrected and uncorrected is what it was', () => {
    fc.assert(
      fc.property(temperature, conditions, (target, given) => {
        expect(targetOf(by(apparentOf(target, given)), given)).toBeCloseTo(target, 5)
      }),
    )
  })

  it('of a target as warm as all it mirrors and the air does not know the emissivity', () => {
    fc.assert(
      fc.property(conditions, (given) => {
        const same = { ...given, reflected: 30, air: { ...given.air, temperature: 30 } }
        expect(apparentOf(30, same)).toBeCloseTo(30, 6)
      }),
    )
  })

  it('is too low where a hot target is taken for blacker than it is', () => {
    expect(by(errorOf(80, told({ emissivity: 0.6 }), told({ emissivity: 0.95 })))).toBeLessThan(-10)
  })

  it('by a wrong emissivity changes sign when the two cameras change places, and both agree on no error', () => {
    fc.assert(
      fc.property(fc.double({ min: 40, max: 300, noNaN: true }), conditions, conditions, (target, a, b) => {
        const [one, other] = [told({ emissivity: a.emissivity }), told({ emissivity: b.emissivity })]
        const [there, back] = [by(errorOf(target, one, other)), by(errorOf(target, other, one))]
        expect(there * back).toBeLessThanOrEqual(1e-9)
        expect(reread(by(reread(target, one, other)), other, one)).toBeCloseTo(target, 5)
      }),
    )
  })

  it('is no temperature where less comes than is mirrored', () => {
    expect(targetOf(0, told({ emissivity: 0.1, reflected: 60 }))).toBeUndefined()
    expect(targetOf(20, told({ emissivity: 0 }))).toBeUndefined()
  })
})

describe('an emissivity', () => {
  it('is found again from the reading it made', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        conditions,
        fc.double({ min: 5, max: 200, noNaN: true }),
        (actual, given, above) => {
          const known = given.reflected + above
          const shown = by(reread(known, { ...given, emissivity: actual }, { ...given, emissivity: 0.95 }))
          expect(emissivityOf(shown, { ...given, emissivity: 0.95 }, known)).toBeCloseTo(actual, 4)
        },
      ),
    )
  })

  it('is not found where target and surroundings are alike', () => {
    expect(emissivityOf(20.5, told(), 20.5)).toBe('tooAlike')
  })

  it('is impossible where the known temperature cannot be right', () => {
    expect(emissivityOf(80, told(), 40)).toBe('impossible')
    expect(emissivityOf(10, told(), 60)).toBe('impossible')
  })
})

it('what leaves a bright target is mostly mirrored', () => {
  expect(mirroredPart(30, { emissivity: 0.1, reflected: 20 })).toBeGreaterThan(0.85)
  expect(mirroredPart(30, { emissivity: 1, reflected: 20 })).toBe(0)
})
