import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import {
  addressesIn,
  addressNumber,
  addressText,
  isNear,
  isReachableFrom,
  rangeProblem,
  rangeSize,
  isLinkLocal,
  neighbourOf,
} from '#common/discovery/addresses.ts'

const range = (from: string, to: string, ports = [80]) => ({ from, to, ports })

describe('an IPv4 address', () => {
  it('is the same after being a number', () => {
    fc.assert(fc.property(fc.ipV4(), (address) => addressText(addressNumber(address) ?? -1) === address))
  })

  it.each(['', '1.2.3', '1.2.3.256', '1.2.3.4.5', ' 1.2.3.4', 'a.b.c.d', '1.2.3.-4', '::1'])('is not %j', (text) => {
    expect(addressNumber(text)).toBeUndefined()
  })
})

describe('a subnet', () => {
  it('ends where its mask says', () => {
    const adapter = { address: '192.168.0.10', prefix: 23 }
    expect(['192.168.1.255', '192.168.2.0', 'camera'].map((address) => isReachableFrom(adapter, address))).toEqual([true, false, false])
  })

  it('of an adapter that is not used does not count', () => {
    const adapter = { name: 'vEthernet', address: '10.0.0.1', prefix: 8, used: false, skipped: 'virtual' as const }
    expect(isNear([adapter], '10.0.0.2')).toBe(false)
    expect(isNear([{ ...adapter, used: true }], '10.0.0.2')).toBe(true)
  })
})

describe('a range', () => {
  it('holds both its ends and goes on over a border of 256', () => {
    expect([...addressesIn(range('10.0.0.254', '10.0.1.1'))]).toEqual(['10.0.0.254', '10.0.0.255', '10.0.1.0', '10.0.1.1'])
  })

  it('may hold 4096 addresses', () => {
    const most = range('10.0.0.0', '10.0.15.255')
    expect([rangeSize(most), rangeProblem(most)]).toEqual([4096, undefined])
  })

  it.each([
    [range('10.0.0.0', '10.0.16.0'), { path: 'to', problem: 'tooMany', limits: { max: 4096 } }],
    [range('1.0.0.0', '223.255.255.255'), { path: 'to', problem: 'tooMany', limits: { max: 4096 } }],
    [range('10.0.0.2', '10.0.0.1'), { path: 'to', problem: 'tooSmall' }],
    [range('10.0.0', '10.0.0.1'), { path: 'from', problem: 'notAnAddress' }],
    [range('224.0.0.1', '224.0.0.9'), { path: 'from', problem: 'notAnAddress' }, { path: 'to', problem: 'notAnAddress' }],
    [range('0.0.0.0', '10.0.0.1'), { path: 'from', problem: 'notAnAddress' }],
    [range('10.0.0.1', '10.0.0.2', []), { path: 'ports', problem: 'tooFew', limits: { min: 1 } }],
    [range('10.0.0.1', '10.0.0.2', [80, 0]), { path: 'ports[1]', problem: 'tooSmall', limits: { min: 1 } }],
    [range('10.0.0.1', '10.0.0.2', [65_536]), { path: 'ports[0]', problem: 'tooLarge', limits: { max: 65_535 } }],
    [range('10.0.0.1', '10.0.0.2', [1, 2, 3, 4, 5, 6, 7, 8, 9]), { path: 'ports', problem: 'tooMany', limits: { max: 8 } }],
  ])('%j is refused, with the reason', (bad, ...issues) => {
    expect(rangeProblem(bad)).toEqual({ kind: 'invalid', issues })
  })
})

describe('an address an adapter needs', () => {
  it.each([
    ['192.168.0.120', '192.168.0.250', '255.255.255.0'],
    ['192.168.0.250', '192.168.0.249', '255.255.255.0'],
    ['169.254.7.7', '169.254.255.250', '255.255.0.0'],
  ])('is beside %s, and not the same', (device, address, mask) => {
    expect(neighbourOf(device)).toEqual({ address, mask })
  })

  it('is not known for what is no IPv4 address', () => {
    expect(neighbourOf('fe80::1')).toBeUndefined()
  })

  it.each([
    ['169.254.0.1', true],
    ['169.255.0.1', false],
    ['192.168.0.1', false],
  ])('says whether %s was given by the device to itself', (address, expected) => {
    expect(isLinkLocal(address)).toBe(expected)
  })
})
