import type { AppError } from '../errors/appError.ts'
import type { Issue } from '../schema/field.ts'
import type { Adapter, SweepRange } from './search.ts'

/** Addresses one sweep may ask: a /20. More is a typing mistake, or somebody else's network. Ours. */
export const maxSweepAddresses = 4096

const firstUnicast = 0x01_00_00_00
const lastUnicast = 0xdf_ff_ff_ff

/** An IPv4 address as a number, [0, 2^32 - 1]; undefined when the text is none. */
export function addressNumber(text: string): number | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return undefined
  const parts = text.split('.').map(Number)
  return parts.every((part) => part <= 255) ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined
}

export function addressText(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.')
}

/** True when the adapter speaks to the address without a gateway. */
export function isReachableFrom({ address: own, prefix }: Pick<Adapter, 'address' | 'prefix'>, address: string): boolean {
  const [a, b] = [addressNumber(own), addressNumber(address)]
  if (a === undefined || b === undefined) return false
  const size = 2 ** (32 - prefix)
  return Math.floor(a / size) === Math.floor(b / size)
}

/** True when one of our adapters in use is in the address's subnet. */
export function isNear(adapters: readonly Adapter[], address: string): boolean {
  return adapters.some((adapter) => adapter.used && isReachableFrom(adapter, address))
}

/** An address beside another, and the mask of the subnet both are in. */
export interface Neighbour {
  readonly address: string
  readonly mask: string
}

/** True for an address that a device gave itself because nobody gave it one (169.254.0.0/16, RFC 3927). */
export function isLinkLocal(address: string): boolean {
  return isReachableFrom({ address: '169.254.0.0', prefix: 16 }, address)
}

/**
 * What an adapter of this computer would need to speak to a device there. How large the device's subnet is, its announcement does not
 * say: /24 is taken, the mask devices have from the factory. Whether another has the address already, nobody can know from here.
 */
export function neighbourOf(address: string): Neighbour | undefined {
  const device = addressNumber(address)
  if (device === undefined) return undefined
  const size = isLinkLocal(address) ? 65_536 : 256
  const first = device - (device % size)
  const wanted = first + size - 6
  return { address: addressText(wanted === device ? wanted - 1 : wanted), mask: addressText(2 ** 32 - size) }
}

/** The addresses of a range in order; check it before with `rangeProblem`. */
export function* addressesIn({ from, to }: SweepRange): Generator<string> {
  const last = addressNumber(to) ?? -1
  for (let at = addressNumber(from) ?? 0; at <= last; at += 1) yield addressText(at)
}

export function rangeSize({ from, to }: SweepRange): number {
  return Math.max(0, (addressNumber(to) ?? -1) - (addressNumber(from) ?? 0) + 1)
}

/** Why a range cannot be swept; undefined when it can. */
export function rangeProblem(range: SweepRange): AppError | undefined {
  const issues = [...endIssues(range), ...portIssues(range.ports)]
  return issues.length === 0 ? undefined : { kind: 'invalid', issues }
}

function endIssues(range: SweepRange): readonly Issue[] {
  const bad = (['from', 'to'] as const).filter((end) => !isUnicast(range[end]))
  if (bad.length > 0) return bad.map((path) => ({ path, problem: 'notAnAddress' }))
  const size = rangeSize(range)
  if (size === 0) return [{ path: 'to', problem: 'tooSmall' }]
  return size > maxSweepAddresses ? [{ path: 'to', problem: 'tooMany', limits: { max: maxSweepAddresses } }] : []
}

function portIssues(ports: readonly number[]): readonly Issue[] {
  if (ports.length === 0) return [{ path: 'ports', problem: 'tooFew', limits: { min: 1 } }]
  if (ports.length > 8) return [{ path: 'ports', problem: 'tooMany', limits: { max: 8 } }]
  return ports.flatMap((port, index): readonly Issue[] => {
    const path = `ports[${index}]`
    if (!Number.isInteger(port)) return [{ path, problem: 'notWhole' }]
    if (port < 1) return [{ path, problem: 'tooSmall', limits: { min: 1 } }]
    return port > 65_535 ? [{ path, problem: 'tooLarge', limits: { max: 65_535 } }] : []
  })
}

/** A device can have it: neither `0.x.x.x` nor a multicast or reserved address. */
export function isUnicast(text: string): boolean {
  const value = addressNumber(text)
  return value !== undefined && value >= firstUnicast && value <= lastUnicast
}
