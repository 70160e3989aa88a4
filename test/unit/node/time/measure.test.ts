import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { AppFailure } from '#common/errors/appError.ts'
import { measureClock } from '#node/time/measure.ts'
import { aClock, inLondon } from './simulatedClock.ts'

const way = fc.double({ min: 0, max: 60, noNaN: true })
const ways = fc.array(fc.tuple(way, way), { minLength: 1, maxLength: 40 })
const late = fc.array(fc.double({ min: 0, max: 15, noNaN: true }), { minLength: 1, maxLength: 10 })
const offset = fc.double({ min: -90_000, max: 90_000, noNaN: true })
const start = fc.double({ min: Date.UTC(2026, 10, 1), max: Date.UTC(2026, 10, 2), noNaN: true })

describe('measuring a clock of whole seconds', () => {
  it('finds an offset of 21.340 s to a few ms, from 2 ms round trips', async () => {
    const clock = aClock({ offset: 21_340 })
    const measured = await measureClock(clock)
    expect(measured.offsetSeconds).toBeCloseTo(21.34, 2)
    expect(measured.uncertaintySeconds).toBeLessThan(0.004)
    expect(measured.rollovers).toHaveLength(5)
    expect(measured.roundTripMs).toBeCloseTo(2, 3)
  })

  it('reaches ±20 ms with at most 25 questions in at most 6 s, wherever the second begins', async () => {
    await fc.assert(
      fc.asyncProperty(offset, start, fc.double({ min: 0, max: 2, noNaN: true }), async (ahead, from, out) => {
        const clock = aClock({ offset: ahead, start: from, ways: [[out, 2 - out]], late: [0.3, 1.2, 0.1] })
        const measured = await measureClock(clock)
        expect(measured.uncertaintySeconds).toBeLessThan(0.02)
        expect(clock.questions()).toBeLessThanOrEqual(25)
        expect(clock.elapsed()).toBeLessThan(6000)
      }),
      { numRuns: 500 },
    )
  })

  it('never leaves the true offset outside, however uneven and lopsided the round trips', async () => {
    await fc.assert(
      fc.asyncProperty(offset, start, ways, late, async (ahead, from, trips, timers) => {
        const clock = aClock({ offset: ahead, start: from, ways: trips, late: timers })
        const { offsetSeconds, uncertaintySeconds, rollovers } = await measureClock(clock)
        for (const seen of [{ offsetSeconds, uncertaintySeconds }, ...rollovers])
          expect(Math.abs(seen.offsetSeconds * 1000 - ahead)).toBeLessThanOrEqual(seen.uncertaintySeconds * 1000 + 1e-3)
      }),
      { numRuns: 1000 },
    )
  })

  it('holds the offset of that moment within the bounds also when the clock drifts up to 100 ppm', async () => {
    await fc.assert(
      fc.asyncProperty(offset, start, ways, fc.double({ min: -100e-6, max: 100e-6, noNaN: true }), async (ahead, from, trips, drift) => {
        const clock = aClock({ offset: ahead, start: from, ways: trips, drift })
        const { offsetSeconds, uncertaintySeconds, measuredAt } = await measureClock(clock)
        expect(Math.abs(offsetSeconds * 1000 - clock.offsetAt(measuredAt))).toBeLessThanOrEqual(uncertaintySeconds * 1000 + 1e-3)
      }),
      { numRuns: 1000 },
    )
  })

  it('keeps the true offset inside also when this computer tells its time in whole ms only', async () => {
    await fc.assert(
      fc.asyncProperty(offset, start, fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), way), async (ahead, from, trip) => {
        const clock = aClock({ offset: ahead, start: from, ways: [trip] })
        const readClock = async () => {
          const { dateTime, sentAt, receivedAt } = await clock.readClock()
          return { dateTime, sentAt: Math.floor(sentAt), receivedAt: Math.floor(receivedAt) }
        }
        const measured = await measureClock({ ...clock, now: () => Math.floor(clock.now()), readClock })
        expect(Math.abs(measured.offsetSeconds * 1000 - ahead)).toBeLessThanOrEqual(measured.uncertaintySeconds * 1000 + 1e-3)
        expect(measured.rollovers).toHaveLength(5)
      }),
      { numRuns: 500 },
    )
  })

  it('answers also over a way so slow that no change of the second can be caught', async () => {
    const clock = aClock({ offset: -4000, ways: [[1700, 900]] })
    const measured = await measureClock(clock)
    expect(Math.abs(measured.offsetSeconds + 4)).toBeLessThanOrEqual(measured.uncertaintySeconds)
    expect(measured.uncertaintySeconds).toBeLessThan(1.5)
    expect(clock.elapsed()).toBeLessThan(20_000)
  })

  it('does not take longer on a computer whose timers are late', async () => {
    const clock = aClock({ offset: 4321, late: [15.6] })
    const measured = await measureClock(clock)
    expect(measured.rollovers).toHaveLength(5)
    expect(measured.uncertaintySeconds).toBeLessThan(0.02)
    expect(clock.elapsed()).toBeLessThan(7000)
  })

  it('asks 60 times at most, and answers with what it knows by then', async () => {
    const clock = aClock({ offset: 4321 })
    const measured = await measureClock({ ...clock, rollovers: 100 })
    expect(clock.questions()).toBe(60)
    expect(measured.rollovers.length).toBeGreaterThan(10)
    expect(measured.offsetSeconds).toBeCloseTo(4.321, 2)
  })

  it('still catches the second when every answer after a pause is 1.5 s late', async () => {
    const clock = aClock({ offset: 4321 })
    let paused = false
    const sleep = (ms: number) => {
      paused = ms > 250
      return clock.sleep(ms)
    }
    const readClock = async () => {
      const sentAt = clock.now()
      if (paused) await clock.sleep(1500)
      paused = false
      return { ...(await clock.readClock()), sentAt }
    }
    const measured = await measureClock({ ...clock, sleep, readClock })
    expect(measured.rollovers).toHaveLength(5)
    expect(Math.abs(measured.offsetSeconds - 4.321)).toBeLessThanOrEqual(measured.uncertaintySeconds)
  })

  it('reads a clock that is two years behind', async () => {
    const clock = aClock({ offset: -2 * 365 * 86_400_000 - 250 })
    expect((await measureClock(clock)).offsetSeconds).toBeCloseTo(-2 * 365 * 86_400 - 0.25, 2)
  })

  it('starts again when somebody sets the clock meanwhile, and tells the new offset', async () => {
    const clock = aClock({ offset: 500 })
    let looks = 0
    const readClock = () => {
      looks += 1
      if (looks === 12) clock.set(-80_000)
      return clock.readClock()
    }
    const measured = await measureClock({ ...clock, readClock })
    expect(measured.offsetSeconds).toBeCloseTo(-79.5, 2)
    expect(measured.rollovers).toHaveLength(5)
  })

  it('is not led astray by one false look', async () => {
    for (const look of [1, 4, 9, 14]) {
      const clock = aClock({ offset: 1234 })
      clock.lieAt(look, 7300)
      expect((await measureClock(clock)).offsetSeconds).toBeCloseTo(1.234, 2)
    }
  })

  it('says that a clock stands still', async () => {
    const clock = aClock({ offset: 0 })
    const { dateTime } = await clock.readClock()
    const readClock = async () => ({ ...(await clock.readClock()), dateTime })
    const thrown = await measureClock({ ...clock, readClock }).catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(AppFailure)
    expect((thrown as AppFailure).error).toEqual({ kind: 'malformed', path: 'second', problem: 'the clock does not run evenly' })
  })

  it('uses the zone the device keeps, daylight saving included', async () => {
    const clock = aClock({ offset: 40, start: Date.UTC(2026, 6, 1, 12) })
    expect(await measureClock(clock)).toMatchObject({ zone: 85, zoneShiftMinutes: 60 })
    expect((await measureClock(clock)).offsetSeconds).toBeCloseTo(0.04, 2)
  })

  it('shows an hour of offset when the device stands in the wrong zone', async () => {
    const clock = aClock({ offset: 0 })
    const measured = await measureClock({ ...clock, timeZone: { zone: 110, daylightSaving: false } })
    expect(measured.offsetSeconds).toBeCloseTo(-3600, 2)
  })

  it('takes the nearer reading in the hour that comes twice', async () => {
    const secondTurn = aClock({ offset: 30_000, start: Date.UTC(2026, 9, 25, 1, 20) })
    expect((await measureClock(secondTurn)).offsetSeconds).toBeCloseTo(30, 2)
    const firstTurn = aClock({ offset: 30_000, start: Date.UTC(2026, 9, 25, 0, 20) })
    expect((await measureClock(firstTurn)).offsetSeconds).toBeCloseTo(30, 2)
  })

  it("measures against this computer's zone when the id is unknown, and says so", async () => {
    const clock = aClock({ offset: 700, timeZone: { ...inLondon, zone: 299 } })
    const measured = await measureClock({ ...clock, shiftHere: () => 0 })
    expect(measured).toMatchObject({ zone: 299, zoneUnknown: true, zoneShiftMinutes: 0 })
    expect(measured.offsetSeconds).toBeCloseTo(0.7, 2)
    expect(await measureClock(aClock({ offset: 0 }))).not.toHaveProperty('zoneUnknown')
  })

  it('stops when it is told to', async () => {
    const clock = aClock({ offset: 0 })
    const stop = new AbortController()
    const readClock = () => {
      if (clock.questions() === 3) stop.abort()
      return clock.readClock()
    }
    await expect(measureClock({ ...clock, readClock, signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' })
    expect(clock.questions()).toBe(4)
  })
})
