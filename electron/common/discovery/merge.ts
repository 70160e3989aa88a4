import { type DeviceIdentity, type DeviceKey, deviceKey, type Endpoint, type FoundBy, isSameEndpoint } from '../device/device.ts'
import { isNear } from './addresses.ts'
import type { Adapter } from './search.ts'

/** Somebody says who it is, somewhere. */
export interface Sighting {
  readonly identity: DeviceIdentity
  readonly endpoint: Endpoint
  readonly foundBy: FoundBy
  /** Only its announcement says so: the device itself could not be asked. Good for a row on a list, never for a password. */
  readonly claimed?: true
}

/** Where a device was, until when (ms since the epoch). */
export interface FormerPlace {
  readonly endpoint: Endpoint
  readonly until: number
}

/** One device, however many ways and at however many addresses it was seen. */
export interface SeenDevice {
  readonly key: DeviceKey
  readonly identity: DeviceIdentity
  readonly endpoint: Endpoint
  readonly foundBy: readonly FoundBy[]
  readonly claimed: boolean
  readonly firstSeen: number
  /** When it last said itself who it is; for one that is only claimed, when that was last heard. */
  readonly lastSeen: number
  /** Questions in a row that it left unanswered. */
  readonly misses: number
  readonly goneSince?: number
  /** Newest last, 16 at most. */
  readonly before: readonly FormerPlace[]
}

export type SeenDevices = ReadonlyMap<DeviceKey, SeenDevice>

/** How a device stands on the network. */
export interface Presence {
  readonly gone: boolean
  readonly sameAddress: boolean
  readonly otherSubnet: boolean
}

/** Unanswered questions in a row after which a device is gone. One may be a lost packet. Ours. */
const missesUntilGone = 2

const keptPlaces = 16

export function isSamePlace(a: Endpoint, b: Endpoint): boolean {
  return isSameEndpoint(a, b)
}

/** The devices with one sighting more. A device is one row whatever the order, the way or the address it was seen by. */
export function applySighting(devices: SeenDevices, sighting: Sighting, now: number): SeenDevices {
  const { identity, endpoint, foundBy, claimed = false } = sighting
  const key = deviceKey(identity)
  const known = devices.get(key)
  if (!known) {
    const fresh = { key, identity, endpoint, foundBy: [foundBy], claimed, firstSeen: now, lastSeen: now, misses: 0, before: [] }
    return new Map(devices).set(key, fresh)
  }
  const both = { ...known, foundBy: known.foundBy.includes(foundBy) ? known.foundBy : [...known.foundBy, foundBy] }
  // Whoever announces a device that answers for itself elsewhere is not believed.
  if (claimed && !known.claimed && known.goneSince === undefined) return new Map(devices).set(key, both)
  const { goneSince: _, ...present } = both
  const before = isSamePlace(known.endpoint, endpoint)
    ? known.before
    : [...known.before, { endpoint: known.endpoint, until: now }].slice(-keptPlaces)
  // What a device said itself outlives what is only announced of it.
  const who = claimed && known.identity.firmware !== '' ? known.identity : identity
  return new Map(devices).set(key, { ...present, identity: who, endpoint, claimed, lastSeen: now, misses: 0, before })
}

/** The devices with one of an earlier visit: gone until it answers. One that is there already stays as it is. */
export function applyMemory(devices: SeenDevices, sighting: Sighting, now: number): SeenDevices {
  const key = deviceKey(sighting.identity)
  if (devices.has(key)) return devices
  const next = applySighting(devices, sighting, now)
  const device = next.get(key)
  return device ? new Map(next).set(key, { ...device, goneSince: now }) : next
}

export interface Miss {
  readonly key: DeviceKey
  /** Where it was asked: a device that has moved meanwhile has missed nothing. */
  readonly endpoint: Endpoint
  /** `other`: another device answered there. With two on one address that happens every other time. */
  readonly why: 'silent' | 'other'
  /** There are other signs that it left, so this one is enough. */
  readonly isLast?: boolean
}

/** The devices after one did not answer. It may be gone then; it stays on the list. */
export function applyMiss(
  devices: SeenDevices,
  { key, endpoint, why, isLast = false }: Miss,
  now: number,
  goneAfterMs: number,
): SeenDevices {
  const known = devices.get(key)
  // One that is only claimed cannot be asked: it is gone when its announcement is.
  if (!known || known.claimed || !isSamePlace(known.endpoint, endpoint)) return devices
  const misses = known.misses + 1
  const left = why === 'other' ? now - known.lastSeen >= goneAfterMs : isLast || misses >= missesUntilGone
  return new Map(devices).set(key, { ...known, misses, ...(left && known.goneSince === undefined ? { goneSince: now } : {}) })
}

/** The devices after the announcement of one ended that could never be asked. */
export function applyLoss(devices: SeenDevices, key: DeviceKey, now: number): SeenDevices {
  const known = devices.get(key)
  if (!known || !known.claimed || known.goneSince !== undefined) return devices
  return new Map(devices).set(key, { ...known, goneSince: now })
}

/** How each device stands, as seen from these adapters. */
export function presences(devices: SeenDevices, adapters: readonly Adapter[]): ReadonlyMap<DeviceKey, Presence> {
  const tenants = new Map<string, number>()
  const place = ({ address, port }: Endpoint) => `${address}:${port}`
  for (const { endpoint, goneSince } of devices.values())
    if (goneSince === undefined) tenants.set(place(endpoint), (tenants.get(place(endpoint)) ?? 0) + 1)
  return new Map(
    [...devices].map(([key, { endpoint, goneSince, claimed }]) => {
      const gone = goneSince !== undefined
      return [
        key,
        {
          gone,
          sameAddress: !gone && (tenants.get(place(endpoint)) ?? 0) > 1,
          otherSubnet: !gone && claimed && !isNear(adapters, endpoint.address),
        },
      ]
    }),
  )
}
