/** A zone as devices know it. */
export interface DeviceZone {
  /** What goes over the wire, [0, 300]. */
  readonly id: number
  /** English, as the devices list it. */
  readonly name: string
  /** IANA name of a place that stands for it. */
  readonly place: string
  /** min from UTC in standard time, as the name says: the device's own idea, even where the place has changed since. */
  readonly baseMinutes: number
}

/** Minutes from UTC at the head of a device's zone name, "(GMT-04:30) Caracas"; `undefined` for a name without. */
export function baseOfName(name: string): number | undefined {
  const found = /^\s*\((?:GMT|UTC)(?:(?<sign>[+-])(?<hours>\d{1,2}):(?<minutes>\d{2}))?\)/i.exec(name)
  if (!found) return undefined
  const { sign, hours = '0', minutes = '0' } = found.groups ?? {}
  const size = Number(hours) * 60 + Number(minutes)
  return sign === '-' ? -size : size
}

/**
 * id, name, place.
 *
 * Names are those of the list in manual 2.6.1.8, where "&" and the blank before a colon are lost or added in print. That list has no ids and
 * no table gives them; the ids are the Windows time zone index values, which fit all that was seen: 85 carries the British rule (manual
 * 2.6.1.8.2), a camera in Tokyo kept 235, a recorder in Seoul 230, and 300, the end of the range, is the list's last name. A strong inference,
 * no more. The later Caracas (-04:30) and Tijuana of the list have no value known to us; 55 is the older Caracas, not in the list.
 */
const rows: readonly (readonly [id: number, name: string, place: string])[] = [
  [0, '(GMT-12:00) International Date Line West', 'Etc/GMT+12'],
  [1, '(GMT-11:00) Midway Island, Samoa', 'Pacific/Pago_Pago'],
  [2, '(GMT-10:00) Hawaii', 'Pacific/Honolulu'],
  [3, '(GMT-09:00) Alaska', 'America/Anchorage'],
  [4, '(GMT-08:00) Pacific Time (US & Canada)', 'America/Los_Angeles'],
  [10, '(GMT-07:00) Mountain Time (US & Canada)', 'America/Denver'],
  [13, '(GMT-07:00) Chihuahua, La Paz, Mazatlan', 'America/Mazatlan'],
  [15, '(GMT-07:00) Arizona', 'America/Phoenix'],
  [20, '(GMT-06:00) Central Time (US & Canada)', 'America/Chicago'],
  [25, '(GMT-06:00) Saskatchewan', 'America/Regina'],
  [30, '(GMT-06:00) Guadalajara, Mexico City, Monterrey', 'America/Mexico_City'],
  [33, '(GMT-06:00) Central America', 'America/Guatemala'],
  [35, '(GMT-05:00) Eastern Time (US & Canada)', 'America/New_York'],
  [40, '(GMT-05:00) Indiana (East)', 'America/Indiana/Indianapolis'],
  [45, '(GMT-05:00) Bogota, Lima, Quito', 'America/Bogota'],
  [50, '(GMT-04:00) Atlantic Time (Canada)', 'America/Halifax'],
  [55, '(GMT-04:00) Caracas, La Paz', 'America/La_Paz'],
  [56, '(GMT-04:00) Santiago', 'America/Santiago'],
  [60, '(GMT-03:30) Newfoundland', 'America/St_Johns'],
  [65, '(GMT-03:00) Brasilia', 'America/Sao_Paulo'],
  [70, '(GMT-03:00) Buenos Aires', 'America/Argentina/Buenos_Aires'],
  [73, '(GMT-03:00) Greenland', 'America/Nuuk'],
  [75, '(GMT-02:00) Mid-Atlantic', 'Atlantic/South_Georgia'],
  [80, '(GMT-01:00) Azores', 'Atlantic/Azores'],
  [83, '(GMT-01:00) Cape Verde Is.', 'Atlantic/Cape_Verde'],
  [85, '(GMT) Greenwich Mean Time: Dublin, Edinburgh, Lisbon, London', 'Europe/London'],
  [90, '(GMT) Casablanca, Monrovia', 'Africa/Monrovia'],
  [95, '(GMT+01:00) Belgrade, Bratislava, Budapest, Ljubljana, Prague', 'Europe/Budapest'],
  [100, '(GMT+01:00) Sarajevo, Skopje, Warsaw, Zagreb', 'Europe/Warsaw'],
  [105, '(GMT+01:00) Brussels, Copenhagen, Madrid, Paris', 'Europe/Paris'],
  [110, '(GMT+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna', 'Europe/Berlin'],
  [113, '(GMT+01:00) West Central Africa', 'Africa/Lagos'],
  [115, '(GMT+02:00) Bucharest', 'Europe/Bucharest'],
  [120, '(GMT+02:00) Cairo', 'Africa/Cairo'],
  [125, '(GMT+02:00) Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius', 'Europe/Helsinki'],
  [130, '(GMT+02:00) Athens, Beirut, Istanbul, Minsk', 'Europe/Athens'],
  [135, '(GMT+02:00) Jerusalem', 'Asia/Jerusalem'],
  [140, '(GMT+02:00) Harare, Pretoria', 'Africa/Johannesburg'],
  [145, '(GMT+03:00) Moscow, St. Petersburg, Volgograd', 'Europe/Moscow'],
  [150, '(GMT+03:00) Kuwait, Riyadh', 'Asia/Riyadh'],
  [155, '(GMT+03:00) Nairobi', 'Africa/Nairobi'],
  [158, '(GMT+03:00) Baghdad', 'Asia/Baghdad'],
  [160, '(GMT+03:30) Tehran', 'Asia/Tehran'],
  [165, '(GMT+04:00) Abu Dhabi, Muscat', 'Asia/Dubai'],
  [170, '(GMT+04:00) Baku, Tbilisi, Yerevan', 'Asia/Baku'],
  [175, '(GMT+04:30) Kabul', 'Asia/Kabul'],
  [180, '(GMT+05:00) Ekaterinburg', 'Asia/Yekaterinburg'],
  [185, '(GMT+05:00) Islamabad, Karachi, Tashkent', 'Asia/Karachi'],
  [190, '(GMT+05:30) Chennai, Kolkata, Mumbai, New Delhi', 'Asia/Kolkata'],
  [193, '(GMT+05:45) Kathmandu', 'Asia/Kathmandu'],
  [195, '(GMT+06:00) Astana, Dhaka', 'Asia/Dhaka'],
  [200, '(GMT+05:30) Sri Jayawardenepura', 'Asia/Colombo'],
  [201, '(GMT+07:00) Novosibirsk', 'Asia/Novosibirsk'],
  [203, '(GMT+06:30) Rangoon', 'Asia/Yangon'],
  [205, '(GMT+07:00) Bangkok, Hanoi, Jakarta', 'Asia/Bangkok'],
  [207, '(GMT+07:00) Krasnoyarsk', 'Asia/Krasnoyarsk'],
  [210, '(GMT+08:00) Beijing, Chongqing, Hong Kong, Urumqi', 'Asia/Shanghai'],
  [215, '(GMT+08:00) Kuala Lumpur, Singapore', 'Asia/Singapore'],
  [220, '(GMT+08:00) Taipei', 'Asia/Taipei'],
  [225, '(GMT+08:00) Perth', 'Australia/Perth'],
  [227, '(GMT+08:00) Irkutsk', 'Asia/Irkutsk'],
  [230, '(GMT+09:00) Seoul', 'Asia/Seoul'],
  [235, '(GMT+09:00) Osaka, Sapporo, Tokyo', 'Asia/Tokyo'],
  [240, '(GMT+09:00) Yakutsk', 'Asia/Yakutsk'],
  [245, '(GMT+09:30) Darwin', 'Australia/Darwin'],
  [250, '(GMT+09:30) Adelaide', 'Australia/Adelaide'],
  [255, '(GMT+10:00) Canberra, Melbourne, Sydney', 'Australia/Sydney'],
  [260, '(GMT+10:00) Brisbane', 'Australia/Brisbane'],
  [265, '(GMT+10:00) Hobart', 'Australia/Hobart'],
  [270, '(GMT+10:00) Vladivostok', 'Asia/Vladivostok'],
  [275, '(GMT+10:00) Guam, Port Moresby', 'Pacific/Guam'],
  [280, '(GMT+11:00) Solomon Is., New Caledonia', 'Pacific/Guadalcanal'],
  [285, '(GMT+12:00) Fiji, Kamchatka, Marshall Is.', 'Pacific/Fiji'],
  [290, '(GMT+12:00) Auckland, Wellington', 'Pacific/Auckland'],
  [300, "(GMT+13:00) Nuku'alofa", 'Pacific/Tongatapu'],
]

/** Every id we can name, in order of id. */
export const deviceZones: readonly DeviceZone[] = rows.map(([id, name, place]) => ({ id, name, place, baseMinutes: baseOfName(name) ?? 0 }))
