import { describe, expect, it } from 'vitest'
import { cities, cityOf } from '#common/time/cities.ts'
import { daylightOf } from '#common/time/daylight.ts'
import { shiftOf } from '#common/time/shift.ts'
import { baseOfName } from '#common/time/zoneTable.ts'
import { deviceZones, zoneById, zoneByName, zonesFor } from '#common/time/zones.ts'
import { manualZoneNames } from './manualZoneNames.ts'

const places = [...Intl.supportedValuesOf('timeZone'), 'UTC']
const idsOf = (place: string, fit?: string) =>
  zonesFor(place, 2026)
    .filter((zone) => fit === undefined || zone.fit === fit)
    .map(({ id }) => id)

/** Where the list's standard time is no longer the place's own. */
const changedSince = ['America/Nuuk']

describe('the table of zone ids', () => {
  it('has 75 ids within [0, 300], none twice, in order', () => {
    const ids = deviceZones.map(({ id }) => id)
    expect(ids).toHaveLength(75)
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b))
    expect([ids[0], ids.at(-1)]).toEqual([0, 300])
  })

  it('is found by the 76 names of the manual, save the two whose ids nobody has seen', () => {
    expect(manualZoneNames).toHaveLength(76)
    expect(manualZoneNames.filter((name) => !zoneByName(name))).toEqual(['(GMT-08:00) Tijuana, Baja California', '(GMT-04:30) Caracas'])
    expect(new Set(manualZoneNames.map((name) => zoneByName(name)?.id).filter((id) => id !== undefined)).size).toBe(74)
  })

  it('has one id only that the manual has no name for, the older Caracas', () => {
    const named = manualZoneNames.map((name) => zoneByName(name)?.id)
    expect(deviceZones.filter(({ id }) => !named.includes(id)).map(({ id }) => id)).toEqual([55])
  })

  it.each([
    ['(GMT-12:00) International Date Line West', -720],
    ['(GMT-03:30) Newfoundland', -210],
    ['(GMT) Casablanca, Monrovia', 0],
    ['(GMT+05:45) Kathmandu', 345],
    ["(GMT+13:00) Nuku'alofa", 780],
  ])('takes the standard time from the name: %s is %i min', (name, minutes) => {
    expect(zoneByName(name)?.baseMinutes).toBe(minutes)
  })

  it.each(deviceZones.filter(({ place }) => !changedSince.includes(place)))(
    '$id has in $place a place of that standard time',
    ({ place, baseMinutes }) => {
      const [january, july] = [shiftOf(place, Date.UTC(2026, 0, 1)), shiftOf(place, Date.UTC(2026, 6, 1))]
      expect(Math.min(january, july)).toBe(baseMinutes)
    },
  )

  it.each(deviceZones.filter(({ place }) => !changedSince.includes(place)))('$place leads back to $id first', ({ id, place }) => {
    expect(zonesFor(place, 2026)[0]).toMatchObject({ id, fit: 'rule', isOwn: true })
  })

  it.each([
    [85, 'Europe/London'],
    [235, 'Asia/Tokyo'],
    [230, 'Asia/Seoul'],
    [300, 'Pacific/Tongatapu'],
  ])('has the id %i, seen on a device or in the manual, for %s', (id, place) => {
    expect(zoneById(id)?.place).toBe(place)
  })

  it('knows no zone for an id or a name it has not got', () => {
    expect(zoneById(299)).toBeUndefined()
    expect(zoneByName('(GMT+01:00) Brüssel, Kopenhagen')).toBeUndefined()
    expect(baseOfName('Greenwich')).toBeUndefined()
  })

  it('reads a name also where blanks, signs and capitals are others', () => {
    expect(zoneByName('(UTC+01:00) brussels,  Copenhagen, Madrid, Paris ')?.id).toBe(105)
    expect(zoneByName('(GMT-08:00) Pacific Time (US &amp; Canada)'.replace('&amp;', '&'))?.id).toBe(4)
  })
})

describe('the ids for a place', () => {
  it.each(places)('%s: every id that fits keeps its standard time, the better fits first', (place) => {
    const standard = daylightOf(place, 2026).standardMinutes
    const zones = zonesFor(place, 2026)
    for (const { fit, baseMinutes } of zones) expect(baseMinutes === standard).toBe(fit !== 'name')
    const order = zones.map(({ fit }) => ['rule', 'base', 'name'].indexOf(fit))
    expect(order).toEqual([...order].sort((a, b) => a - b))
  })

  it('are empty for the few standard times devices have not got', () => {
    expect(places.filter((place) => idsOf(place).length === 0)).toEqual([
      'Australia/Eucla',
      'Australia/Lord_Howe',
      'Pacific/Chatham',
      'Pacific/Kiritimati',
      'Pacific/Marquesas',
    ])
  })

  it('put the zone that names Copenhagen before those with the same rule, and the one without daylight saving last', () => {
    expect(idsOf('Europe/Copenhagen')).toEqual([105, 95, 100, 110, 113])
    expect(idsOf('Europe/Copenhagen', 'base')).toEqual([113])
  })

  it.each([
    ['Europe/Oslo', 110],
    ['Europe/Dublin', 85],
    ['Africa/Algiers', 113],
    ['Europe/Kiev', 125],
    ['Asia/Kolkata', 190],
    ['Asia/Katmandu', 193],
    ['America/Toronto', 35],
    ['America/Indiana/Marengo', 40],
    ['America/Tijuana', 4],
    ['America/Costa_Rica', 33],
    ['America/Argentina/Salta', 70],
    ['Asia/Ho_Chi_Minh', 205],
    ['Asia/Almaty', 185],
    ['Asia/Manila', 215],
    ['Australia/Melbourne', 255],
    ['UTC', 90],
  ])('begin for %s with %i', (place, id) => {
    expect(zonesFor(place, 2026)[0]).toMatchObject({ id, fit: 'rule' })
  })

  it('keep a zone that names the place for last where its standard time is no longer right', () => {
    expect(zonesFor('Europe/Istanbul', 2026)[0]).toMatchObject({ fit: 'rule', baseMinutes: 180, place: 'Europe/Moscow' })
    expect(zonesFor('Europe/Istanbul', 2026).at(-1)).toMatchObject({ id: 130, fit: 'name', isOwn: true })
  })
})

describe('the places to choose from', () => {
  const all = cities(Date.UTC(2026, 10, 22))
  const find = (city: string) => all.find((each) => each.city === city)

  it('are all this computer has rules for, with their shift at that moment', () => {
    expect(places.filter((place) => !place.startsWith('Etc/') && !all.some(({ zone }) => zone === place))).toEqual([])
    expect(find('Copenhagen')).toEqual({ zone: 'Europe/Copenhagen', city: 'Copenhagen', region: 'Europe', offsetMinutes: 60 })
    expect(cities(Date.UTC(2026, 6, 1)).find(({ city }) => city === 'Copenhagen')?.offsetMinutes).toBe(120)
    expect(find('UTC')).toEqual({ zone: 'UTC', city: 'UTC', region: '', offsetMinutes: 0 })
  })

  it('bear the names of today', () => {
    expect(cityOf('Asia/Calcutta')).toBe('Kolkata')
    expect(cityOf('America/Argentina/Buenos_Aires')).toBe('Buenos Aires')
    expect(all.map(({ city }) => city)).not.toContain('Saigon')
  })

  it("have also the cities of the devices' list that are no zones of their own", () => {
    expect(find('Mumbai')).toMatchObject({ zone: 'Asia/Kolkata', offsetMinutes: 330 })
    expect(find('Edinburgh')?.zone).toBe('Europe/London')
  })

  it('stand in order of city, none twice with the same zone', () => {
    expect(all.map(({ city }) => city)).toEqual(all.map(({ city }) => city).sort((a, b) => a.localeCompare(b, 'en')))
    expect(new Set(all.map(({ zone, city }) => `${zone} ${city}`)).size).toBe(all.length)
  })
})
