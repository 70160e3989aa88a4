import { beforeAll, describe, expect, it } from 'vitest'
import type { AnyValues } from '#common/schema/infer.ts'
import { freeEndpoint, killAndStartAgain, type Survivor } from './bench.ts'
import type { KillPoint } from './killable.ts'

const port = 8093

const network: readonly KillPoint[] = [
  { step: 'read', when: 'begun' },
  { step: 'check', when: 'begun' },
  { step: 'backUp', when: 'begun' },
  { step: 'write', setting: 'network.bonjour', when: 'begun' },
  { step: 'write', setting: 'network.bonjour', when: 'unrecorded' },
  { step: 'write', setting: 'network.ports', when: 'begun' },
  { step: 'write', setting: 'network.ports', when: 'unrecorded' },
  { step: 'write', setting: 'network.ipv4', when: 'begun' },
  { step: 'write', setting: 'network.ipv4', when: 'unrecorded' },
  { step: 'findAgain', when: 'begun' },
  { step: 'findAgain', second: true, when: 'begun' },
  { step: 'findAgain', second: true, when: 'unrecorded' },
  { step: 'sameDevice', second: true, when: 'begun' },
  { step: 'sameDevice', second: true, when: 'unrecorded' },
  { step: 'readBack', when: 'begun' },
  { step: 'journal', when: 'begun' },
]

const time: readonly KillPoint[] = [
  { step: 'read', when: 'begun' },
  { step: 'check', when: 'begun' },
  { step: 'backUp', when: 'begun' },
  { step: 'measure', when: 'begun' },
  { step: 'write', setting: 'time.zone', when: 'begun' },
  { step: 'write', setting: 'time.zone', when: 'unrecorded' },
  { step: 'write', setting: 'time.ntp', when: 'begun' },
  { step: 'write', setting: 'time.clock', when: 'begun' },
  { step: 'write', setting: 'time.clock', when: 'unrecorded' },
  { step: 'readBack', when: 'begun' },
  { step: 'measure', second: true, when: 'begun' },
  { step: 'journal', when: 'begun' },
]

const cases = [...network.map((at) => ({ kind: 'network' as const, at })), ...time.map((at) => ({ kind: 'time' as const, at }))].flatMap(
  (one) => (['resume', 'undo'] as const).map((way) => ({ ...one, way, name: `${one.kind} plan, ${nameOf(one.at)}` })),
)

function nameOf({ step, setting, second, when }: KillPoint): string {
  const words = [...(second ? ['second'] : []), step, ...(setting === undefined ? [] : [setting])].join(' ')
  return when === 'begun' ? `at ${words}` : `after ${words}, before its line`
}

let survivors: readonly Survivor[] = []

beforeAll(async () => {
  survivors = await killAndStartAgain(
    cases.map(({ kind, at, way }) => ({
      kind,
      at,
      way,
      ...(kind === 'time' ? { slow: true } : {}),
      wanted: () =>
        kind === 'time'
          ? { 'time.zone': { zone: 110 }, 'time.ntp': { server: '127.0.0.9' }, 'time.clock': null }
          : { 'network.bonjour': { enabled: false }, 'network.ports': { http: port }, 'network.ipv4': { address: freeEndpoint().address } },
    })),
  )
}, 60_000)

function survivor(index: number): Survivor {
  const found = survivors[index]
  if (!found) throw new Error('nobody survived')
  return found
}

const indexed = cases.map((one, index) => ({ ...one, index }))

describe('a process that is killed', () => {
  it.each(indexed)('in a $name (then $way): the journal names the step in flight, and nothing before it is lost', ({ index, at }) => {
    const { lines, listed, offered, standing } = survivor(index)
    expect(lines.map(({ number }) => number)).toEqual(lines.map((_, line) => line + 1))
    expect(lines.findLast(({ what }) => what === 'step')).toMatchObject({
      step: at.step,
      state: 'begun',
      ...(at.setting ? { setting: at.setting } : {}),
    })
    expect(listed).toHaveLength(1)
    expect(offered).toMatchObject([{ inFlight: { step: at.step, ...(at.setting ? { setting: at.setting } : {}) } }])
    // Both ways are offered, and what is there is told value by value.
    expect([standing.noResume, standing.noUndo]).toEqual([undefined, undefined])
    expect(standing.rows.every(({ is }) => is !== 'other')).toBe(true)
    expect(standing.rows.length).toBeGreaterThan(1)
  })
})

describe('going on', () => {
  it.each(indexed.filter(({ way }) => way === 'resume'))(
    'with a $name leads to what was asked, proven, each setting stored once',
    ({ index, kind }) => {
      const { end, device, wanted, stored, offeredAfter, openAfter } = survivor(index)
      expect(end.error).toBeUndefined()
      expect(end).toMatchObject({ state: 'done', kind })
      expect(end.proof.map(({ verdict }) => verdict)).toEqual([...end.proof].fill('equal' as never))
      expect(end.proof).toHaveLength(3)
      for (const [id, values] of Object.entries(wanted)) if (values) expect(flat(device.device.kept(id))).toMatchObject(values)
      if (kind === 'time') expect(Math.abs(device.device.utcMs() - Date.now())).toBeLessThanOrEqual(10_000)
      expect([...stored].sort()).toEqual(Object.keys(wanted).sort())
      expect([offeredAfter, openAfter]).toEqual([[], []])
    },
  )
})

describe('taking back', () => {
  it.each(indexed.filter(({ way }) => way === 'undo'))('a $name leads to what was there before, proven', ({ index }) => {
    const { end, device, had, from, offeredAfter, openAfter } = survivor(index)
    expect(end.error).toBeUndefined()
    expect(end).toMatchObject({ state: 'done', kind: 'undo' })
    expect(end.proof.map(({ verdict }) => verdict)).toEqual([...end.proof].fill('equal' as never))
    expect(end.proof.length).toBeGreaterThan(0)
    for (const [id, values] of Object.entries(had)) if (id !== 'time.clock') expect(device.device.kept(id)).toEqual(values)
    expect(device.device.endpoint()).toEqual(from)
    expect([offeredAfter, openAfter]).toEqual([[], []])
  })
})

/** A document with its first card spread out. */
function flat(value: AnyValues): AnyValues {
  const [first] = Array.isArray(value['cards']) ? (value['cards'] as readonly AnyValues[]) : []
  return { ...value, ...first }
}
