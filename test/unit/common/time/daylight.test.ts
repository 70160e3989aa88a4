import { describe, expect, it } from 'vitest'
import { timeZone } from '#common/catalog/time/timeZone.ts'
import { validate } from '#common/schema/setting.ts'
import { daylightOf } from '#common/time/daylight.ts'
import { changesOf } from '#common/time/shift.ts'
import { zonesFor } from '#common/time/zones.ts'
import { wallOf } from '#common/time/weekRule.ts'

const nextFive = [2026, 2027, 2028, 2029, 2030]
const hour = (text: string) => Date.parse(`${text}Z`)

/** begin month week weekday minute, end the same, as they go over the wire. */
function fieldsOf(place: string, year = 2026): string {
  const { beginMonth, beginWeek, beginWeekday, beginMinute, endMonth, endWeek, endWeekday, endMinute } = daylightOf(place, year).fields
  return [beginMonth, beginWeek, beginWeekday, beginMinute, endMonth, endWeek, endWeekday, endMinute].join(' ')
}

describe('the changes of a year', () => {
  it('are found to the minute', () => {
    expect(changesOf('Europe/Copenhagen', 2027)).toEqual([
      { at: hour('2027-03-28T01:00'), before: 60, after: 120 },
      { at: hour('2027-10-31T01:00'), before: 120, after: 60 },
    ])
  })

  it('include the four weeks around Ramadan in Morocco', () => {
    expect(changesOf('Africa/Casablanca', 2026)).toEqual([
      { at: hour('2026-02-15T02:00'), before: 60, after: 0 },
      { at: hour('2026-03-22T02:00'), before: 0, after: 60 },
    ])
  })

  it('are none in Kathmandu', () => {
    expect(changesOf('Asia/Kathmandu', 2026)).toEqual([])
  })
})

describe('daylight saving in the fields of a device', () => {
  it('is for London what manual 2.6.1.8.2 prints', () => {
    const { sample } = timeZone
    const { zone: _zone, ...printed } = sample
    expect({ ...daylightOf('Europe/London', 2026).fields, daylightSaving: false }).toEqual(printed)
  })

  it.each([
    ['Europe/Copenhagen', '3 last 0 120 10 last 0 180'],
    ['America/New_York', '3 second 0 120 11 first 0 120'],
    ['Australia/Sydney', '10 first 0 120 4 first 0 180'],
    ['America/Havana', '3 second 0 0 11 first 0 60'],
    ['Atlantic/Azores', '3 last 0 0 10 last 0 60'],
    ['Asia/Beirut', '3 last 0 0 10 last 0 0'],
    ['Pacific/Auckland', '9 last 0 120 4 first 0 180'],
  ])('is for %s %s', (place, fields) => {
    expect(fieldsOf(place)).toBe(fields)
    expect(daylightOf(place, 2026)).toMatchObject({ fitsYears: nextFive, isIrregular: false, shiftMinutes: 60 })
  })

  it('writes the midnight that ends a day as 1440 where only that holds every year, as in Egypt', () => {
    expect(fieldsOf('Africa/Cairo')).toBe('4 last 5 0 10 last 4 1440')
    expect(daylightOf('Africa/Cairo', 2026).fitsYears).toEqual(nextFive)
  })

  it.each(['Asia/Kathmandu', 'Asia/Tokyo', 'America/Phoenix', 'Africa/Lagos', 'UTC'])('is only the switch, off, in %s', (place) => {
    expect(daylightOf(place, 2026)).toMatchObject({
      fields: { daylightSaving: false },
      shiftMinutes: 0,
      isIrregular: false,
      needsProof: false,
      fitsYears: nextFive,
    })
    expect(Object.keys(daylightOf(place, 2026).fields)).toEqual(['daylightSaving'])
  })

  it.each(['Australia/Sydney', 'America/Santiago', 'Pacific/Auckland'])(
    'needs proof in %s, where it begins later in the year than it ends, against manual 2.6.1.8.3',
    (place) => {
      expect(daylightOf(place, 2026)).toMatchObject({ needsProof: true, isIrregular: false })
    },
  )

  it('needs proof where the shift is not an hour', () => {
    expect(daylightOf('Australia/Lord_Howe', 2026)).toMatchObject({ shiftMinutes: 30, needsProof: true, standardMinutes: 630 })
    expect(daylightOf('Antarctica/Troll', 2026)).toMatchObject({ shiftMinutes: 120, needsProof: true })
  })

  it('needs no proof in the north', () => {
    expect(daylightOf('Europe/London', 2026).needsProof).toBe(false)
  })

  it('says in which years it holds where no rule holds in all, and holds in the year asked for', () => {
    expect(daylightOf('Africa/Casablanca', 2026)).toMatchObject({ isIrregular: true, fitsYears: [2026], standardMinutes: 0 })
    expect(daylightOf('Asia/Jerusalem', 2027)).toMatchObject({ isIrregular: true, fitsYears: [2027, 2028, 2029, 2031] })
    expect(fieldsOf('Asia/Jerusalem', 2027)).toBe('3 fourth 5 120 10 last 0 120')
  })

  it('says that a place which gave it up meanwhile keeps its last standard time', () => {
    expect(daylightOf('Asia/Almaty', 2024)).toMatchObject({ fields: { daylightSaving: false }, standardMinutes: 300, isIrregular: true })
  })
})

describe.each(Intl.supportedValuesOf('timeZone'))('%s', (place) => {
  const { fields, changes } = daylightOf(place, 2026)

  it('gives fields a device accepts, if devices have a zone for it at all', () => {
    const issues = validate(timeZone, { zone: 0, ...fields }).map(({ problem }) => problem)
    expect(issues).toEqual(zonesFor(place, 2026).length > 0 ? [] : issues.filter((problem) => problem === 'offStep'))
  })

  it('gives fields that name exactly the changes of the year asked for', () => {
    if (!fields.daylightSaving) return expect(changes.length).not.toBe(2)
    const {
      beginMonth = 0,
      beginWeek = 'first',
      beginWeekday = 0,
      beginMinute = 0,
      endMonth = 0,
      endWeek = 'first',
      endWeekday = 0,
      endMinute = 0,
    } = fields
    const walls = [
      wallOf({ month: beginMonth, week: beginWeek, weekday: beginWeekday, minute: beginMinute }, 2026),
      wallOf({ month: endMonth, week: endWeek, weekday: endWeekday, minute: endMinute }, 2026),
    ]
    expect(walls.sort((a, b) => a - b)).toEqual(changes.map(({ at, before }) => at + before * 60_000))
  })
})

describe('a week rule', () => {
  it.each([
    ['first', '2026-11-01'],
    ['second', '2026-11-08'],
    ['fourth', '2026-11-22'],
    ['last', '2026-11-29'],
  ] as const)('finds the %s Sunday of November 2026', (week, day) => {
    expect(wallOf({ month: 11, week, weekday: 0, minute: 120 }, 2026)).toBe(hour(`${day}T02:00`))
  })

  it('takes weekday 7, seen on an NVR, for Sunday', () => {
    expect(wallOf({ month: 3, week: 'last', weekday: 7, minute: 60 }, 2026)).toBe(hour('2026-03-29T01:00'))
  })

  it('ends the day at 1440', () => {
    expect(wallOf({ month: 10, week: 'last', weekday: 4, minute: 1440 }, 2026)).toBe(hour('2026-10-30T00:00'))
  })
})
