import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import type { DateTime } from '#common/catalog/time/dateTime.ts'
import type { TimeZone } from '#common/catalog/time/timeZone.ts'
import { deviceShift, instantOf, localCivil, wallTime } from '#common/time/civil.ts'
import { daylightOf } from '#common/time/daylight.ts'
import { shiftOf } from '#common/time/shift.ts'
import { deviceZones, zonesFor } from '#common/time/zones.ts'

const hour = (text: string) => Date.parse(`${text}Z`)
const settingFor = (place: string, year = 2026): TimeZone => ({
  zone: zonesFor(place, year)[0]?.id ?? -1,
  ...daylightOf(place, year).fields,
})
const copenhagen = settingFor('Europe/Copenhagen')
const shown = ({ hour: h, minute, second }: DateTime) => [h, minute, second].map((part) => String(part).padStart(2, '0')).join(':')
const at = (text: string, timeZone: TimeZone) =>
  shown(localCivil(hour(text), timeZone) ?? { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 })

describe('what a device shows', () => {
  it('is whole seconds of its own zone', () => {
    expect(localCivil(hour('2026-11-22T13:32:08.999'), copenhagen)).toEqual({
      year: 2026,
      month: 11,
      day: 22,
      hour: 14,
      minute: 32,
      second: 8,
    })
  })

  it('changes to daylight saving and back at the instants of its fields', () => {
    expect([at('2026-03-29T00:59:59', copenhagen), at('2026-03-29T01:00:00', copenhagen)]).toEqual(['01:59:59', '03:00:00'])
    expect([at('2026-10-25T00:59:59', copenhagen), at('2026-10-25T01:00:00', copenhagen)]).toEqual(['02:59:59', '02:00:00'])
  })

  it('has daylight saving over the turn of the year in the south', () => {
    const sydney = settingFor('Australia/Sydney')
    expect(at('2026-01-01T00:00:00', sydney)).toBe('11:00:00')
    expect(at('2026-07-01T00:00:00', sydney)).toBe('10:00:00')
    expect(at('2026-12-31T00:00:00', sydney)).toBe('11:00:00')
  })

  it('has no daylight saving while the switch is off, or its fields are missing', () => {
    expect(at('2026-07-01T00:00:00', { ...copenhagen, daylightSaving: false })).toBe('01:00:00')
    expect(at('2026-07-01T00:00:00', { zone: 105, daylightSaving: true })).toBe('01:00:00')
  })

  it('shifts by the offset an NVR keeps', () => {
    expect(at('2026-07-01T00:00:00', { ...copenhagen, offset: 30 })).toBe('01:30:00')
  })

  it('is unknown for an id nobody knows', () => {
    const unknown = { ...copenhagen, zone: 299 }
    expect(localCivil(hour('2026-07-01T00:00:00'), unknown)).toBeUndefined()
    expect(instantOf({ year: 2026, month: 7, day: 1, hour: 0, minute: 0, second: 0 }, unknown)).toBeUndefined()
    expect(deviceShift(hour('2026-07-01T00:00:00'), unknown)).toBeUndefined()
  })
})

describe.each([
  'Europe/London',
  'Europe/Copenhagen',
  'America/New_York',
  'Australia/Sydney',
  'Pacific/Auckland',
  'Africa/Cairo',
  'America/Santiago',
  'Asia/Kathmandu',
])('a device set up for %s', (place) => {
  it('shows the time of that place at every instant of the next five years', () => {
    const timeZone = settingFor(place)
    fc.assert(
      fc.property(fc.integer({ min: hour('2026-01-01T00:00'), max: hour('2030-12-31T00:00') }), (instant) => {
        expect(deviceShift(instant, timeZone)).toBe(shiftOf(place, instant))
      }),
      { numRuns: 300 },
    )
    for (const change of daylightOf(place, 2028).changes)
      expect([deviceShift(change.at - 1, timeZone), deviceShift(change.at, timeZone)]).toEqual([change.before, change.after])
  })
})

describe('the way back to the instant', () => {
  const whole = fc.integer({ min: hour('2020-01-01T00:00') / 1000, max: hour('2037-12-31T00:00') / 1000 }).map((seconds) => seconds * 1000)
  const settings = fc.constantFrom(
    ...deviceZones.map(({ id }) => ({ ...copenhagen, zone: id })),
    settingFor('Australia/Sydney'),
    settingFor('Asia/Kathmandu'),
  )

  it('gives every whole second back, for every id, when it is told about when', () => {
    fc.assert(
      fc.property(whole, settings, (instant, timeZone) => {
        const civil = localCivil(instant, timeZone)
        expect(civil && instantOf(civil, timeZone, instant)).toBe(instant)
      }),
      { numRuns: 2000 },
    )
  })

  it('needs no hint outside the hour that comes twice', () => {
    fc.assert(
      fc.property(whole, settings, (instant, timeZone) => {
        const shiftAt = (away: number) => deviceShift(instant + away * 3_600_000, timeZone)
        fc.pre(shiftAt(-1) === shiftAt(0) && shiftAt(1) === shiftAt(0))
        const civil = localCivil(instant, timeZone)
        expect(civil && instantOf(civil, timeZone)).toBe(instant)
      }),
      { numRuns: 2000 },
    )
  })

  it('takes the first of the two hours without a hint, and the nearer one with it', () => {
    const twice: DateTime = { year: 2026, month: 10, day: 25, hour: 2, minute: 30, second: 0 }
    expect(instantOf(twice, copenhagen)).toBe(hour('2026-10-25T00:30:00'))
    expect(instantOf(twice, copenhagen, hour('2026-10-25T01:20:00'))).toBe(hour('2026-10-25T01:30:00'))
    expect(instantOf(twice, copenhagen, hour('2026-10-25T00:45:00'))).toBe(hour('2026-10-25T00:30:00'))
  })

  it('reads a time that is skipped as standard time', () => {
    const skipped: DateTime = { year: 2026, month: 3, day: 29, hour: 2, minute: 30, second: 0 }
    expect(instantOf(skipped, copenhagen)).toBe(wallTime(skipped) - 3_600_000)
  })
})
