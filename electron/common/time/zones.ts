import { cityOf, regionOf } from './cities.ts'
import { daylightOf } from './daylight.ts'
import { changesOf } from './shift.ts'
import { type DeviceZone, deviceZones } from './zoneTable.ts'

export { type DeviceZone, deviceZones }

/**
 * How well a device's zone suits a place.
 *
 * `rule`: same standard time, and its own place changes clocks at the same instants this year and next. `base`: same standard time, so the
 * daylight saving fields decide. `name`: the place is filed under this zone, but keeps another standard time today: the clock would be wrong.
 */
export type Fit = 'rule' | 'base' | 'name'

export interface ZoneCandidate extends DeviceZone {
  readonly fit: Fit
  /** True when the place is named in the zone or filed under it by Windows. */
  readonly isOwn: boolean
}

const byId = new Map(deviceZones.map((zone) => [zone.id, zone]))
const byName = new Map(deviceZones.map((zone) => [plain(zone.name), zone]))
const fits: readonly Fit[] = ['rule', 'base', 'name']

/**
 * Places Windows files under a zone, where neither the zone's name nor the rules say so (Unicode CLDR windowsZones, old index values).
 * A trailing slash means everything below.
 */
const filedUnder: Readonly<Record<number, string>> = {
  10: 'America/Boise America/Edmonton',
  15: 'America/Creston America/Dawson America/Dawson_Creek America/Fort_Nelson America/Hermosillo America/Whitehorse',
  30: 'America/Bahia_Banderas America/Chihuahua America/Merida',
  33: 'America/Belize America/Costa_Rica America/El_Salvador America/Managua America/Tegucigalpa Pacific/Galapagos',
  40: 'America/Indiana/',
  70: 'America/Argentina/ America/Catamarca America/Cayenne America/Cordoba America/Fortaleza America/Jujuy America/Mendoza',
  85: 'Atlantic/Canary Atlantic/Faeroe Atlantic/Faroe Atlantic/Madeira Europe/Guernsey Europe/Isle_of_Man Europe/Jersey',
  90: 'Atlantic/Reykjavik Atlantic/St_Helena UTC',
  95: 'Europe/Podgorica Europe/Tirane',
  105: 'Africa/Ceuta',
  110: 'Arctic/Longyearbyen Europe/Andorra Europe/Busingen Europe/Gibraltar Europe/Luxembourg Europe/Malta Europe/Monaco Europe/Oslo Europe/San_Marino Europe/Vaduz Europe/Vatican Europe/Zurich',
  125: 'Europe/Mariehamn',
  130: 'Asia/Famagusta Asia/Nicosia',
  150: 'Asia/Aden Asia/Bahrain Asia/Qatar',
  155: 'Indian/Antananarivo Indian/Comoro Indian/Mayotte',
  170: 'Europe/Astrakhan Europe/Samara Europe/Saratov Europe/Ulyanovsk',
  185: 'Asia/Almaty Asia/Aqtau Asia/Aqtobe Asia/Ashgabat Asia/Atyrau Asia/Dushanbe Asia/Oral Asia/Qostanay Asia/Qyzylorda Asia/Samarkand Indian/Maldives',
  205: 'Antarctica/Davis Asia/Ho_Chi_Minh Asia/Phnom_Penh Asia/Pontianak Asia/Saigon Asia/Vientiane Indian/Christmas',
  210: 'Asia/Macau',
  215: 'Asia/Brunei Asia/Kuching Asia/Makassar Asia/Manila',
  227: 'Asia/Choibalsan Asia/Ulaanbaatar',
  230: 'Asia/Pyongyang',
  235: 'Asia/Dili Asia/Jayapura Pacific/Palau',
  240: 'Asia/Chita Asia/Khandyga',
  275: 'Antarctica/DumontDUrville',
}

/** The zone of an id; `undefined` for one the table does not know, which is then kept and shown as a number. */
export function zoneById(id: number): DeviceZone | undefined {
  return byId.get(id)
}

/** The zone a name of the device's own list means, whatever its blanks, signs and capitals; English names only. */
export function zoneByName(name: string): DeviceZone | undefined {
  return byName.get(plain(name))
}

/**
 * Ids that could stand for a place (IANA name) in a device set up in `year`, best first.
 *
 * Those that fit the rules of this computer go before those that are only filed so, the place's own before others, the same part of the
 * world before the rest. Empty where no zone of the devices has that standard time, as on Chatham Island.
 */
export function zonesFor(place: string, year: number): readonly ZoneCandidate[] {
  const { standardMinutes } = daylightOf(place, year)
  return deviceZones
    .map((zone) => ({ zone, isOwn: isOwn(zone, place) }))
    .filter(({ zone, isOwn }) => isOwn || zone.baseMinutes === standardMinutes)
    .map(
      ({ zone, isOwn }) =>
        ({
          ...zone,
          isOwn,
          fit: zone.baseMinutes !== standardMinutes ? 'name' : changesLike(zone, place, year) ? 'rule' : 'base',
        }) as const,
    )
    .sort((a, b) => rank(a, place) - rank(b, place) || a.id - b.id)
}

/** Fit first, then the place's own, then the same part of the world. */
function rank({ fit, isOwn, place }: ZoneCandidate, wanted: string): number {
  return fits.indexOf(fit) * 4 + (isOwn ? 0 : 2) + (regionOf(place) === regionOf(wanted) ? 0 : 1)
}

function changesLike(zone: DeviceZone, wanted: string, year: number): boolean {
  return [year, year + 1].every((each) => {
    const [changes, others] = [changesOf(zone.place, each), changesOf(wanted, each)]
    return (
      changes.length === others.length &&
      changes.every((change, index) => change.at === others[index]?.at && change.after === others[index].after)
    )
  })
}

function isOwn({ id, name, place }: DeviceZone, wanted: string): boolean {
  const city = cityOf(wanted)
  if (cityOf(place) === city || cityNames(name).includes(city)) return true
  return (filedUnder[id] ?? '').split(' ').some((filed) => filed === wanted || (filed.endsWith('/') && wanted.startsWith(filed)))
}

/** "(GMT+01:00) Brussels, Copenhagen" -> Brussels, Copenhagen. */
function cityNames(name: string): readonly string[] {
  return name
    .replace(/^\(.*?\)\s*/, '')
    .replace(/^.*:\s*/, '')
    .split(/,\s*/)
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace('(utc', '(gmt')
    .replace(/[^\p{L}\p{N}+()-]/gu, '')
}
