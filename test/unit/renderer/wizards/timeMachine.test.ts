import { describe, expect, it } from 'vitest'
import { ntp } from '#common/catalog/time/ntp.ts'
import { timeZone } from '#common/catalog/time/timeZone.ts'
import type { ClockMeasurement } from '#common/time/measurement.ts'
import {
  advanceTime,
  countOfTime,
  isTimeEdited,
  mayWriteTime,
  type TimeDocs,
  timeIssuesOf,
  timeKeptOf,
  type TimeMove,
  timePlan,
  timeStart,
  type TimeWizard,
} from '#renderer/wizards/time/machine.ts'

const ok = { check: 'budget', verdict: 'ok', facts: { left: 2 } } as const
const measured: ClockMeasurement = {
  offsetSeconds: 21.34,
  uncertaintySeconds: 0.004,
  rollovers: [],
  roundTripMs: 6,
  measuredAt: Date.UTC(2026, 10, 22),
  zoneShiftMinutes: 0,
  zone: 85,
}
const docs: TimeDocs = { zone: timeZone.sample, ntp: { ...ntp.sample, enabled: false } }
const copenhagen = { zone: 'Europe/Copenhagen', city: 'Copenhagen' }
const zone105 = { ...docs.zone, zone: 105 }

describe('the time wizard', () => {
  it('offers what the device does now: its time server, else this computer once', () => {
    expect(walk(begin(docs))).toMatchObject({ step: 'choose', source: 'thisComputer' })
    expect(walk(begin({ ...docs, ntp: ntp.sample }))).toMatchObject({ source: 'server' })
    expect(walk(begin({ zone: docs.zone }))).toMatchObject({ source: 'thisComputer' })
  })

  it.each<['server' | 'thisComputer' | 'leave', boolean, boolean]>([
    ['server', false, true],
    ['thisComputer', true, false],
    ['leave', true, true],
    ['leave', false, false],
  ])('choosing %s on a device whose server is on (%s) leaves it on: %s', (source, was, is) => {
    const at = walk(begin({ ...docs, ntp: { ...ntp.sample, enabled: was } }), { type: 'sourceChosen', source })
    expect(at).toMatchObject({ source, draft: { ntp: { enabled: is } } })
  })

  it('keeps the place with the zone that was chosen for it, also on the way back', () => {
    const at = walk(
      begin(docs),
      { type: 'placeChosen', place: copenhagen, zone: zone105 },
      { type: 'went', to: 'review' },
      { type: 'went', to: 'choose' },
    )
    expect(at).toMatchObject({ step: 'choose', place: copenhagen, draft: { zone: { zone: 105 } } })
  })

  it('does not go to review when there is nothing to do', () => {
    expect(walk(begin(docs), { type: 'sourceChosen', source: 'leave' }, { type: 'went', to: 'review' }).step).toBe('choose')
  })

  it('goes to review to set the clock alone, and would lose nothing when left', () => {
    const at = walk(begin(docs), { type: 'went', to: 'review' })
    expect([at.step, countOfTime(at), isTimeEdited(at)]).toEqual(['review', 1, false])
  })

  it('asks before an edit is lost', () => {
    expect(isTimeEdited(walk(begin(docs), { type: 'placeChosen', place: copenhagen, zone: zone105 }))).toBe(true)
  })

  it('wants an address for a time server', () => {
    const empty = { ...docs, ntp: { ...ntp.sample, enabled: false, server: '' } }
    const at = walk(begin(empty), { type: 'sourceChosen', source: 'server' })
    expect(timeIssuesOf(at)).toEqual([{ setting: 'time.ntp', path: 'server', problem: 'missing' }])
    expect(advanceTime(at, { type: 'went', to: 'review' }).step).toBe('choose')
  })

  it('holds nothing against what the device already has', () => {
    const strange = { ...docs, ntp: { ...ntp.sample, enabled: false, interval: 5 } }
    expect(timeIssuesOf(walk(begin(strange)))).toEqual([])
  })

  it('takes a new measurement without losing a choice', () => {
    const again = { ...measured, offsetSeconds: 0.1 }
    const at = walk(begin(docs), { type: 'sourceChosen', source: 'server' }, { type: 'measuredAgain', measured: again })
    expect(at).toMatchObject({ measured: again, source: 'server' })
  })

  it('may write once every check is in and none fails', () => {
    const at = walk(begin(docs), { type: 'went', to: 'review' })
    expect(mayWriteTime(at)).toBe(false)
    const checked = advanceTime(at, { type: 'checked', findings: [ok] })
    expect(mayWriteTime(checked)).toBe(true)
    expect(advanceTime(checked, { type: 'wrote', job: 'j' })).toMatchObject({ step: 'proof', job: 'j', was: { docs } })
  })

  it('joins a plan under way, and measures again after it', () => {
    const proof = walk({ type: 'joined', job: 'j' })
    expect(proof).toEqual({ step: 'proof', job: 'j' })
    expect(advanceTime(proof, { type: 'retried' })).toEqual(timeStart)
  })
})

describe('the plan of the time wizard', () => {
  it('sends the zone first, the server then, the clock last', () => {
    const at = walk(
      begin({ ...docs, ntp: ntp.sample }),
      { type: 'placeChosen', place: copenhagen, zone: zone105 },
      { type: 'sourceChosen', source: 'thisComputer' },
    )
    expect(timePlan(at, 'aabbccddeeff')?.changes.map(({ setting, clock }) => [setting, clock])).toEqual([
      ['time.zone', undefined],
      ['time.ntp', undefined],
      ['time.clock', 'thisComputer'],
    ])
  })

  it('counts every value once: changed or kept', () => {
    const at = walk(begin(docs), { type: 'placeChosen', place: copenhagen, zone: zone105 })
    expect(timeKeptOf(at).map(({ path }) => path)).not.toContain('zone')
    expect(timeKeptOf(at).map(({ path }) => path)).toContain('beginMonth')
  })
})

function begin(given: TimeDocs): TimeMove {
  return { type: 'measured', docs: given, measured }
}

function walk(...moves: readonly TimeMove[]): TimeWizard {
  return moves.reduce(advanceTime, timeStart)
}
