import type { Adapter } from './search.ts'

/** One address of an adapter, as the operating system tells it. */
export interface AdapterAddress {
  readonly address: string
  readonly netmask: string
  readonly family: string | number
  readonly internal: boolean
}

type Reason = NonNullable<Adapter['skipped']>

/**
 * Names of adapters behind which no device is, on Windows, macOS and Linux. They matter because a VPN or a virtual switch takes
 * the way of multicast for itself on many laptops, and a search there finds nothing and says nothing.
 *
 * A bridge made by hand (`br0`) may hold the cable and is used; Docker's are `br-` and twelve hex digits.
 */
const reasonsByName: readonly (readonly [RegExp, Reason])[] = [
  [/loopback|^lo\d*$/i, 'loopback'],
  [/tailscale|zerotier|wireguard|openvpn|anyconnect|globalprotect|fortinet|nordlynx|\bvpn\b|tap-windows|\btap\b/i, 'vpn'],
  [/^(?:tun|tap|wg|utun|ppp|ipsec|gpd|cscotun|zt|feth)[\d_-]*[\da-z]*$/i, 'vpn'],
  [/^vEthernet|vmware|virtualbox|hyper-v|\bwsl\b|default switch|docker|podman/i, 'virtual'],
  [/^(?:br-[0-9a-f]{12}$|veth|virbr|vnet|vmnet|vboxnet|lxcbr|lxdbr|cni|flannel|cali|bridge1\d\d|awdl|llw|anpi)/i, 'virtual'],
]

/**
 * Every IPv4 address of this computer, used for searching or skipped, with the reason. `only` are addresses a person chose:
 * those are used whatever they are, and no others.
 */
export function classifyAdapters(
  found: Readonly<Record<string, readonly AdapterAddress[] | undefined>>,
  only: readonly string[] = [],
): readonly Adapter[] {
  return Object.entries(found).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ family }) => family === 'IPv4' || family === 4)
      .map(({ address, netmask, internal }): Adapter => {
        const prefix = prefixOf(netmask)
        const reason = reasonOf(name, { address, prefix, internal })
        const used = only.length > 0 ? only.includes(address) : reason === undefined
        return { name, address, prefix, used, ...(used || reason === undefined ? {} : { skipped: reason }) }
      }),
  )
}

function reasonOf(name: string, facts: { address: string; prefix: number; internal: boolean }): Reason | undefined {
  if (facts.internal) return 'loopback'
  if (facts.address === '0.0.0.0') return 'down'
  const byName = reasonsByName.find(([pattern]) => pattern.test(name))?.[1]
  if (byName !== undefined) return byName
  // Nobody is in a subnet of one address: the far end of a tunnel.
  return facts.prefix === 32 ? 'vpn' : undefined
}

/** Leading ones of a mask, [0, 32]. */
function prefixOf(netmask: string): number {
  const bits = netmask
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('')
  const end = bits.indexOf('0')
  return end === -1 ? 32 : end
}
