import { chapter } from '../chapter.ts'
import { dateTime } from './dateTime.ts'
import { ntp, ntpTest } from './ntp.ts'
import { timeZone, timeZoneAbility } from './timeZone.ts'

export const time = chapter({ title: 'Time', settings: [dateTime, timeZoneAbility, timeZone, ntp], actions: [ntpTest] })
