import { describe, expect, it } from 'vitest'
import { overlay } from '#common/plan/rebase.ts'
import { leaveOut, standingOf, withLease } from '#common/plan/standing.ts'
import type { AnyValues } from '#common/schema/infer.ts'

const card = { card: 1, address: '10.0.0.5', mask: '255.0.0.0', gateway: '10.0.0.1', mtu: 1500, automatic: false }

function cards(more: AnyValues = {}): AnyValues {
  return { cards: [{ ...card, ...more }] }
}

describe('a plan held against its device', () => {
  it('tells of each value whether it is as before, as asked or changed since', () => {
    const rows = standingOf({
      setting: 'network.ipv4',
      had: cards(),
      wrote: cards({ address: '10.0.0.9', mtu: 1400, gateway: '10.0.0.2' }),
      now: cards({ address: '10.0.0.9', mtu: 1300 }),
    })
    expect(rows.map(({ path, before, wrote, now, is }) => [path, before, wrote, now, is])).toEqual([
      ['cards[0].address', '10.0.0.5', '10.0.0.9', '10.0.0.9', 'written'],
      ['cards[0].gateway', '10.0.0.1', '10.0.0.2', '10.0.0.1', 'before'],
      ['cards[0].mtu', '1500', '1400', '1300', 'other'],
    ])
  })

  it('passes over values the plan does not touch, whoever changed them', () => {
    const rows = standingOf({
      setting: 'network.ipv4',
      had: cards(),
      wrote: cards({ mtu: 1400 }),
      now: cards({ mtu: 1400, gateway: '10.9.9.9' }),
    })
    expect(rows.map(({ path }) => path)).toEqual(['cards[0].mtu'])
  })

  it('counts an address leased by DHCP as what the plan wrote: taking DHCP back takes the address back', () => {
    const now = cards({ automatic: true, address: '10.0.0.77', gateway: '' })
    const wrote = withLease('network.ipv4', cards(), cards({ automatic: true }), now)
    expect(standingOf({ setting: 'network.ipv4', had: cards(), wrote, now }).map(({ path, now: has, is }) => [path, has, is])).toEqual([
      ['cards[0].address', '10.0.0.77', 'written'],
      ['cards[0].gateway', 'none', 'written'],
      ['cards[0].automatic', 'on', 'written'],
    ])
  })
})

describe('a value that is left out of a change', () => {
  it('stays what it was, in a list too; the others go on', () => {
    const [before, after] = [cards(), cards({ mtu: 1400, address: '10.0.0.9' })]
    expect(leaveOut(before, after, new Set(['cards[0].mtu']))).toEqual(cards({ address: '10.0.0.9' }))
  })
})

describe('a backup laid over what a device has now', () => {
  it('brings back only what the plan changed', () => {
    const now = cards({ mtu: 1400, gateway: '10.9.9.9' })
    expect(overlay(cards(), cards({ mtu: 1400 }), cards(), now)).toEqual(cards({ gateway: '10.9.9.9' }))
  })
})
