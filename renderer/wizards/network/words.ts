import { addressNumber, addressText } from '#common/discovery/addresses.ts'
import { subnetOf } from '#common/catalog/network/localNetwork.ts'
import { prefixOf } from '#common/schema/addresses.ts'

/** "192.168.10.41/24"; the bare address while the mask is none. */
export function withPrefix(address: string, mask: string): string {
  const prefix = prefixOf(mask)
  return prefix === undefined ? address : `${address}/${prefix}`
}

/** The likely gateway of a subnet: its first address. Undefined where a subnet has no room for one. */
export function likelyGateway(address: string, mask: string): string | undefined {
  const prefix = prefixOf(mask)
  const network = addressNumber(subnetOf(address, mask).split('/')[0] ?? '')
  if (prefix === undefined || prefix > 30 || network === undefined) return undefined
  const first = addressText(network + 1)
  return first === address ? undefined : first
}

/** Addresses of a subnet a device can have, network and broadcast address left out. */
export function hostsIn(mask: string): number | undefined {
  const prefix = prefixOf(mask)
  return prefix === undefined || prefix > 30 ? undefined : 2 ** (32 - prefix) - 2
}
