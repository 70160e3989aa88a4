import { describe, expect, it } from 'vitest'
import { type AddressTable, movePlan, placesOf, rowProblem, rowsAt } from '#common/batch/addresses.ts'
import { addressesFrom } from '#common/schema/addresses.ts'

const table = (addresses: readonly string[], more: Partial<AddressTable> = {}): AddressTable => ({
  rows: addresses.map((address, index) => ({ device: `00112233445${index}`, address })),
  mask: '255.255.255.0',
  gateway: '192.168.10.1',
  setsFirstPassword: false,
  ...more,
})

describe('a row of a table of addresses', () => {
  it('is right where its address is one, its own, and the gateway lies beside it', () => {
    expect(rowProblem(table(['192.168.10.20']), 0)).toBeUndefined()
    expect(rowProblem(table(['192.168.10.20'], { gateway: '' }), 0)).toBeUndefined()
  })

  it.each([
    ['an empty address', table(['']), 'valid', { problem: 'notAnAddress', path: 'cards[0].address' }],
    ['a slip of the pen', table(['192.168.10.256']), 'valid', { problem: 'notAnAddress' }],
    ['a mask that is none', table(['192.168.10.20'], { mask: '255.0.255.0' }), 'valid', { problem: 'notAMask' }],
    ['the address of another row', table(['192.168.10.20', '192.168.10.20']), 'addressTwice', { address: '192.168.10.20', row: 2 }],
    ['a gateway elsewhere', table(['192.168.11.20']), 'gatewayInSubnet', { problem: 'outsideSubnet', subnet: '192.168.11.0/24' }],
  ])('is refused for %s', (_what, given, check, facts) => {
    expect(rowProblem(given, 0)).toMatchObject({ check, verdict: 'fail', facts })
  })
})

describe('addresses from one on', () => {
  it('go on over the end of a /24, leave out its ends and what is taken', () => {
    expect(addressesFrom('10.0.0.253', 4, new Set(['10.0.1.1']))).toEqual(['10.0.0.253', '10.0.0.254', '10.0.1.2', '10.0.1.3'])
  })

  it('are none from what is no address, and fewer where addresses end', () => {
    expect(addressesFrom('10.0.0', 2, new Set())).toEqual([])
    expect(addressesFrom('255.255.255.253', 5, new Set())).toEqual(['255.255.255.253', '255.255.255.254'])
  })
})

describe('the plan of a row', () => {
  const card = { card: 1, address: '192.168.0.120', mask: '255.255.0.0', gateway: '192.168.0.1', automatic: true, mtu: 1500 }
  const now = { cards: [card, { ...card, card: 2, address: '10.0.0.5' }] }
  const row = { device: '001122334455', from: { address: '192.168.0.120', port: 80 }, address: '192.168.10.20' }

  it('moves the card the device is reached by, fixes its address, and leaves everything else', () => {
    const plan = movePlan(row, { mask: '255.255.255.0', gateway: '192.168.10.1' }, now)
    const moved = { address: '192.168.10.20', mask: '255.255.255.0', gateway: '192.168.10.1', automatic: false }
    expect(plan).toEqual({
      device: '001122334455',
      kind: 'network',
      changes: [{ setting: 'network.ipv4', target: {}, before: now, after: { cards: [{ ...now.cards[0], ...moved }, now.cards[1]] } }],
    })
  })

  it('is none where the device has all of it', () => {
    const same = { cards: [{ ...card, automatic: false }] }
    expect(movePlan({ ...row, address: '192.168.0.120' }, { mask: card.mask, gateway: card.gateway }, same)).toBeUndefined()
  })
})

describe('the rows of a batch', () => {
  const at = (address: string, device: string) => ({
    device,
    name: '',
    model: '',
    mac: '',
    from: { address, port: 80 },
    address: '',
    state: 'waits' as const,
  })

  it('stand at places, each named once', () => {
    const rows = [at('10.0.0.1', 'a'), at('10.0.0.2', 'b'), at('10.0.0.1', 'c')]
    expect(placesOf(rows).map(({ address }) => address)).toEqual(['10.0.0.1', '10.0.0.2'])
    expect(rowsAt(rows, { address: '10.0.0.1', port: 80 }).map(({ device }) => device)).toEqual(['a', 'c'])
  })
})
