import ipaddr from 'ipaddr.js'
import type { Adapter } from '#common/discovery/search.ts'

/** What the operating system says of one IPv4 address of this computer. */
export interface RawAdapter {
  readonly name: string
  readonly address: string
  readonly netmask: string
  readonly internal: boolean
}

const vpn = /^(?:tun|tap|utun|ppp|wg|ipsec|nordlynx|tailscale|zt|proton)\w*|\b(?:vpn|tailscale|zerotier|wireguard|openvpn)\b/i
const virtual =
  /^(?:veth|docker|br-|virbr|vmnet|vboxnet|lxc|lxd|podman|cni|bridge|awdl|llw|anpi)|\b(?:vethernet|hyper-v|vmware|virtualbox|wsl|npcap|loopback pseudo)\b/i

/**
 * Which adapters are searched, and why the others are not. `only` names addresses that are used whatever they are: a
 * person's choice, or the loopback of a virtual site.
 */
export function classifyAdapters(raw: readonly RawAdapter[], only: readonly string[] = []): readonly Adapter[] {
  return raw.map(({ name, address, netmask, internal }) => {
    const prefix = ipaddr.IPv4.isValidFourPartDecimal(netmask) ? (ipaddr.IPv4.parse(netmask).prefixLengthFromSubnetMask() ?? 32) : 32
    const why = only.length > 0 ? undefined : internal ? 'loopback' : vpn.test(name) ? 'vpn' : virtual.test(name) ? 'virtual' : undefined
    const used = only.length > 0 ? only.includes(address) : why === undefined
    return { name, address, prefix, used, ...(why === undefined ? {} : { skipped: why }) }
  })
}

/** True when an address lies in the subnet of an adapter that is searched. */
export function isInReach(address: string, adapters: readonly Adapter[]): boolean {
  if (!ipaddr.IPv4.isValidFourPartDecimal(address)) return false
  return adapters.some((adapter) => adapter.used && ipaddr.IPv4.parse(address).match(ipaddr.IPv4.parse(adapter.address), adapter.prefix))
}

/** All addresses of a range, both ends included, or `undefined` when it is none or holds more than `most`. */
export function addressesOf(from: string, to: string, most = 4096): readonly string[] | undefined {
  if (!ipaddr.IPv4.isValidFourPartDecimal(from) || !ipaddr.IPv4.isValidFourPartDecimal(to)) return undefined
  const [first, last] = [numberOf(from), numberOf(to)]
  if (last < first || last - first + 1 > most) return undefined
  return Array.from({ length: last - first + 1 }, (_, index) => addressOf(first + index))
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}

function addressOf(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.')
}
