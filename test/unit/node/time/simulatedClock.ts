import type { TimeZone } from '#common/catalog/time/timeZone.ts'
import { localCivil } from '#common/time/civil.ts'
import type { ClockReading } from '#node/time/measure.ts'

export const inLondon: TimeZone = {
  zone: 85,
  daylightSaving: true,
  beginMonth: 3,
  beginWeek: 'last',
  beginWeekday: 0,
  beginMinute: 60,
  endMonth: 10,
  endWeek: 'last',
  endWeekday: 0,
  endMinute: 120,
}

export interface SimulatedClockOptions {
  /** ms the device is ahead at the start. */
  readonly offset: number
  readonly timeZone?: TimeZone
  readonly start?: number
  /** ms per ms */
  readonly drift?: number
  /** ms of the way out and of the way back of each question, over and over. */
  readonly ways?: readonly (readonly [out: number, back: number])[]
  /** ms a timer is late, over and over. */
  readonly late?: readonly number[]
}

/** A device's clock and this computer's in simulated time: nothing waits. */
export function aClock({
  offset,
  timeZone = inLondon,
  start = Date.UTC(2026, 10, 22, 14, 32, 8),
  drift = 0,
  ways = [[1, 1]],
  late = [0.5],
}: SimulatedClockOptions) {
  let time = start
  let jump = 0
  let asked = 0
  let slept = 0
  const falseLooks = new Map<number, number>()

  return {
    timeZone,
    now: () => time,
    elapsed: () => time - start,
    questions: () => asked,
    /** ms the device is ahead at an instant of this computer. */
    offsetAt: (at: number) => offset + jump + drift * (at - start),
    /** The clock is set by somebody else. */
    set: (ms: number) => (jump += ms),
    /** The look with this number, from 1, is answered with a time that is `ms` away. */
    lieAt: (look: number, ms: number) => falseLooks.set(look, ms),
    sleep: async (ms: number) => {
      time += ms + (late[slept++ % late.length] ?? 0)
    },
    async readClock(): Promise<ClockReading> {
      const [out, back] = ways[asked++ % ways.length] ?? [1, 1]
      const sentAt = time
      const there = time + out
      const shown = there + offset + jump + drift * (there - start) + (falseLooks.get(asked) ?? 0)
      time = there + back
      const dateTime = localCivil(shown, timeZone) ?? localCivil(shown, { ...timeZone, zone: 85 })
      if (!dateTime) throw new Error('no such zone')
      return { dateTime, sentAt, receivedAt: time }
    },
  }
}
