import { describe, expect, it } from 'vitest'
import { fromCivil, shiftMinutesAt, toCivil, type ZoneRule } from '#simulator/clock/civil.ts'
import { createDeviceClock } from '#simulator/clock/deviceClock.ts'
import { standardMinutesOf, zones } from '#simulator/clock/zones.ts'
import type { Profile } from '#simulator/profile.ts'
import { profiles } from '#simulator/profiles.ts'
import { virtualDevice } from '#test/support/askVirtual.ts'
import { createManualClock } from '#test/support/manualClock.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

function aDevice(profile: Partial<Profile> = {}) {
  const clock = createManualClock()
  return { clock, ...virtualDevice({ ...profiles.ipc, driftPpm: 0, ...profile }, { clock }) }
}

function civil(body: string): string {
  const part = (key: string) => (new RegExp(`${key}=(\\d+)`).exec(body)?.[1] ?? '').padStart(2, '0')
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}:${part('second')}`
}

const get = ['param', 'action=get&type=dateTime'] as const

describe('the clock of a device', () => {
  it('runs, and prints seconds that have passed', () => {
    const { clock, ask } = aDevice()
    expect(civil(ask(...get))).toBe('2026-03-10 12:00:00')
    clock.advance(999)
    expect(civil(ask(...get))).toBe('2026-03-10 12:00:00')
    clock.advance(1)
    expect(civil(ask(...get))).toBe('2026-03-10 12:00:01')
  })

  it('is ahead by what its profile says', () => {
    expect(civil(aDevice({ clockOffsetMs: 21_370 }).ask(...get))).toBe('2026-03-10 12:00:21')
  })

  it('drifts: 20 ppm are 1.728 s a day', () => {
    const { clock, device } = aDevice({ driftPpm: 20 })
    clock.advance(dayMs)
    expect(device.utcMs() - clock.now()).toBeCloseTo(1728, 3)
  })

  it('begins its second at the moment of a set', () => {
    const { clock, ask, device } = aDevice({ clockOffsetMs: 700 })
    clock.advance(345)
    expect(ask('param', 'action=set&type=dateTime&year=2018&month=9&day=25&hour=14&minute=10&second=10')).toBe('OK')
    expect(device.utcMs()).toBe(Date.UTC(2018, 8, 25, 14, 10, 10))
    clock.advance(1000)
    expect(civil(ask(...get))).toBe('2018-09-25 14:10:11')
  })

  it('shows the civil time of its zone, daylight saving included', () => {
    const { clock, ask } = aDevice()
    ask('param', 'action=set&type=timeZone&timeZone=110&DSTOpenFlag=1&beginTime=120&endTime=180')
    expect(civil(ask(...get))).toBe('2026-03-10 13:00:00')
    clock.advance(19 * dayMs)
    expect(civil(ask(...get))).toBe('2026-03-29 14:00:00')
  })

  it('keeps its moment when the zone is changed', () => {
    const { ask, device } = aDevice()
    const before = device.utcMs()
    ask('param', 'action=set&type=timeZone&timeZone=235')
    expect([device.utcMs(), civil(ask(...get))]).toEqual([before, '2026-03-10 21:00:00'])
  })
})

describe('a device that asks a time server', () => {
  const on = 'action=set&type=NTP&enableFlag=1&NTPIP=127.20.255.1&NTPCheckTime=3600'

  it('is within 50 ms of true time at once', () => {
    const { clock, ask, device } = aDevice({ clockOffsetMs: 21_370 })
    ask('param', on)
    expect(Math.abs(device.utcMs() - clock.now())).toBeLessThanOrEqual(50)
  })

  it('drifts between two questions and comes back at the next', () => {
    const { clock, ask, device } = aDevice({ driftPpm: 100 })
    ask('param', on)
    clock.advance(hourMs - 1)
    expect(device.utcMs() - clock.now()).toBeGreaterThan(300)
    clock.advance(1)
    expect(Math.abs(device.utcMs() - clock.now())).toBeLessThanOrEqual(50)
  })

  it('counts the interval in minutes where that unit is set', () => {
    const { clock, ask, device } = aDevice({ driftPpm: 100 })
    ask('param', 'action=set&type=NTP&enableFlag=1&NTPIP=127.20.255.1&NTPCheckTimeUnit=1&NTPCheckTime=120')
    clock.advance(2 * hourMs - 1)
    expect(device.utcMs() - clock.now()).toBeGreaterThan(600)
  })

  it('stays wrong when the server does not answer', () => {
    const { clock, ask, device } = aDevice({ clockOffsetMs: 21_370 })
    ask('param', on.replace('127.20.255.1', '192.168.1.7'))
    clock.advance(dayMs)
    expect(device.utcMs() - clock.now()).toBe(21_370)
  })

  it('says in a sentence whether the server answers', () => {
    const { ask } = aDevice()
    expect(ask('system', 'action=test&type=NTP')).toBe('The ntp test failed!!')
    ask('param', on)
    expect(ask('system', 'action=test&type=NTP')).toBe('The ntp test success!!')
  })

  it('overrules a clock set by hand at its next question', () => {
    const now = { at: 0 }
    const clock = createDeviceClock({ now: () => now.at })
    clock.follow(60_000)
    now.at = 30_000
    clock.set(5)
    expect(clock.utcMs()).toBe(5)
    now.at = 60_000
    expect(Math.abs(clock.utcMs() - 60_000)).toBeLessThanOrEqual(50)
  })
})

describe('zone rules', () => {
  const lastSunday = (month: number, minute: number) => ({ month, week: 5, weekday: 0, minute })
  const britain: ZoneRule = { standardMinutes: 0, daylight: { begin: lastSunday(3, 60), end: lastSunday(10, 120), shiftMinutes: 60 } }
  const sydney: ZoneRule = {
    standardMinutes: 600,
    daylight: {
      begin: { month: 10, week: 1, weekday: 0, minute: 120 },
      end: { month: 4, week: 1, weekday: 7, minute: 180 },
      shiftMinutes: 60,
    },
  }

  it.each([
    ['Europe/London', britain],
    ['Australia/Sydney', sydney],
  ] as const)('agree with IANA for %s on every hour of 2026', (zone, rule) => {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, timeZoneName: 'longOffset' })
    const ours: string[] = []
    const theirs: string[] = []
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += hourMs) {
      const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
      theirs.push(`${new Date(at).toISOString()} ${name === 'GMT' ? 0 : Number(name.slice(3, 6)) * 60}`)
      ours.push(`${new Date(at).toISOString()} ${shiftMinutesAt(rule, at)}`)
    }
    expect(ours).toEqual(theirs)
  })

  it.each(['2026-03-28T23:59:59Z', '2026-03-29T01:00:00Z', '2026-07-01T12:00:00Z', '2026-10-25T00:30:00Z', '2026-12-31T23:59:59Z'])(
    'read back what they wrote at %s',
    (moment) => {
      const at = Date.parse(moment)
      expect(fromCivil(britain, toCivil(britain, at))).toBe(at)
    },
  )

  it('know the shift of every zone with an id', () => {
    const ids = zones.flatMap(({ id }) => id ?? [])
    expect([ids.length, new Set(ids).size]).toEqual([74, 74])
    expect([85, 235, 230, 160, 193, 60, 0, 300].map(standardMinutesOf)).toEqual([0, 540, 540, 210, 345, -210, -720, 780])
  })

  it('know no zone 86', () => {
    expect(standardMinutesOf(86)).toBeUndefined()
  })
})
