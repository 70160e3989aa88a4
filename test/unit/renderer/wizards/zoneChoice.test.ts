import { describe, expect, it } from 'vitest'
import { timeZone } from '#common/catalog/time/timeZone.ts'
import { deviceZones } from '#common/time/zones.ts'
import { timeOfDay, wallWords } from '#renderer/wizards/time/clockWords.ts'
import { nextChanges, offsetIfLeft, zoneFor, zoneOptions } from '#renderer/wizards/time/zoneChoice.ts'

const now = timeZone.sample
const names = deviceZones.map(({ name }) => name)
const november = Date.UTC(2026, 10, 22)

describe('the zone for a city', () => {
  it.each([
    [
      'Europe/Copenhagen',
      { zone: 105, daylightSaving: true, beginMonth: 3, beginWeek: 'last', beginMinute: 120, endMonth: 10, endMinute: 180 },
    ],
    ['Asia/Seoul', { zone: 230, daylightSaving: false }],
    ['Australia/Sydney', { zone: 255, daylightSaving: true, beginMonth: 10, beginWeek: 'first', endMonth: 4 }],
  ])('%s', (place, fields) => {
    expect(zoneFor(place, 2026, now, names)).toMatchObject(fields)
  })

  it('is one the device lists, where another would fit as well', () => {
    const without = names.filter((name) => !name.includes('Copenhagen'))
    const { zone } = zoneFor('Europe/Copenhagen', 2026, now, without)
    expect([105, now.zone]).not.toContain(zone)
    expect(deviceZones.find(({ id }) => id === zone)?.baseMinutes).toBe(60)
  })

  it('gives a recorder the shift too, and no other device', () => {
    expect(zoneFor('Europe/Copenhagen', 2026, { ...now, offset: 30 }, names).offset).toBe(60)
    expect(zoneFor('Europe/Copenhagen', 2026, now, names)).not.toHaveProperty('offset')
  })

  it('stays where no zone of the devices fits', () => {
    expect(zoneFor('Pacific/Chatham', 2026, now, names).zone).toBe(now.zone)
  })
})

describe('the zones to choose from', () => {
  it('begin with those that fit the city, its own first', () => {
    expect(zoneOptions('Europe/Copenhagen', 2026, now, names)[0]).toEqual({ id: 105, fit: 'rule', listed: true })
  })

  it('name each id once, and always the one the device has', () => {
    const ids = zoneOptions('Europe/Copenhagen', 2026, { ...now, zone: 299 }, names).map(({ id }) => id)
    expect(ids).toContain(299)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('are the device’s own, and tell which it does not list', () => {
    const options = zoneOptions(undefined, 2026, now, ['(GMT+09:00) Seoul'])
    expect(options).toEqual([
      { id: now.zone, listed: false },
      { id: 230, listed: true },
    ])
  })

  it('are all Sightline knows when the device gives no list it can read', () => {
    expect(zoneOptions(undefined, 2026, now, ['(GMT+1) Somewhere'])).toHaveLength(deviceZones.length)
  })
})

describe('clocks in words', () => {
  it('tells the next two changes in the wall time before them', () => {
    expect(nextChanges('Europe/Copenhagen', november).map((wall) => wallWords(wall, 'en'))).toEqual([
      '28 Mar 2027 02:00',
      '31 Oct 2027 03:00',
    ])
    expect(nextChanges('Asia/Seoul', november)).toEqual([])
  })

  it('cuts tenths as a clock does', () => {
    expect(timeOfDay(Date.UTC(2026, 10, 22, 13, 32, 29, 399), 60)).toBe('14:32:29.3')
  })

  it('knows how far a clock is off once its zone is another and its hands are not', () => {
    const london = { ...now, zone: 90, daylightSaving: false }
    expect(offsetIfLeft(0.5, london, { ...london, zone: 105 }, november)).toBe(0.5 - 3600)
    expect(offsetIfLeft(0.5, london, { ...london, zone: 299 }, november)).toBeUndefined()
  })
})
