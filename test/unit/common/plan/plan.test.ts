import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { inWritingOrder, movedTo, movesDevice, stepsOf } from '#common/plan/moves.ts'
import type { Plan, PlanChange } from '#common/plan/plan.ts'
import { proofOf } from '#common/plan/proof.ts'
import { rebase } from '#common/plan/rebase.ts'

const here = { address: '192.168.0.120', port: 80 }

function cardWith(more: object = {}) {
  return { cards: [{ card: 1, address: '192.168.0.120', mask: '255.255.255.0', gateway: '192.168.0.1', automatic: false, ...more }] }
}

function addressChange(more: object): PlanChange {
  return { setting: 'network.ipv4', target: {}, before: cardWith(), after: cardWith(more) }
}

function portChange(http: number): PlanChange {
  return { setting: 'network.ports', target: {}, before: { http: 80 }, after: { http } }
}

const bonjourOn: PlanChange = { setting: 'network.bonjour', target: {}, before: { enabled: false }, after: { enabled: true } }

function plan(...changes: PlanChange[]): Plan {
  return { device: '001c27159356', kind: 'network', changes }
}

describe('a change of a person, laid over what the device has now', () => {
  it('keeps a value the person did not touch, though it changed meanwhile', () => {
    expect(rebase({ a: 1, b: 1 }, { a: 2, b: 1 }, { a: 1, b: 9 })).toEqual({ a: 2, b: 9 })
  })

  it('reaches into the items of a list', () => {
    expect(rebase({ cards: [{ a: 1, b: 1 }] }, { cards: [{ a: 2, b: 1 }] }, { cards: [{ a: 1, b: 9 }] })).toEqual({
      cards: [{ a: 2, b: 9 }],
    })
  })

  it('takes the whole list of the person when its length changed', () => {
    expect(rebase({ l: [{ a: 1 }] }, { l: [{ a: 1 }, { a: 2 }] }, { l: [{ a: 7 }] })).toEqual({ l: [{ a: 1 }, { a: 2 }] })
  })

  it('removes what the person removed', () => {
    expect(rebase({ a: 1, b: 2 }, { b: 2 }, { a: 1, b: 2 })).toEqual({ b: 2 })
  })

  it('is the present value whenever nothing was touched', () => {
    const value = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(fc.integer(), fc.string(), fc.boolean()))
    fc.assert(
      fc.property(value, value, (draft, now) => {
        expect(rebase(draft, draft, { ...draft, ...now })).toEqual({ ...draft, ...now })
      }),
    )
  })
})

describe('what moves a device', () => {
  it('is another address, automatic or not, and another HTTP port', () => {
    expect(
      [addressChange({ address: '192.168.0.121' }), addressChange({ automatic: true }), portChange(8080)].map((change) =>
        movesDevice(change, here),
      ),
    ).toEqual([true, true, true])
  })

  it('is not another gateway, DNS server or RTSP port', () => {
    const rtsp: PlanChange = { setting: 'network.ports', target: {}, before: { http: 80, rtsp: 554 }, after: { http: 80, rtsp: 555 } }
    expect([addressChange({ gateway: '192.168.0.254' }), rtsp, bonjourOn].map((change) => movesDevice(change, here))).toEqual([
      false,
      false,
      false,
    ])
  })

  it('is only the card the device is reached by', () => {
    const second = { card: 2, address: '10.0.0.2', mask: '255.0.0.0' }
    const change: PlanChange = {
      setting: 'network.ipv4',
      target: {},
      before: { cards: [...cardWith().cards, second] },
      after: { cards: [...cardWith().cards, { ...second, address: '10.0.0.3' }] },
    }
    expect(movesDevice(change, here)).toBe(false)
  })

  it('leads to the new address on the port it has, and to no known address by DHCP', () => {
    expect([
      movedTo(addressChange({ address: '10.1.1.9' }), here),
      movedTo(addressChange({ automatic: true }), here),
      movedTo(portChange(81), here),
    ]).toEqual([{ address: '10.1.1.9', port: 80 }, { port: 80 }, { address: '192.168.0.120', port: 81 }])
  })
})

describe('the steps of a plan', () => {
  it('send what moves the device last, and look for it by identity right after', () => {
    const steps = stepsOf(plan(addressChange({ address: '192.168.0.121' }), portChange(81), bonjourOn), here)
    expect(steps.map((step) => (step.setting ? `${step.kind} ${step.setting}` : step.kind))).toEqual([
      'read',
      'check',
      'backUp',
      'write network.bonjour',
      'write network.ports',
      'findAgain',
      'sameDevice',
      'write network.ipv4',
      'findAgain',
      'sameDevice',
      'readBack',
      'journal',
    ])
  })

  it('keep the given order of changes that move nothing', () => {
    const zone: PlanChange = { setting: 'time.zone', target: {}, before: {}, after: {} }
    const clock: PlanChange = { setting: 'time.clock', target: {}, before: {}, after: {}, clock: 'thisComputer' }
    expect(inWritingOrder(plan(zone, clock), here)).toEqual([zone, clock])
  })
})

describe('the proof of a write', () => {
  const before = { cards: [{ address: '192.168.0.120', mask: '255.255.255.0', gateway: '', mtu: 1500 }] }
  const asked = { cards: [{ address: '192.168.0.121', mask: '255.255.255.0', gateway: '192.168.0.1', mtu: 1500 }] }

  it('waits until the device was read again', () => {
    expect(proofOf({ setting: 'network.ipv4', before, asked }).map(({ label, asked: value, verdict }) => [label, value, verdict])).toEqual([
      ['Address', '192.168.0.121', 'waits'],
      ['Gateway', '192.168.0.1', 'waits'],
    ])
  })

  it('names the value that was answered with OK and not stored', () => {
    const stored = { cards: [{ ...asked.cards[0], gateway: '' }] }
    expect(
      proofOf({ setting: 'network.ipv4', before, asked, stored }).map(({ label, stored: value, verdict }) => [label, value, verdict]),
    ).toEqual([
      ['Address', '192.168.0.121', 'equal'],
      ['Gateway', 'none', 'different'],
    ])
  })

  it('names a value nobody asked to change', () => {
    const stored = { cards: [{ ...asked.cards[0], mtu: 1400 }] }
    expect(proofOf({ setting: 'network.ipv4', before, asked, stored }).at(-1)).toMatchObject({
      label: 'MTU',
      asked: '1500',
      stored: '1400',
      verdict: 'different',
    })
  })
})
