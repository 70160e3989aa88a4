import type { Alarm, AlarmLine, Ear } from '#common/alarm/alarm.ts'
import { alarmFeed, alarmsNow } from '#common/catalog/alarm/status.ts'
import { type AppError, AppFailure, toAppError } from '#common/errors/appError.ts'
import { asError, isNotOffered, needsPerson } from '../client/failure.ts'
import type { DeviceClient } from '../client/types.ts'
import { alarmsOf, readAlarms } from './readAlarms.ts'

type Plain<L> = L extends AlarmLine ? Omit<L, 'id' | 'device' | 'at'> : never

/** A line before it has a number. */
export type Heard = Plain<AlarmLine>

export interface HearPorts {
  /** The device as it can be reached now. */
  open(): Pick<DeviceClient, 'get' | 'stream'>
  heard(lines: readonly Heard[]): void
  became(state: Pick<Ear, 'state' | 'againAt' | 'error'>): void
  /** It no longer takes the account. */
  troubled(error: AppError): void
  /** ms since the epoch. */
  now(): number
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

/**
 * ms. An attached device says nothing while nothing happens: it is asked now and then, which notices one that has gone, and what the
 * connection lost. Ours.
 */
const checkMs = 15_000
/** ms between two questions to a device that cannot be attached to. Ours. */
const askMs = 1000
/** ms before each try to hear it again; the last one from then on. Ours. */
const againMs = [1000, 2000, 5000, 10_000, 20_000]
/** Alarms of one device that are known again when it tells them once more. */
const mostKnown = 500

/** Listens to one device until the signal says that nobody wants it any more, or only a person can mend what is wrong. Never throws. */
export async function hear({ open, heard, became, troubled, now, sleep }: HearPorts, signal: AbortSignal): Promise<void> {
  const known = new Set<string>()
  /** Found on the list before the feed had told them. */
  const early = new Set<string>()
  let lostAt: number | undefined
  let wasHeard = false
  let isFirst = true
  let tries = 0

  /** What the device lists and nobody has heard of; of the first list what still goes on. */
  async function ask(): Promise<void> {
    const { value } = await open().get(alarmsNow, {}, { signal })
    const listed = alarmsOf(value)
    const last = new Map(listed.map((alarm) => [`${alarm.kind} ${alarm.subtype} ${alarm.source}`, alarm]))
    const going = isFirst ? [...last.values()].filter(({ active }) => active) : listed
    const news = going.filter((alarm) => !known.has(wordOf(alarm)))
    early.clear()
    for (const alarm of news) early.add(wordOf(alarm))
    for (const alarm of listed) remember(alarm)
    isFirst = false
    back()
    if (news.length > 0) heard(news.map((alarm) => ({ what: 'alarm', ...alarm, isTold: false })))
  }

  /** It is heard, for the first time or again. */
  function back(): void {
    if (lostAt !== undefined) heard([{ what: 'gap', from: lostAt }])
    lostAt = undefined
    wasHeard = true
    tries = 0
  }

  function remember(alarm: Alarm): void {
    known.add(wordOf(alarm))
    for (const old of known) {
      if (known.size <= mostKnown) break
      known.delete(old)
    }
  }

  /** A device that is attached to need not have the list. */
  async function askIfItCan(): Promise<void> {
    try {
      await ask()
    } catch (thrown) {
      if (!isNotOffered(toAppError(thrown))) throw thrown
    }
  }

  /** `undefined` where it has no such thing. */
  async function attach(ending: AbortSignal): Promise<AsyncIterable<Uint8Array> | undefined> {
    try {
      return (await open().stream(alarmFeed, {}, {}, { signal: ending })).body
    } catch (thrown) {
      if (isNotOffered(toAppError(thrown))) return undefined
      throw thrown
    }
  }

  async function follow(body: AsyncIterable<Uint8Array>, ending: AbortController, both: AbortSignal): Promise<void> {
    became({ state: 'attached' })
    back()
    const checking = check(ending, both)
    try {
      for await (const alarms of readAlarms(body)) {
        const news = alarms.filter((alarm) => !early.delete(wordOf(alarm)))
        news.forEach(remember)
        if (news.length > 0) heard(news.map((alarm) => ({ what: 'alarm', ...alarm, isTold: true })))
      }
    } finally {
      ending.abort()
      await checking
    }
  }

  /** Asks at once and now and then; ends the connection when the device no longer answers beside it. */
  async function check(ending: AbortController, both: AbortSignal): Promise<void> {
    try {
      for (;;) {
        await askIfItCan()
        await sleep(checkMs, both)
      }
    } catch (thrown) {
      ending.abort(new AppFailure(toAppError(thrown)))
    }
  }

  async function askAgainAndAgain(): Promise<void> {
    for (let isBegun = false; ; isBegun = true) {
      await ask()
      if (!isBegun) became({ state: 'asking' })
      await sleep(askMs, signal)
    }
  }

  /** Resolves with what ended it. */
  async function listen(): Promise<AppError> {
    const ending = new AbortController()
    const both = AbortSignal.any([signal, ending.signal])
    try {
      const body = await attach(both)
      await (body ? follow(body, ending, both) : askAgainAndAgain())
      return { kind: 'unreachable', why: 'reset' }
    } catch (thrown) {
      return asError(thrown)
    }
  }

  while (!signal.aborted) {
    const error = await listen()
    if (signal.aborted) return
    if (needsPerson(error) || isLasting(error)) {
      troubled(error)
      became({ state: 'ended', error })
      return
    }
    lostAt ??= wasHeard ? now() : undefined
    const pause = againMs[Math.min(tries, againMs.length - 1)] ?? 0
    tries += 1
    became({ state: 'waiting', error, againAt: now() + pause })
    await sleep(pause, signal).catch(() => undefined)
  }
}

function wordOf({ kind, subtype, source, active, time }: Alarm): string {
  return `${kind} ${subtype} ${source} ${active} ${time}`
}

/** It has neither the feed nor the list, or is on no list of ours any more. */
function isLasting(error: AppError): boolean {
  return error.kind === 'unknownDevice' || error.kind === 'bug' || (error.kind !== 'malformed' && isNotOffered(error))
}
