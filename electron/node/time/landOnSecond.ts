import type { DateTime } from '#common/catalog/time/dateTime.ts'
import type { TimeZone } from '#common/catalog/time/timeZone.ts'
import { civilAt, localCivil } from '#common/time/civil.ts'
import { type Landing, planWrite } from '#common/time/landing.ts'
import { computerShift } from './wallClock.ts'

export interface WriteOnTheSecondOptions {
  /** ms since the epoch, with fractions (`wallClock`). */
  readonly now: () => number
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** Of a short request to this device, as measured. */
  readonly roundTripMs: number
  /** The zone setting as the device keeps it at that moment. */
  readonly timeZone: TimeZone
  /** Writes the time. What it throws is passed on; it is not tried again. */
  readonly send: (dateTime: DateTime) => Promise<void>
  readonly signal?: AbortSignal
  /** min this computer is ahead of UTC, taken when the device's zone id is unknown. @default this computer's own */
  readonly shiftHere?: (instantMs: number) => number
}

/** How late a timer may be before another second is taken, ms (ours): well inside the ±250 ms that are promised. */
const lateMs = 20

const mostTries = 5

/**
 * Sets a clock of whole seconds so that it is right to a fraction: the request arrives on the second it tells.
 *
 * A device sets its second on arrival, so what remains is the unevenness of the way. A computer that wakes too late takes the next second;
 * after five such seconds it sends all the same, and the measurement afterwards tells.
 */
export async function writeOnTheSecond({
  now,
  sleep,
  roundTripMs,
  timeZone,
  send,
  signal = new AbortController().signal,
  shiftHere = computerShift,
}: WriteOnTheSecondOptions): Promise<Landing> {
  let landing = await waitFor()
  for (let tries = 1; tries < mostTries && now() - landing.sendAt > lateMs; tries += 1) landing = await waitFor()
  signal.throwIfAborted()
  await send(localCivil(landing.second, timeZone) ?? civilAt(landing.second, shiftHere(landing.second)))
  return landing

  async function waitFor(): Promise<Landing> {
    signal.throwIfAborted()
    const planned = planWrite(now(), roundTripMs)
    await sleep(Math.max(0, planned.sendAt - now()), signal)
    return planned
  }
}
