import { chapter } from '../chapter.ts'
import { dateTime } from './dateTime.ts'
import { ntp, ntpTest } from './ntp.ts'
import { syncTime } from './sync.ts'
import { timeZone, timeZoneAbility } from './timeZone.ts'

export const time = chapter({ title: 'Time', settings: [dateTime, timeZoneAbility, timeZone, ntp, syncTime], actions: [ntpTest] })
