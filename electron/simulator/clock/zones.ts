import type { ZoneRule } from './civil.ts'

interface Zone {
  /** The id `timeZone` keeps; `undefined` where none is known. */
  readonly id: number | undefined
  /** As the manual's list has it, 2.6.1.8, damage of the print repaired. */
  readonly name: string
}

/**
 * The 76 zones a device names, in its order.
 *
 * The manual prints names without ids. The ids are the Windows time zone index values, an inference: 85 is the manual's own
 * sample with the British rule, 235 was seen on a camera in Tokyo, 230 on a recorder in Seoul, and 300, the highest, fits the last name.
 */
export const zones: readonly Zone[] = [
  { id: 0, name: '(GMT-12:00) International Date Line West' },
  { id: 1, name: '(GMT-11:00) Midway Island, Samoa' },
  { id: 2, name: '(GMT-10:00) Hawaii' },
  { id: 3, name: '(GMT-09:00) Alaska' },
  { id: 4, name: '(GMT-08:00) Pacific Time (US & Canada)' },
  { id: undefined, name: '(GMT-08:00) Tijuana, Baja California' },
  { id: 10, name: '(GMT-07:00) Mountain Time (US & Canada)' },
  { id: 13, name: '(GMT-07:00) Chihuahua, La Paz, Mazatlan' },
  { id: 15, name: '(GMT-07:00) Arizona' },
  { id: 20, name: '(GMT-06:00) Central Time (US & Canada)' },
  { id: 25, name: '(GMT-06:00) Saskatchewan' },
  { id: 30, name: '(GMT-06:00) Guadalajara, Mexico City, Monterrey' },
  { id: 33, name: '(GMT-06:00) Central America' },
  { id: 35, name: '(GMT-05:00) Eastern Time (US & Canada)' },
  { id: 40, name: '(GMT-05:00) Indiana (East)' },
  { id: 45, name: '(GMT-05:00) Bogota, Lima, Quito' },
  { id: undefined, name: '(GMT-04:30) Caracas' },
  { id: 50, name: '(GMT-04:00) Atlantic Time (Canada)' },
  { id: 56, name: '(GMT-04:00) Santiago' },
  { id: 60, name: '(GMT-03:30) Newfoundland' },
  { id: 65, name: '(GMT-03:00) Brasilia' },
  { id: 70, name: '(GMT-03:00) Buenos Aires' },
  { id: 73, name: '(GMT-03:00) Greenland' },
  { id: 75, name: '(GMT-02:00) Mid-Atlantic' },
  { id: 80, name: '(GMT-01:00) Azores' },
  { id: 83, name: '(GMT-01:00) Cape Verde Is.' },
  { id: 85, name: '(GMT) Greenwich Mean Time: Dublin, Edinburgh, Lisbon, London' },
  { id: 90, name: '(GMT) Casablanca, Monrovia' },
  { id: 95, name: '(GMT+01:00) Belgrade, Bratislava, Budapest, Ljubljana, Prague' },
  { id: 100, name: '(GMT+01:00) Sarajevo, Skopje, Warsaw, Zagreb' },
  { id: 105, name: '(GMT+01:00) Brussels, Copenhagen, Madrid, Paris' },
  { id: 110, name: '(GMT+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna' },
  { id: 113, name: '(GMT+01:00) West Central Africa' },
  { id: 115, name: '(GMT+02:00) Bucharest' },
  { id: 120, name: '(GMT+02:00) Cairo' },
  { id: 125, name: '(GMT+02:00) Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius' },
  { id: 130, name: '(GMT+02:00) Athens, Beirut, Istanbul, Minsk' },
  { id: 135, name: '(GMT+02:00) Jerusalem' },
  { id: 140, name: '(GMT+02:00) Harare, Pretoria' },
  { id: 145, name: '(GMT+03:00) Moscow, St. Petersburg, Volgograd' },
  { id: 150, name: '(GMT+03:00) Kuwait, Riyadh' },
  { id: 155, name: '(GMT+03:00) Nairobi' },
  { id: 158, name: '(GMT+03:00) Baghdad' },
  { id: 160, name: '(GMT+03:30) Tehran' },
  { id: 165, name: '(GMT+04:00) Abu Dhabi, Muscat' },
  { id: 170, name: '(GMT+04:00) Baku, Tbilisi, Yerevan' },
  { id: 175, name: '(GMT+04:30) Kabul' },
  { id: 180, name: '(GMT+05:00) Ekaterinburg' },
  { id: 185, name: '(GMT+05:00) Islamabad, Karachi, Tashkent' },
  { id: 190, name: '(GMT+05:30) Chennai, Kolkata, Mumbai, New Delhi' },
  { id: 200, name: '(GMT+05:30) Sri Jayawardenepura' },
  { id: 193, name: '(GMT+05:45) Kathmandu' },
  { id: 195, name: '(GMT+06:00) Astana, Dhaka' },
  { id: 203, name: '(GMT+06:30) Rangoon' },
  { id: 201, name: '(GMT+07:00) Novosibirsk' },
  { id: 205, name: '(GMT+07:00) Bangkok, Hanoi, Jakarta' },
  { id: 207, name: '(GMT+07:00) Krasnoyarsk' },
  { id: 210, name: '(GMT+08:00) Beijing, Chongqing, Hong Kong, Urumqi' },
  { id: 215, name: '(GMT+08:00) Kuala Lumpur, Singapore' },
  { id: 220, name: '(GMT+08:00) Taipei' },
  { id: 225, name: '(GMT+08:00) Perth' },
  { id: 227, name: '(GMT+08:00) Irkutsk' },
  { id: 230, name: '(GMT+09:00) Seoul' },
  { id: 235, name: '(GMT+09:00) Osaka, Sapporo, Tokyo' },
  { id: 240, name: '(GMT+09:00) Yakutsk' },
  { id: 245, name: '(GMT+09:30) Darwin' },
  { id: 250, name: '(GMT+09:30) Adelaide' },
  { id: 255, name: '(GMT+10:00) Canberra, Melbourne, Sydney' },
  { id: 260, name: '(GMT+10:00) Brisbane' },
  { id: 265, name: '(GMT+10:00) Hobart' },
  { id: 270, name: '(GMT+10:00) Vladivostok' },
  { id: 275, name: '(GMT+10:00) Guam, Port Moresby' },
  { id: 280, name: '(GMT+11:00) Solomon Is., New Caledonia' },
  { id: 285, name: '(GMT+12:00) Fiji, Kamchatka, Marshall Is.' },
  { id: 290, name: '(GMT+12:00) Auckland, Wellington' },
  { id: 300, name: "(GMT+13:00) Nuku'alofa" },
]

/** In the index values, but not in the manual's list: La Paz. */
const unnamed: Readonly<Record<number, number>> = { 55: -240 }

/** Minutes east of UTC of a zone id, from its printed name; `undefined` for ids this device does not know. */
export function standardMinutesOf(id: number): number | undefined {
  if (id in unnamed) return unnamed[id]
  const name = zones.find((zone) => zone.id === id)?.name
  if (name === undefined) return undefined
  const shift = /^\(GMT(?<sign>[+-])(?<hours>\d\d):(?<minutes>\d\d)\)/.exec(name)?.groups
  if (!shift) return 0
  const minutes = Number(shift['hours']) * 60 + Number(shift['minutes'])
  return shift['sign'] === '-' ? -minutes : minutes
}

/** What `timeZone` says, as a rule the clock can use. */
export interface ZoneSetting {
  readonly zone: number
  readonly daylightSaving: boolean
  readonly beginMonth?: number
  readonly beginWeek?: string
  readonly beginWeekday?: number
  readonly beginMinute?: number
  readonly endMonth?: number
  readonly endWeek?: string
  readonly endWeekday?: number
  readonly endMinute?: number
  readonly offset?: number
}

const weeks = ['first', 'second', 'third', 'fourth', 'last']

export function ruleOf(setting: ZoneSetting): ZoneRule {
  const standardMinutes = standardMinutesOf(setting.zone) ?? 0
  if (!setting.daylightSaving) return { standardMinutes }
  return {
    standardMinutes,
    daylight: {
      begin: turn(setting.beginMonth, setting.beginWeek, setting.beginWeekday, setting.beginMinute),
      end: turn(setting.endMonth, setting.endWeek, setting.endWeekday, setting.endMinute),
      shiftMinutes: setting.offset ?? 60,
    },
  }
}

function turn(month = 1, week = 'first', weekday = 0, minute = 0) {
  return { month, week: weeks.indexOf(week) + 1, weekday, minute }
}
