import { analysesFor } from '#common/analysis/analyses.ts'
import type { AlarmLine } from '#common/alarm/alarm.ts'
import { dateTime, type DateTime } from '#common/catalog/time/dateTime.ts'
import { timeZone } from '#common/catalog/time/timeZone.ts'
import type { DeviceKey } from '#common/device/device.ts'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import type { Perspective } from '#common/perspective/kept.ts'
import { localCivil } from '#common/time/civil.ts'
import {
  countsOf,
  earlierLine,
  isOf,
  itemOf,
  type JudgedLine,
  type Verdict,
  type WalkLine,
  walkPlan,
  WalkResult,
  type WalkRule,
  type WalkState,
} from '#common/walk/walk.ts'
import { whyNot } from '#common/walk/whyNot.ts'
import type { AlarmWatch } from '../alarms/alarms.ts'
import { isNotOffered } from '../client/failure.ts'
import type { Capabilities } from '#common/device/capabilities.ts'
import type { OpenDevice } from '../devices/ports.ts'
import type { Site } from '../storage/site.ts'

/** One walk test at a time: a technician stands before one camera. It goes on whether or not anybody looks. */
export interface Walks {
  /**
   * Reads the rules of a channel and begins to listen. Ends one that runs.
   *
   * `earlier`: when another test of the device began, whose verdicts hold for lines that are still there; ms since the epoch.
   */
  start(key: DeviceKey, channel: number, earlier?: number): Promise<void>
  /** Every test of a device, oldest first; what nobody can read is left out. */
  results(key: DeviceKey): Promise<readonly WalkResult[]>
  /** Somebody goes to a line: `countdown` s to get there, `window` s to be seen. */
  go(line: string, countdown: number, window: number): void
  /** Back before it was over: nothing is said of the line. */
  halt(): void
  /** A person says how a line ended; null: it cannot be tried here. */
  judge(line: string, passed: boolean | null, note: string): Promise<void>
  end(): Promise<void>
  state(): WalkState | null
  /** Alarms as they come, of all devices. */
  heard(lines: readonly AlarmLine[]): void
}

export interface WalkPorts {
  readonly site: Pick<Site, 'keepResult' | 'results' | 'keepPicture' | 'journal'>
  readonly open: (key: DeviceKey) => OpenDevice
  readonly alarms: Pick<AlarmWatch, 'attend' | 'state'>
  readonly capabilities: (key: DeviceKey) => Capabilities
  /** How large people are in a picture, where somebody found out. */
  readonly perspective: (key: DeviceKey, channel: number) => Promise<Perspective | undefined>
  readonly takeSnapshot: (key: DeviceKey, channel: number) => Promise<Uint8Array>
  changed(state: WalkState | null): void
  /** ms since the epoch. */
  now(): number
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

/** What came of a line. */
type Found = Pick<JudgedLine, 'verdict' | 'notApplicable'>

interface Test {
  result: WalkResult
  readonly rules: readonly WalkRule[]
  /** By how much the device's clock, read as if it were UTC, is ahead of the time here; ms. */
  readonly clock: number
  /** By how much it should be, by its own zone; undefined for a zone nobody knows. */
  readonly shift: number | undefined
  readonly leave: () => void
  walking?: NonNullable<WalkState['walking']> & { readonly stop: AbortController }
  /** Until when nobody heard the device, the last time; ms since the epoch. */
  deafUntil: number
  notKept?: AppError
}

export function createWalks({ site, open, alarms, capabilities, perspective, takeSnapshot, changed, now, sleep }: WalkPorts): Walks {
  let test: Test | undefined

  function earOf(key: DeviceKey): WalkState['ear'] {
    return alarms.state().ears.find(({ device }) => device === key)?.state ?? 'none'
  }

  function state(): WalkState | null {
    if (!test) return null
    const { line, goAt, until } = test.walking ?? { line: '', goAt: 0, until: 0 }
    return {
      ...test.result,
      ear: earOf(test.result.device),
      ...(test.walking ? { walking: { line, goAt, until } } : {}),
      ...(test.notKept ? { notKept: test.notKept } : {}),
    }
  }

  /** Kept at once: a result is not lost with the program. A disk that takes nothing stops no test; the next verdict tries it again. */
  async function keep(running: Test, next: WalkResult): Promise<void> {
    running.result = next
    changed(state())
    try {
      await site.keepResult(next.device, nameOf(next), next)
      delete running.notKept
    } catch (thrown) {
      running.notKept = toAppError(thrown)
    }
    changed(state())
  }

  async function readRules(key: DeviceKey, channel: number): Promise<readonly WalkRule[]> {
    const { client, identity } = open(key)
    const rules: WalkRule[] = []
    for (const { setting } of analysesFor(identity.series, capabilities(key).settings)) {
      if (!('enabled' in setting.fields)) continue
      try {
        const target = setting.request.scope === 'device' ? {} : { channel }
        rules.push({ setting: setting.id, values: (await client.get(setting, target)).value })
      } catch (thrown) {
        if (!isNotOffered(toAppError(thrown))) throw thrown
      }
    }
    return rules
  }

  /** What its clock should show by its own zone; undefined where it tells none that is known. */
  async function rightClock(key: DeviceKey, at: number): Promise<DateTime | undefined> {
    try {
      return localCivil(at, (await open(key).client.get(timeZone)).value)
    } catch (thrown) {
      if (isNotOffered(toAppError(thrown))) return undefined
      throw thrown
    }
  }

  /** What is found of one line leaves whoever is on another alone. */
  async function settle(running: Test, line: WalkLine, found: Found): Promise<void> {
    if (running.walking?.line === line.id) stopWalking(running)
    const without = ({ verdict: _, notApplicable: __, ...rest }: JudgedLine): WalkLine => rest
    const lines = running.result.lines.map((one) => (one.id === line.id ? { ...without(one), ...found } : one))
    await keep(running, { ...running.result, lines })
  }

  function stopWalking(running: Test): void {
    running.walking?.stop.abort()
    delete running.walking
  }

  async function fired(running: Test, line: WalkLine, alarm: AlarmLine & { what: 'alarm' }, goAt: number): Promise<void> {
    const { device, channel, events } = running.result
    const verdict: Verdict = {
      passed: line.expects === 'alarm',
      by: 'device',
      at: alarm.at,
      delayMs: Math.round(alarm.at - goAt),
      deviceTime: alarm.time,
      // Devices do not tell who it was: somebody of the kind that counts may have been there.
      ...(line.expects === 'silence' && line.target !== undefined ? { reasons: ['notTold'] } : {}),
    }
    const [picture] = await Promise.all([
      takeSnapshot(device, channel)
        .then((bytes) => site.keepPicture(device, `${nameOf(running.result)}-${events.length}.jpg`, bytes))
        .catch(() => undefined), // an alarm counts without its picture
      settle(running, line, { verdict }),
    ])
    // A person may have judged meanwhile, or walked it again.
    const isStill = running.result.lines.some(({ id, verdict: now }) => id === line.id && now === verdict)
    if (picture !== undefined && isStill && test === running) await settle(running, line, { verdict: { ...verdict, picture } })
  }

  /** Nothing came in time: right where silence is wanted, else there is a reason. */
  async function over(running: Test, line: WalkLine, since: number): Promise<void> {
    const { rules, clock, shift, result } = running
    const ear = earOf(result.device)
    const sizes = await perspective(result.device, result.channel).catch(() => undefined)
    const reasons = whyNot({
      line,
      values: rules.find(({ setting }) => setting === line.setting)?.values ?? {},
      deviceNow: now() + clock,
      rightNow: shift === undefined ? undefined : now() + shift,
      isHeard: (ear === 'attached' || ear === 'asking') && running.deafUntil < since,
      otherFired: result.lines.some((one) => isOtherKind(one, line) && one.verdict?.passed === true && one.expects === 'alarm'),
      hadOthers: result.events.some((event) => event.at >= since && event.line === undefined),
      perspective: sizes,
    })
    const passed = line.expects === 'silence' && !reasons.includes('notHeard')
    await settle(running, line, { verdict: { passed, by: 'device', at: now(), ...(passed ? {} : { reasons: [...reasons] }) } })
  }

  const walks: Walks = {
    async start(key, channel, earlier) {
      const { client, identity } = open(key)
      const before = (await walks.results(key)).find(({ startedAt }) => startedAt === earlier)
      const rules = await readRules(key, channel)
      const readAt = now()
      const { value: clock } = await client.get(dateTime)
      const right = await rightClock(key, readAt)
      await walks.end()
      const { model, firmware } = identity
      test = {
        rules,
        clock: asUtc(clock) - readAt,
        shift: right && asUtc(right) - Math.floor(readAt / 1000) * 1000,
        leave: alarms.attend(key),
        deafUntil: 0,
        result: {
          format: 'sightline-walk',
          version: 1,
          ...{ device: key, model, firmware, channel, startedAt: now() },
          lines: walkPlan(rules).map((line) => ({ ...line, ...foundIn(before, line) })),
          events: [],
          off: rules.flatMap(({ setting, values }) => (values['enabled'] === true ? [] : [setting])),
        },
      }
      changed(state())
      await site.journal.add({ device: key, job: nameOf(test.result), what: 'note', note: 'walkBegun', facts: { channel } })
    },
    async results(key) {
      return (await site.results(key, 'walk-')).flatMap((one) => {
        const result = WalkResult.safeParse(one)
        return result.success ? [result.data] : []
      })
    },
    go(id, countdown, window) {
      const running = test
      const line = running?.result.lines.find((one) => one.id === id)
      if (!running || !line) return // it was ended elsewhere
      stopWalking(running)
      const stop = new AbortController()
      const goAt = now() + countdown * 1000
      running.walking = { line: id, goAt, until: goAt + window * 1000, stop }
      changed(state())
      sleep((countdown + window) * 1000, stop.signal).then(
        () => over(running, line, goAt),
        () => undefined,
      )
    },
    halt() {
      if (test) stopWalking(test)
      changed(state())
    },
    async judge(id, passed, text) {
      const line = test?.result.lines.find((one) => one.id === id)
      if (!test || !line) return
      const note = text === '' ? {} : { note: text }
      await settle(
        test,
        line,
        passed === null
          ? { notApplicable: { at: now(), note: text } }
          : { verdict: { ...line.verdict, passed, by: 'person', at: now(), ...note } },
      )
    },
    async end() {
      const ending = test
      if (!ending) return
      stopWalking(ending)
      ending.leave()
      await keep(ending, { ...ending.result, endedAt: now() })
      if (test === ending) test = undefined
      changed(state())
      const { device, lines } = ending.result
      const { passed, of } = countsOf(lines)
      const facts = { passed, lines: of }
      // The journal is on the same disk: what it does not take must not keep a test, or the program, from ending.
      await site.journal.add({ device, job: nameOf(ending.result), what: 'note', note: 'walkEnded', facts }).catch(() => undefined)
    },
    state,
    heard(lines) {
      for (const alarm of lines) {
        if (!test || alarm.device !== test.result.device) continue
        if (alarm.what === 'gap') test.deafUntil = alarm.at
        if (alarm.what === 'gap' || !alarm.active) continue
        const { walking, result } = test
        const line = result.lines.find(({ id }) => id === walking?.line)
        const isIts = walking && line && alarm.at >= walking.goAt && isOf(line, result.channel, alarm)
        const { at, kind, subtype, time } = alarm
        // What nobody walked for is told as well.
        test.result = { ...result, events: [...result.events, { at, kind, subtype, time, ...(isIts ? { line: line.id } : {}) }] }
        if (isIts) void fired(test, line, alarm, walking.goAt)
        else changed(state())
      }
    },
  }
  return walks
}

/** What an earlier test found of a line; nothing where it had none such, or nobody was on it. */
function foundIn(before: WalkResult | undefined, line: WalkLine): Found {
  const { verdict, notApplicable } = (before && earlierLine(before.lines, line)) ?? {}
  return { ...(verdict ? { verdict } : {}), ...(notApplicable ? { notApplicable } : {}) }
}

/** The same way in the same region, by another kind of target. */
function isOtherKind(one: WalkLine, line: WalkLine): boolean {
  return one.setting === line.setting && itemOf(one) === itemOf(line) && one.way === line.way && one.target !== line.target
}

/** What a clock shows, as if it were UTC; ms since the epoch. */
function asUtc({ year, month, day, hour, minute, second }: DateTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** `walk-2026-11-23T15-04-05-000Z` */
function nameOf({ startedAt }: Pick<WalkResult, 'startedAt'>): string {
  return `walk-${new Date(startedAt).toISOString().replace(/[:.]/g, '-')}`
}
