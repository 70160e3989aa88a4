import { describe, expect, it } from 'vitest'
import { classifyAdapters } from '#common/discovery/adapters.ts'

const v4 = (address: string, netmask = '255.255.255.0', internal = false) => ({ address, netmask, family: 'IPv4', internal })

function verdict(name: string, entry = v4('192.168.0.10')): string {
  const [adapter] = classifyAdapters({ [name]: [entry] })
  return adapter?.used ? 'used' : (adapter?.skipped ?? 'none')
}

describe('an adapter is used for searching', () => {
  it.each([
    'Ethernet',
    'Ethernet 2',
    'Wi-Fi',
    'WLAN',
    'Local Area Connection* 3',
    'en0',
    'eth0',
    'enp3s0',
    'enx001c27159356',
    'wlan0',
    'wlp2s0',
    'br0',
    'usb0',
    'USB 10/100/1000 LAN',
    'bond0',
    'eth0.20',
    'bridge0',
  ])('when it is called %s', (name) => expect(verdict(name)).toBe('used'))

  it('with a link-local address, for OEM brands come up there', () =>
    expect(verdict('Ethernet', v4('169.254.3.4', '255.255.0.0'))).toBe('used'))
})

describe('an adapter is skipped, with the reason', () => {
  it.each([
    ['vEthernet (Default Switch)', 'virtual'],
    ['vEthernet (WSL)', 'virtual'],
    ['VMware Network Adapter VMnet8', 'virtual'],
    ['VirtualBox Host-Only Network', 'virtual'],
    ['vboxnet0', 'virtual'],
    ['docker0', 'virtual'],
    ['br-0a1b2c3d4e5f', 'virtual'],
    ['veth12ab34c', 'virtual'],
    ['virbr0', 'virtual'],
    ['bridge100', 'virtual'],
    ['tun0', 'vpn'],
    ['tap0', 'vpn'],
    ['wg0', 'vpn'],
    ['utun3', 'vpn'],
    ['ppp0', 'vpn'],
    ['tailscale0', 'vpn'],
    ['Tailscale', 'vpn'],
    ['ZeroTier One [8056c2e21c000001]', 'vpn'],
    ['ztabcdefgh', 'vpn'],
    ['OpenVPN TAP-Windows6', 'vpn'],
    ['Cisco AnyConnect Secure Mobility Client', 'vpn'],
    ['Loopback Pseudo-Interface 1', 'loopback'],
    ['lo', 'loopback'],
  ])('%s is %s', (name, reason) => expect(verdict(name)).toBe(reason))

  it('when its subnet has no room for anybody else', () => expect(verdict('Ethernet 5', v4('100.64.0.7', '255.255.255.255'))).toBe('vpn'))
  it('when the system calls it internal', () => expect(verdict('anything', v4('127.0.0.1', '255.0.0.0', true))).toBe('loopback'))
  it('when it has no address yet', () => expect(verdict('Ethernet', v4('0.0.0.0', '0.0.0.0'))).toBe('down'))
})

describe('the adapters of a computer', () => {
  const found = {
    lo: [v4('127.0.0.1', '255.0.0.0', true), { ...v4('::1'), family: 'IPv6' }],
    eth0: [v4('192.168.0.10'), v4('10.1.0.5', '255.255.254.0')],
  }

  it('are listed with every IPv4 address and the length of its subnet', () => {
    expect(classifyAdapters(found)).toEqual([
      { name: 'lo', address: '127.0.0.1', prefix: 8, used: false, skipped: 'loopback' },
      { name: 'eth0', address: '192.168.0.10', prefix: 24, used: true },
      { name: 'eth0', address: '10.1.0.5', prefix: 23, used: true },
    ])
  })

  it('can be chosen by a person, who knows better', () => {
    expect(classifyAdapters(found, ['127.0.0.1']).map(({ address, used }) => [address, used])).toEqual([
      ['127.0.0.1', true],
      ['192.168.0.10', false],
      ['10.1.0.5', false],
    ])
  })
})
