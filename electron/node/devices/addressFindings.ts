import { connect } from 'node:net'
import ipaddr from 'ipaddr.js'
import { inSubnet, subnetOf } from '#common/catalog/network/localNetwork.ts'
import { type DeviceIdentity, type DeviceKey, deviceKey, type Endpoint } from '#common/device/device.ts'
import type { Finding } from '#common/plan/plan.ts'
import type { RoadPorts } from './ports.ts'

/** What has to be known of the network to judge an address. */
export type AddressPorts = Pick<RoadPorts, 'list' | 'adapters' | 'identify'>

/** A device that is to go to an address. */
export interface Mover {
  readonly device: DeviceKey
  readonly from: Endpoint
  readonly address: string
  readonly port: number
  /** Left out where only the port changes. */
  readonly mask?: string
  readonly gateway?: string
}

const knockPorts = [80, 443, 554]
const knockMs = 400
const askMs = 1500

/** Whether a device can go to an address and be reached there. The address must be one. */
export async function addressFindings(mover: Mover, ports: AddressPorts, signal: AbortSignal): Promise<readonly Finding[]> {
  const { device, from, address, port, mask, gateway = '' } = mover
  return [
    ...(mask === undefined ? [] : [subnetFinding(address, mask), ...gatewayFinding(address, mask, gateway)]),
    ...(address === from.address ? [] : [ourAddressFinding(address, ports), await freeFinding(address, port, device, ports, signal)]),
    reachFinding(address, ports),
  ]
}

function subnetFinding(address: string, mask: string): Finding {
  const prefix = ipaddr.IPv4.isValidFourPartDecimal(mask) ? ipaddr.IPv4.parse(mask).prefixLengthFromSubnetMask() : null
  if (prefix === null) return finding('inSubnet', 'fail', { address, mask })
  const edge =
    prefix < 31 &&
    [ipaddr.IPv4.networkAddressFromCIDR(`${address}/${prefix}`), ipaddr.IPv4.broadcastAddressFromCIDR(`${address}/${prefix}`)].some(
      (one) => one.toString() === address,
    )
  return finding('inSubnet', edge ? 'fail' : 'ok', { address, subnet: subnetOf(address, mask) })
}

function gatewayFinding(address: string, mask: string, gateway: string): readonly Finding[] {
  if (gateway === '' || gateway === '0.0.0.0') return []
  return inSubnet(gateway, address, mask) ? [finding('gatewayInSubnet', 'ok', { gateway, subnet: subnetOf(address, mask) })] : []
}

function ourAddressFinding(address: string, ports: AddressPorts): Finding {
  const adapter = ports.adapters().find((one) => one.address === address)
  return adapter ? finding('notOurAddress', 'fail', { address, adapter: adapter.name }) : finding('notOurAddress', 'ok', { address })
}

/** Free: not on our list, and silent when asked. A refused connection is a host that is there, except on loopback, where this computer itself refuses. */
async function freeFinding(
  address: string,
  ownPort: number,
  device: DeviceKey,
  ports: AddressPorts,
  signal: AbortSignal,
): Promise<Finding> {
  const listed = ports.list().find((other) => other.endpoint.address === address && other.key !== device && other.state !== 'gone')
  if (listed)
    return finding('addressFree', 'fail', { address, device: listed.identity.name || listed.identity.model, mac: listed.identity.mac })
  const others = await Promise.all([...new Set([80, ownPort])].map((port) => whoIsAt({ address, port }, ports, signal)))
  const other = others.find((identity) => identity !== undefined && deviceKey(identity) !== device)
  if (other) return finding('addressFree', 'fail', { address, device: other.name || other.model, mac: other.mac })
  const doors = [...new Set([...knockPorts, ownPort])]
  const answers = await Promise.all(doors.map((port) => knock(address, port, signal)))
  const port = doors[answers.findIndex((answer) => answer === 'open' || (answer === 'refused' && !isLoopback(address)))]
  return port === undefined ? finding('addressFree', 'ok', { address }) : finding('addressFree', 'fail', { address, port })
}

/** Undefined where no device of our kind answers; something else may. */
async function whoIsAt(endpoint: Endpoint, ports: AddressPorts, signal: AbortSignal): Promise<DeviceIdentity | undefined> {
  try {
    return await ports.identify(endpoint, AbortSignal.any([signal, AbortSignal.timeout(askMs)]))
  } catch {
    return undefined
  }
}

function reachFinding(address: string, ports: AddressPorts): Finding {
  const used = ports.adapters().filter((adapter) => adapter.used)
  const ways = used.filter(
    (adapter) =>
      ipaddr.IPv4.isValidFourPartDecimal(adapter.address) &&
      ipaddr.IPv4.parse(address).match(ipaddr.IPv4.parse(adapter.address), adapter.prefix),
  )
  const first = ways[0]
  if (first) return finding('reachableAfter', 'ok', { address, adapter: first.name, from: first.address, ways: ways.length })
  return finding('reachableAfter', 'warn', { address, wanted: neighbour(address), ...(used[0] ? { from: used[0].address } : {}) })
}

/** An address this computer would need to reach the device: the same subnet, another number. */
function neighbour(address: string): string {
  const parts = address.split('.')
  const last = Number(parts[3])
  return [...parts.slice(0, 3), last === 250 ? 249 : 250].join('.')
}

function knock(address: string, port: number, signal: AbortSignal): Promise<'open' | 'refused' | 'silent'> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, signal, timeout: knockMs })
    const end = (answer: 'open' | 'refused' | 'silent') => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => end('open'))
    socket.once('timeout', () => end('silent'))
    socket.once('error', (error) => end('code' in error && error.code === 'ECONNREFUSED' ? 'refused' : 'silent'))
  })
}

function isLoopback(address: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(address) && ipaddr.IPv4.parse(address).range() === 'loopback'
}

export function finding(check: Finding['check'], verdict: Finding['verdict'], facts: Finding['facts']): Finding {
  return { check, verdict, facts }
}
