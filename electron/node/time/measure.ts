import type { DateTime } from '#common/catalog/time/dateTime.ts'
import type { TimeZone } from '#common/catalog/time/timeZone.ts'
import { fail } from '#common/errors/appError.ts'
import { boundsOf, type ClockLook, narrow, nextRollover, type OffsetBounds, widthOf } from '#common/time/bounds.ts'
import { deviceShift, instantOf, wallTime } from '#common/time/civil.ts'
import type { ClockMeasurement, Rollover } from '#common/time/measurement.ts'
import { computerShift } from './wallClock.ts'

export { writeOnTheSecond } from './landOnSecond.ts'

/** A device's clock as read once. `sentAt` and `receivedAt` by the same clock as `now`, ms since the epoch. */
export interface ClockReading {
  readonly dateTime: DateTime
  readonly sentAt: number
  readonly receivedAt: number
}

export interface MeasureClockOptions {
  /** Asks the device once. Failures of the way there are the reader's to retry; what it throws ends the measurement. */
  readonly readClock: (signal: AbortSignal) => Promise<ClockReading>
  /** The zone setting as the device keeps it. */
  readonly timeZone: TimeZone
  /** ms since the epoch, evenly running, with fractions (`wallClock`); whole ms cost 1 ms of uncertainty. */
  readonly now: () => number
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** How many changes of the second to catch; fewer when 60 looks do not suffice. @default 5 */
  readonly rollovers?: number
  readonly signal?: AbortSignal
  /** min this computer is ahead of UTC, taken when the device's zone id is unknown. @default this computer's own */
  readonly shiftHere?: (instantMs: number) => number
}

const looksPerWindow = 5 // ours: about 20 looks for 5 rollovers at 2 ms round trip
const wideMs = 500 // nothing is known of the fraction yet: start looking at once
const timerLateMs = 2 // and more once this computer's timers were seen to be later
const mostRestarts = 4
const mostLooks = 60 // then the answer is what is known by then

/**
 * How far a device's clock is from this computer's, by catching the moments its second changes.
 *
 * The first second is looked at about every 200 ms, each later one only around the predicted change. Every look bounds the offset from both
 * sides; the answer is the middle of what all looks allow, its uncertainty half of that, so the true offset is always inside, however
 * uneven the round trips, as long as the device drifts less than 100 ppm. A look that contradicts the others starts the measurement again:
 * the clock was set meanwhile, or that look was false. A clock that stands still, or jumps more than four times, is an error.
 *
 * In the hour that comes twice at the end of daylight saving the nearer reading is taken.
 */
export async function measureClock({
  readClock,
  timeZone,
  now,
  sleep,
  rollovers = 5,
  signal = new AbortController().signal,
  shiftHere = computerShift,
}: MeasureClockOptions): Promise<ClockMeasurement> {
  const roundTrips: number[] = []
  const timersLate = [timerLateMs]
  const caught: Rollover[] = []
  let restarts = 0
  let last = await look()
  let bounds = boundsOf(last)

  while (caught.length < rollovers && roundTrips.length < mostLooks) await catchRollover()

  const shift = deviceShift(bounds.at, timeZone)
  return {
    ...middleOf(bounds),
    rollovers: caught,
    roundTripMs: median(roundTrips),
    measuredAt: bounds.at,
    zoneShiftMinutes: shift ?? shiftHere(bounds.at),
    zone: timeZone.zone,
    ...(shift === undefined ? { zoneUnknown: true as const } : {}),
  }

  /** Looks until the device's second has changed; the looks of one change, taken alone, are one rollover. */
  async function catchRollover(): Promise<void> {
    const isWide = widthOf(bounds) > wideMs
    const lead = median(roundTrips) + Math.max(...timersLate.slice(-5))
    const second = isWide ? last.shown + 1000 : nextRollover(bounds, now() + lead)
    const step = widthOf(bounds) / looksPerWindow
    let own = isWide ? boundsOf(last) : undefined
    let isBefore = isWide
    let sendAt = isWide ? last.sentAt + step : second - bounds.high - lead

    do {
      await sleepUntil(sendAt)
      last = await look()
      const narrowed = narrow(bounds, last)
      if (!narrowed) return startAgain()
      bounds = narrowed
      own = own ? narrow(own, last) : boundsOf(last)
      if (!own) return startAgain()
      if (last.shown >= second) break
      isBefore = true
      sendAt = Math.max(second - bounds.high, last.sentAt) + step
    } while (roundTrips.length < mostLooks)

    if (isBefore && last.shown >= second) caught.push(middleOf(own))
  }

  function startAgain(): void {
    restarts += 1
    if (restarts > mostRestarts) fail({ kind: 'malformed', path: 'second', problem: 'the clock does not run evenly' })
    caught.length = 0
    bounds = boundsOf(last)
  }

  async function look(): Promise<ClockLook> {
    signal.throwIfAborted()
    const { dateTime, sentAt, ...answered } = await readClock(signal)
    roundTrips.push(answered.receivedAt - sentAt)
    const receivedAt = Number.isInteger(answered.receivedAt) ? answered.receivedAt + 1 : answered.receivedAt // whole ms are cut, not rounded
    const near = (sentAt + receivedAt) / 2
    return { shown: instantOf(dateTime, timeZone, near) ?? wallTime(dateTime) - shiftHere(near) * 60_000, sentAt, receivedAt }
  }

  async function sleepUntil(at: number): Promise<void> {
    const wait = at - now()
    if (wait <= 0) return
    await sleep(wait, signal)
    timersLate.push(Math.max(timerLateMs, now() - at))
  }
}

function middleOf(bounds: OffsetBounds): Rollover {
  return { offsetSeconds: (bounds.low + bounds.high) / 2000, uncertaintySeconds: widthOf(bounds) / 2000 }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [upper = 0, lower = 0] = [sorted[middle], sorted[sorted.length % 2 === 0 ? middle - 1 : middle]]
  return (lower + upper) / 2
}
