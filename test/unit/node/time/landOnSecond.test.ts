import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import type { DateTime } from '#common/catalog/time/dateTime.ts'
import { instantOf } from '#common/time/civil.ts'
import { writeOnTheSecond } from '#node/time/measure.ts'
import { aClock, inLondon } from './simulatedClock.ts'

/** Where the told second lies against the moment the request arrives, ms. */
async function landed(start: number, roundTripMs: number, late: readonly number[]) {
  const clock = aClock({ offset: 0, start, late })
  let told: DateTime | undefined
  let arrived = 0
  await writeOnTheSecond({
    ...clock,
    timeZone: inLondon,
    roundTripMs,
    send: async (dateTime) => {
      arrived = clock.now() + roundTripMs / 2
      told = dateTime
    },
  })
  return told === undefined ? NaN : (instantOf(told, inLondon, arrived) ?? NaN) - arrived
}

describe('sending a time so that it lands on its second', () => {
  it('arrives on the second it tells, for round trips up to 3 s', async () => {
    const start = fc.double({ min: Date.UTC(2026, 5, 1), max: Date.UTC(2026, 5, 2), noNaN: true })
    await fc.assert(
      fc.asyncProperty(start, fc.double({ min: 0, max: 3000, noNaN: true }), async (from, roundTripMs) => {
        expect(Math.abs(await landed(from, roundTripMs, [0.5]))).toBeLessThan(1)
      }),
    )
  })

  it('takes another second when the computer woke too late', async () => {
    expect(Math.abs(await landed(Date.UTC(2026, 5, 1, 8), 4, [1400, 0.5]))).toBeLessThan(1)
  })

  it('sends all the same when the computer is always late, and does not go on for ever', async () => {
    expect(await landed(Date.UTC(2026, 5, 1, 8), 4, [300])).toBeCloseTo(-300, 0)
  })

  it("tells this computer's civil time to a device whose zone is unknown", async () => {
    const clock = aClock({ offset: 0, start: Date.UTC(2026, 10, 22, 12, 0, 0, 500) })
    const sent: DateTime[] = []
    const send = async (dateTime: DateTime) => void sent.push(dateTime)
    await writeOnTheSecond({ ...clock, timeZone: { zone: 299, daylightSaving: false }, roundTripMs: 2, send, shiftHere: () => 60 })
    expect(sent).toEqual([{ year: 2026, month: 11, day: 22, hour: 13, minute: 0, second: 1 }])
  })

  it('writes nothing once it has been stopped', async () => {
    const clock = aClock({ offset: 0 })
    const stop = new AbortController()
    const sent: DateTime[] = []
    const sleep = async () => stop.abort()
    const send = async (dateTime: DateTime) => void sent.push(dateTime)
    await expect(writeOnTheSecond({ ...clock, sleep, roundTripMs: 2, send, signal: stop.signal })).rejects.toMatchObject({
      name: 'AbortError',
    })
    expect(sent).toEqual([])
  })
})
