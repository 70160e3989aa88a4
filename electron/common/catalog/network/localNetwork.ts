import { inSubnet, subnetOf } from '../../schema/addresses.ts'
import type { Issue } from '../../schema/field.ts'
import { address, choice, flag, int, list, optional } from '../../schema/make.ts'
import { defineSetting, type ValueIn } from '../../schema/setting.ts'

export { inSubnet, subnetOf }

const marks = {
  count: null,
  begin: 'localNetworkBegin',
  next: ['localNetworkNextFlag', 'next_localNetworkURL'],
  end: 'localNetworkEnd',
} as const

/**
 * IPv4 of every network card.
 *
 * Only an IPC prints marks; lite and NVR send one card without (manual lines 1897 and 1985). `mtu` follows the End in the
 * manual's sample and stands before it on devices. The gateway is `subGetway` on an IPC, `subGateway` on an NVR, whose
 * automatic switch is called `DHCP`.
 */
export const localNetwork = defineSetting({
  id: 'network.ipv4',
  title: 'IPv4',
  manual: '2.6.1.2',
  request: { cgi: 'param', type: 'localNetwork', scope: 'device', query: { IPProtoVer: '1' } },
  write: { each: 'cards' },
  backup: 'identity',
  fields: {
    cards: list('Card', 'localNetwork', {
      markers: marks,
      single: true,
      min: 1,
      max: 2,
      trailing: ['mtu'],
      numberIn: 'card',
      item: {
        card: optional(int('Card', { key: 'netCardId', min: 1, max: 2 })),
        version: optional(choice('Protocol', { 1: 'IPv4', 2: 'IPv6' }, { key: 'IPProtoVer' })),
        address: address('Address', 'v4', { key: 'IPAddress' }),
        mask: address('Subnet mask', 'mask', { key: 'subNetmask' }),
        gateway: optional(address('Gateway', 'v4', { key: 'subGetway', alsoRead: ['subGateway'], mayBeEmpty: true })),
        dns1: optional(address('DNS server 1', 'v4', { key: 'preferredDNS', mayBeEmpty: true })),
        dns2: optional(address('DNS server 2', 'v4', { key: 'alternateDNS', mayBeEmpty: true })),
        automatic: optional(flag('Address by DHCP', { key: 'autoGetIPFlag', alsoRead: ['DHCP'] })),
        automaticDns: optional(flag('DNS by DHCP', { key: 'autoGetDNSFlag' })),
        mtu: optional(int('MTU', { key: 'mtu', min: 500, max: 1500, unit: 'B' })), // bounds are ours, the manual has none
      },
    }),
  },
  sample: {
    cards: [
      {
        card: 1,
        version: 'IPv4',
        address: '192.168.32.151',
        mask: '255.255.0.0',
        gateway: '192.168.1.1',
        dns1: '',
        dns2: '',
        automatic: true,
        mtu: 1500,
      },
    ],
  },
  check: ({ cards }) => cards.flatMap((card, index) => (card.automatic ? [] : gatewayIssues(card, index))),
})

/** IPv6 of one card; the card must be named (manual 2.6.1.2.1). A recorder answers with its IPv4 (same place). */
export const localNetwork6 = defineSetting({
  id: 'network.ipv6',
  title: 'IPv6',
  manual: '2.6.1.2',
  request: { cgi: 'param', type: 'localNetwork', scope: 'card', query: { IPProtoVer: '2' } },
  write: { each: 'cards' },
  backup: 'identity',
  series: ['ipc', 'thermal', 'body-thermal', 'lpr', 'fisheye', 'ptz'],
  fields: {
    cards: list('Card', 'localNetwork', {
      markers: marks,
      single: true,
      min: 1,
      max: 2,
      trailing: ['mtu'],
      numberIn: 'card',
      item: {
        card: optional(int('Card', { key: 'netCardId', min: 1, max: 2 })),
        version: optional(choice('Protocol', { 1: 'IPv4', 2: 'IPv6' }, { key: 'IPProtoVer' })),
        address: address('Address', 'v6', { key: 'IPAddress', mayBeEmpty: true }),
        prefix: optional(int('Prefix length', { key: 'subNetmask', min: 0, max: 128 })), // our reading: the manual prints no IPv6 sample
        gateway: optional(address('Gateway', 'v6', { key: 'subGetway', alsoRead: ['subGateway'], mayBeEmpty: true })),
        dns1: optional(address('DNS server 1', 'v6', { key: 'preferredDNS', mayBeEmpty: true })),
        dns2: optional(address('DNS server 2', 'v6', { key: 'alternateDNS', mayBeEmpty: true })),
        automatic: optional(flag('Address automatic', { key: 'autoGetIPFlag' })),
        mtu: optional(int('MTU', { key: 'mtu', min: 500, max: 1500, unit: 'B' })),
      },
    }),
  },
  sample: {
    cards: [
      {
        card: 1,
        version: 'IPv6',
        address: 'fe80::21c:27ff:fe15:9356',
        prefix: 64,
        gateway: '',
        dns1: '',
        dns2: '',
        automatic: true,
        mtu: 1500,
      },
    ],
  },
  check: ({ cards }) => cards.flatMap(addressIssues),
})

export type LocalNetwork = ValueIn<typeof localNetwork>
export type NetworkCard = LocalNetwork['cards'][number]
export type LocalNetwork6 = ValueIn<typeof localNetwork6>
export type NetworkCard6 = LocalNetwork6['cards'][number]

/** A card that is not given its address needs one, with the length of its prefix. */
function addressIssues(
  { automatic, address: own, prefix }: { readonly automatic?: boolean; readonly address: string; readonly prefix?: number },
  index: number,
): Issue[] {
  if (automatic !== false) return []
  return [
    ...(own === '' ? [{ path: `cards[${index}].address`, problem: 'missing' as const }] : []),
    ...(prefix === 0 ? [{ path: `cards[${index}].prefix`, problem: 'tooSmall' as const, limits: { min: 1 } }] : []),
  ]
}

/** A gateway outside the card's own subnet can never be reached. */
function gatewayIssues(
  { address: own, mask, gateway }: { readonly address: string; readonly mask: string; readonly gateway?: string },
  index: number,
): Issue[] {
  if (gateway === undefined || gateway === '' || gateway === '0.0.0.0' || inSubnet(gateway, own, mask)) return []
  return [{ path: `cards[${index}].gateway`, problem: 'outsideSubnet', limits: { subnet: subnetOf(own, mask) } }]
}
