import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { areas } from '#common/catalog/thermal/areas.ts'
import { measuring } from '#common/catalog/thermal/measuring.ts'
import { ntp } from '#common/catalog/time/ntp.ts'
import { convertTemperature, hasTemperatures, isDifference, unitIn } from '#common/schema/temperature.ts'

describe('a temperature', () => {
  it.each([
    [0, 32],
    [100, 212],
    [-40, -40],
    [36.6, 97.88],
  ])('of %d °C is %d °F, and the other way round', (celsius, fahrenheit) => {
    expect(convertTemperature(celsius, '°C', '°F')).toBeCloseTo(fahrenheit, 9)
    expect(convertTemperature(fahrenheit, '°F', '°C')).toBeCloseTo(celsius, 9)
  })

  it('that is a difference has no zero of its own', () => {
    expect(convertTemperature(10, '°C', '°F', true)).toBe(18)
    expect(convertTemperature(18, '°F', '°C', true)).toBe(10)
  })

  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.double({ min: -300, max: 3000, noNaN: true }), fc.boolean(), (value, isDelta) => {
        const there = convertTemperature(value, '°C', '°F', isDelta)
        return Math.abs(convertTemperature(there, '°F', '°C', isDelta) - value) < 1e-9
      }),
    )
  })

  it('is in the unit its record says, or in one nobody knows', () => {
    expect([unitIn({ unit: '°F' }), unitIn({ unit: '?7' }), unitIn({})]).toEqual(['°F', undefined, undefined])
  })

  it('is found in lists too', () => {
    expect([areas, measuring, ntp].map(({ fields }) => hasTemperatures(fields))).toEqual([true, true, false])
  })

  it('of an alarm is a difference where the alarm is by difference or by rise', () => {
    const { warning, max } = areas.fields.areas.item
    expect(['difference', 'threshold', 'range', 'rise'].map((alarm) => isDifference(warning, { alarm }))).toEqual([
      true,
      false,
      false,
      true,
    ])
    expect(isDifference(max, { alarm: 'rise' })).toBe(false)
  })
})
