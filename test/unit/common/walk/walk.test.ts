import { describe, expect, it } from 'vitest'
import type { AlarmLine } from '#common/alarm/alarm.ts'
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
} from '#common/walk/walk.ts'
import { whyNot, type WhyNotAbout } from '#common/walk/whyNot.ts'

const line = { startX: 10, startY: 10, endX: 50, endY: 50 }
const outline = [
  { x: 10, y: 10 },
  { x: 50, y: 10 },
  { x: 30, y: 60 },
]

function rule(setting: string, values: object) {
  return { setting, values: { enabled: true, ...values } as never }
}

describe('the plan of a walk test', () => {
  it('has a line for each region of each rule that is on', () => {
    const plan = walkPlan([
      rule('analysis.perimeter', { regions: [{ outline }, { outline: outline.toReversed() }] }),
      rule('analysis.loitering', { enabled: false, regions: [{ outline }] }),
    ])
    expect(plan).toEqual([
      { id: 'analysis.perimeter regions[0]', setting: 'analysis.perimeter', number: 1, expects: 'alarm' },
      { id: 'analysis.perimeter regions[1]', setting: 'analysis.perimeter', number: 2, expects: 'alarm' },
    ])
  })

  it('walks a line both ways: the way that does not count must stay silent', () => {
    const ways = (region: object) =>
      walkPlan([rule('analysis.tripwire', { regions: [{ ...line, ...region }] })]).map(({ way, expects }) => [way, expects])
    expect(ways({ direction: 'Reverse' })).toEqual([
      ['forward', 'silence'],
      ['reverse', 'alarm'],
    ])
    expect(ways({ direction: 'Reverse', bidirectional: true })).toEqual([
      ['forward', 'alarm'],
      ['reverse', 'alarm'],
    ])
    expect(ways({})).toEqual([[undefined, 'alarm']]) // the device does not say which way counts
  })

  it('tries each kind of target: one that the rule is not about must stay silent', () => {
    const tried = (region: object) =>
      walkPlan([rule('analysis.perimeter', { regions: [{ outline, ...region }] })]).map(({ target, expects }) => [target, expects])
    const both = [
      ['Person', 'alarm'],
      ['Vehicle', 'alarm'],
    ]
    expect(tried({ limitType: false, type: 'Vehicle' })).toEqual(both)
    expect(tried({ limitType: true, type: 'Person or vehicle' })).toEqual(both)
    expect(tried({ limitType: true, type: 'Vehicle' })).toEqual([
      ['Person', 'silence'],
      ['Vehicle', 'alarm'],
    ])
    expect(tried({})).toEqual([[undefined, 'alarm']]) // the device does not say what counts
  })

  it('tries each kind of target each way over a line', () => {
    const plan = walkPlan([rule('analysis.tripwire', { limitType: true, type: 'Person', regions: [{ ...line, direction: 'Forward' }] })])
    expect(plan.map(({ id, expects }) => [id, expects])).toEqual([
      ['analysis.tripwire regions[0] forward person', 'alarm'],
      ['analysis.tripwire regions[0] forward vehicle', 'silence'],
      ['analysis.tripwire regions[0] reverse person', 'silence'],
      ['analysis.tripwire regions[0] reverse vehicle', 'silence'],
    ])
    expect(plan.map(itemOf)).toEqual(plan.map(() => 'regions[0]'))
  })

  it('tries people alone where helmets and vests are looked for', () => {
    const plan = walkPlan([rule('analysis.safetyHelmet', { limitType: false, regions: [{ outline }] })])
    expect(plan.map(({ id }) => id)).toEqual(['analysis.safetyHelmet regions[0]'])
  })

  it('has no line for a heat map, which records and never fires, and one for each box of a fire spot', () => {
    const areas = [
      { left: 42, top: 26, width: 42, height: 26 },
      { left: 84, top: 26, width: 42, height: 26 },
    ]
    const plan = walkPlan([rule('analysis.heatMap', { area: 'AAAA' }), rule('analysis.fireSpot', { regions: [{ areas }] })])
    expect(plan.map(({ setting, number }) => [setting, number])).toEqual([
      ['analysis.fireSpot', 1],
      ['analysis.fireSpot', 2],
    ])
  })

  it('leaves out what is not drawn, and has one line for a rule of the whole picture', () => {
    expect(walkPlan([rule('analysis.perimeter', { regions: [] })])).toEqual([])
    expect(walkPlan([rule('analysis.signalFault', {})])).toEqual([
      { id: 'analysis.signalFault', setting: 'analysis.signalFault', expects: 'alarm' },
    ])
  })
})

describe('what an earlier test found', () => {
  const verdict = { passed: true, by: 'device', at: 5 } satisfies Verdict
  const old = (more: Partial<JudgedLine>): JudgedLine => ({
    ...{ id: 'analysis.perimeter regions[0]', setting: 'analysis.perimeter', number: 1, expects: 'alarm', verdict },
    ...more,
  })
  const plan = (region: object) => walkPlan([rule('analysis.perimeter', { regions: [{ outline, ...region }] })])
  const found = (earlier: JudgedLine, region: object) => plan(region).map((line) => earlierLine([earlier], line)?.verdict?.passed)

  it('holds for the same line', () => {
    const [person = expect.fail('no line')] = plan({ limitType: false })
    expect(found({ ...person, verdict }, { limitType: false })).toEqual([true, undefined])
    expect(found({ ...person, verdict }, { limitType: true, type: 'Vehicle' })).toEqual([undefined, undefined]) // it must be silent now
  })

  it('without kinds of targets holds for people, who walked it, and for vehicles where the rule was for them', () => {
    expect(found(old({}), { limitType: false })).toEqual([true, undefined])
    expect(found(old({ target: 'Person or vehicle' }), { limitType: true, type: 'Person or vehicle' })).toEqual([true, undefined])
    expect(found(old({ target: 'Person' }), { limitType: true, type: 'Person' })).toEqual([true, undefined])
    expect(found(old({ target: 'Vehicle' }), { limitType: true, type: 'Vehicle' })).toEqual([undefined, true])
    expect(found(old({ target: 'Vehicle' }), { limitType: false })).toEqual([undefined, true])
  })

  it('is read as it was kept, before there were kinds of targets and since', () => {
    const kept = {
      ...{ format: 'sightline-walk', version: 1, device: '001c27159356', model: 'M', firmware: 'F', channel: 1 },
      ...{ startedAt: 1, events: [], off: [] },
      lines: [old({ target: 'Person or vehicle' }), old({ id: 'x', notApplicable: { at: 3, note: 'A wall' } })],
    }
    expect(WalkResult.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept)
  })

  it('is counted without what cannot be tried', () => {
    const open = { ...old({}), verdict: undefined }
    const away = { ...open, notApplicable: { at: 3, note: 'A wall' } }
    const failed = old({ verdict: { ...verdict, passed: false } })
    expect(countsOf([old({}), failed, open, away])).toEqual({ of: 3, done: 2, passed: 1, failed: 1, notApplicable: 1 })
  })
})

describe('an alarm', () => {
  const walked: WalkLine = { id: 'analysis.tripwire regions[0]', setting: 'analysis.tripwire', expects: 'alarm' }
  const alarm = (more: object): AlarmLine => ({
    ...{ what: 'alarm', id: 1, device: 'd', at: 0, isTold: true, kind: 'Analysis', subtype: 21, source: 1, active: true, time: '' },
    ...more,
  })

  it('is of a line by its kind, its number and its channel, when it begins', () => {
    expect(isOf(walked, 1, alarm({}))).toBe(true)
    for (const other of [{ subtype: 24 }, { kind: 'Security' }, { source: 2 }, { active: false }])
      expect(isOf(walked, 1, alarm(other)), JSON.stringify(other)).toBe(false)
  })

  it('is of no line whose analysis the manual has no number for', () => {
    expect(isOf({ ...walked, setting: 'analysis.areaEntered' }, 1, alarm({}))).toBe(false)
  })
})

describe('why a rule said nothing', () => {
  const noon = Date.UTC(2026, 2, 10, 12) // a Tuesday
  const always = { schedule: [{ day: 'Tuesday', from: 0, to: 86_400 }] }
  const about = (more: object = {}, values: object = {}): WhyNotAbout => ({
    line: { id: 'analysis.perimeter regions[0]', setting: 'analysis.perimeter', number: 1, expects: 'alarm' },
    values: { enabled: true, ...always, regions: [{ outline }], ...values },
    deviceNow: noon,
    rightNow: noon,
    isHeard: true,
    hadOthers: false,
    ...more,
  })

  it('is nothing the device says, where everything is as it should be', () => {
    expect(whyNot(about())).toEqual([])
  })

  it.each([
    ['schedule', {}, { schedule: [{ day: 'Tuesday', from: 0, to: 43_200 }] }],
    ['schedule', {}, { schedule: [] }],
    ['notHeard', { isHeard: false }, {}],
    ['clock', { rightNow: noon + 61_000 }, {}],
    ['noNumber', { line: { id: 'analysis.areaLeft regions[0]', setting: 'analysis.areaLeft', number: 1, expects: 'alarm' } }, {}],
    ['target', {}, { regions: [{ outline, limitType: true, type: 'Vehicle' }] }],
    ['kind', { otherFired: true }, {}],
    ['size', {}, { regions: [{ outline, limitSize: true }] }],
    ['small', {}, { regions: [{ outline: outline.map(({ x, y }) => ({ x: x / 20, y: y / 20 })) }] }],
    ['linkage', {}, { record: false, email: false }],
    ['elsewhere', { hadOthers: true }, {}],
  ] as const)('is %s', (reason, more, values) => {
    expect(whyNot(about(more, values))).toEqual([reason])
  })

  it('is a target too small for the rule in all of its region, where the perspective is known', () => {
    // 4 m up, 20° down, 90° wide: people of 1.8 m who stand 6 m, 15 m and 25 m ahead.
    const marks = (
      [
        [71.652, 50.211],
        [42.116, 31.663],
        [32.867, 26.231],
      ] as const
    ).map(([foot, top]) => ({ kind: 'upright' as const, from: { x: 50, y: foot }, to: { x: 50, y: top }, length: 1.8 }))
    const perspective = {
      ...{ version: 1 as const, channel: 1, marks },
      ...{ lens: { fieldOfView: 90, aspect: 16 / 9 }, target: { width: 0.5, height: 1.8 } },
    }
    const sized = (region: object) => whyNot(about({ perspective }, { regions: [{ outline, ...region }] }))
    expect(sized({ limitSize: true, minSize: 9001 })).toEqual(['size', 'tooFar']) // 0.5 m by 1.8 m are 9,000 cm²
    expect(sized({ limitSize: true, minSize: 8999 })).toEqual(['size'])
    expect(sized({ limitSize: false, minSize: 9001 })).toEqual([])
    const line = { id: 'analysis.groupLoitering regions[0]', setting: 'analysis.groupLoitering', number: 1, expects: 'alarm' }
    const high = (minHeight: number) => whyNot(about({ perspective, line }, { limitShape: true, minWidth: 0, minHeight }))
    expect(high(25)).toEqual(['size', 'tooFar']) // in its lowest corner a person is some 17 % high
    expect(high(12)).toEqual(['size'])
  })

  it('goes by the clock of the device, not by ours', () => {
    const evening = { schedule: [{ day: 'Tuesday', from: 64_800, to: 86_400 }] }
    expect(whyNot(about({ deviceNow: noon + 7 * 3_600_000, rightNow: noon + 7 * 3_600_000 }, evening))).toEqual([])
    expect(whyNot(about({}, evening))).toEqual(['schedule'])
  })
})
