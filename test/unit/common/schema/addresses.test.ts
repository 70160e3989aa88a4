import { isIPv4 as nodeIsIPv4, isIPv6 as nodeIsIPv6 } from 'node:net'
import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { inSubnet, isHostName, isIPv4, isIPv6, isMask, prefixOf, subnetOf } from '#common/schema/addresses.ts'

describe('addresses', () => {
  it('are IPv4 where Node says so', () => {
    const part = fc.oneof(fc.integer({ min: -1, max: 300 }).map(String), fc.constantFrom('', '01', '1e1', ' 1', '0x1'))
    const text = fc.oneof(
      fc.ipV4(),
      fc.ipV4Extended(),
      fc.array(part, { maxLength: 5 }).map((parts) => parts.join('.')),
    )
    const holds = fc.property(text, (address) => {
      expect(isIPv4(address)).toBe(nodeIsIPv4(address))
    })
    fc.assert(holds, { numRuns: 1000 })
  })

  it('are IPv6 where Node says so, but for zones', () => {
    const group = fc.oneof(fc.stringMatching(/^[0-9a-f]{1,4}$/), fc.constantFrom('', '0', '12345', 'g', '1.2.3.4', '1.2.3.256'))
    const text = fc.oneof(
      fc.ipV6(),
      fc.array(group, { maxLength: 10 }).map((groups) => groups.join(':')),
    )
    const holds = fc.property(text, (address) => {
      expect(isIPv6(address)).toBe(nodeIsIPv6(address))
    })
    fc.assert(holds, { numRuns: 3000 })
    expect(isIPv6('fe80::1%eth0')).toBe(false)
  })

  it.each(['::', '::1', '1::', '1:2:3:4:5:6:7::', '::2:3:4:5:6:7:8', '1:2:3:4:5:6:1.2.3.4', '::ffff:1.2.3.4', 'FE80::21C:27ff:fe15:9356'])(
    '%s is IPv6',
    (address) => {
      expect([isIPv6(address), nodeIsIPv6(address)]).toEqual([true, true])
    },
  )

  it.each(Array.from({ length: 33 }, (_, prefix) => prefix))('a prefix of %i bits and its mask are one', (prefix) => {
    const bits = '1'.repeat(prefix).padEnd(32, '0')
    const mask = [0, 8, 16, 24].map((at) => Number.parseInt(bits.slice(at, at + 8), 2)).join('.')
    expect([isMask(mask), prefixOf(mask)]).toEqual([true, prefix])
  })

  it('lie in a subnet when their first bits are the same', () => {
    const holds = fc.property(fc.ipV4(), fc.ipV4(), fc.integer({ min: 0, max: 32 }), (a, b, prefix) => {
      const bitsOf = (text: string) => text.split('.').map((part) => Number(part).toString(2).padStart(8, '0')).join('') // prettier-ignore
      const ones = '1'.repeat(prefix).padEnd(32, '0')
      const mask = [0, 8, 16, 24].map((at) => Number.parseInt(ones.slice(at, at + 8), 2)).join('.')
      expect(inSubnet(a, b, mask)).toBe(bitsOf(a).slice(0, prefix) === bitsOf(b).slice(0, prefix))
      expect(subnetOf(a, mask)).toBe(subnetOf(subnetOf(a, mask).split('/')[0]!, mask))
    })
    fc.assert(holds)
  })

  it('are shown with their subnet', () => {
    expect([subnetOf('192.168.10.77', '255.255.255.0'), subnetOf('10.9.8.7', '255.254.0.0'), subnetOf('10.9.8.7', 'none')]).toEqual([
      ...['192.168.10.0/24', '10.8.0.0/15', '10.9.8.7'],
    ])
    expect(inSubnet('camera', '10.0.0.1', '255.0.0.0')).toBe(false)
  })

  it.each(['ntp.example.org', 'pool', 'a-b.c1', 'xn--bcher-kva.example'])('%s is a host name', (name) => {
    expect(isHostName(name)).toBe(true)
  })

  it.each(['-a', 'a-', 'a..b', 'a b', '1.2.3', 'a_b', `${'a'.repeat(64)}.org`, 'ä.org', ''])('%j is no host name', (name) => {
    expect(isHostName(name)).toBe(false)
  })
})
