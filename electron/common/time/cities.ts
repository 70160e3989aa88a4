import { shiftOf } from './shift.ts'

/** A place to choose a zone by. */
export interface City {
  /** IANA name, as this computer knows it. */
  readonly zone: string
  /** As a person would type it: Ho Chi Minh City, not Saigon. */
  readonly city: string
  /** First part of the IANA name: Europe. Empty for UTC. */
  readonly region: string
  /** min from UTC at the instant asked for. */
  readonly offsetMinutes: number
}

/** Old names some browsers and Node still give, and what the place is called. */
const todaysNames: Readonly<Record<string, string>> = {
  Calcutta: 'Kolkata',
  Faeroe: 'Faroe',
  Godthab: 'Nuuk',
  'Ho Chi Minh': 'Ho Chi Minh City',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
  Ponape: 'Pohnpei',
  Rangoon: 'Yangon',
  Saigon: 'Ho Chi Minh City',
  Truk: 'Chuuk',
  Yekaterinburg: 'Ekaterinburg',
}

/** Cities devices name in their list, or that people look for, which are no IANA names. */
const moreCities: Readonly<Record<string, string>> = {
  'Asia/Almaty': 'Astana',
  'Asia/Bangkok': 'Hanoi',
  'Asia/Dubai': 'Abu Dhabi',
  'Asia/Karachi': 'Islamabad',
  'Asia/Kolkata': 'Chennai,Mumbai,New Delhi',
  'Asia/Shanghai': 'Beijing,Chongqing',
  'Asia/Tokyo': 'Osaka,Sapporo',
  'Africa/Johannesburg': 'Harare,Pretoria',
  'America/Guayaquil': 'Quito',
  'America/Los_Angeles': 'San Francisco,Seattle',
  'America/Mexico_City': 'Guadalajara',
  'America/New_York': 'Washington',
  'America/Sao_Paulo': 'Brasilia,Rio de Janeiro',
  'Australia/Sydney': 'Canberra',
  'Europe/Berlin': 'Hamburg,Munich',
  'Europe/London': 'Edinburgh',
  'Europe/Moscow': 'St. Petersburg',
  'Europe/Rome': 'Milan',
  'Europe/Zurich': 'Bern',
  'Pacific/Auckland': 'Wellington',
}

/** Every place this computer has rules for, and some cities people look for, in order of city; the shift is that at `instantMs`. */
export function cities(instantMs: number): readonly City[] {
  const zones = [...new Set([...Intl.supportedValuesOf('timeZone').filter((zone) => !zone.startsWith('Etc/')), 'UTC'])]
  const own = zones.map((zone) => ({ zone, city: cityOf(zone) }))
  const more = Object.entries(moreCities).flatMap(([zone, names]) => names.split(',').map((city) => ({ zone, city })))
  const known = new Set(own.map(({ city }) => city))
  return [...own, ...more.filter(({ city }) => !known.has(city))]
    .map(({ zone, city }) => ({ zone, city, region: regionOf(zone), offsetMinutes: shiftOf(zone, instantMs) }))
    .sort((a, b) => a.city.localeCompare(b.city, 'en'))
}

/** Today's name of an IANA zone's city: "Asia/Calcutta" is Kolkata. */
export function cityOf(zone: string): string {
  const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
  return todaysNames[city] ?? city
}

/** "Europe" of "Europe/Copenhagen"; empty for a name without a region. */
export function regionOf(zone: string): string {
  return zone.includes('/') ? (zone.split('/')[0] ?? '') : ''
}
