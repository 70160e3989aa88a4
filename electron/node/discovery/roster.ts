import { type DeviceIdentity, type DeviceKey, deviceKey, type Endpoint } from '#common/device/device.ts'
import {
  applyLoss,
  applyMemory,
  applyMiss,
  applySighting,
  isSamePlace,
  type Miss,
  type Presence,
  presences,
  type SeenDevice,
  type SeenDevices,
  type Sighting,
} from '#common/discovery/merge.ts'
import type { Adapter } from '#common/discovery/search.ts'

export interface RosterOptions {
  readonly now: () => number
  readonly goneAfterMs: number
  readonly adapters: () => readonly Adapter[]
  readonly onSighting: (sighting: Sighting) => void
  readonly onPresence: (key: DeviceKey, presence: Presence) => void
}

/** All devices seen, and telling what changed about them. Nobody is ever taken off. */
export interface Roster {
  see(sighting: Sighting): void
  miss(miss: Miss): void
  /** The announcement of a device ended that could never be asked. */
  lose(key: DeviceKey): void
  /** Devices of earlier visits: gone until they answer. */
  remember(identity: DeviceIdentity, endpoint: Endpoint): void
  forget(key: DeviceKey): void
  get(key: DeviceKey): SeenDevice | undefined
  /** Who answered there last; the first of them where several are. */
  at(endpoint: Endpoint): SeenDevice | undefined
  all(): SeenDevices
  /** Tells who stands otherwise now, after the adapters changed. */
  review(): void
}

export function createRoster({ now, goneAfterMs, adapters, onSighting, onPresence }: RosterOptions): Roster {
  let devices: SeenDevices = new Map()
  const told = new Map<DeviceKey, Presence>()

  function review(): void {
    for (const [key, presence] of presences(devices, adapters())) {
      const before = told.get(key)
      if (before && isSamePresence(before, presence)) continue
      told.set(key, presence)
      onPresence(key, presence)
    }
  }

  function take(next: SeenDevices): void {
    if (next === devices) return
    devices = next
    review()
  }

  return {
    see(sighting) {
      devices = applySighting(devices, sighting, now())
      onSighting(sighting)
      review()
    },
    miss: (miss) => take(applyMiss(devices, miss, now(), goneAfterMs)),
    lose: (key) => take(applyLoss(devices, key, now())),
    remember(identity, endpoint) {
      if (!devices.has(deviceKey(identity))) take(applyMemory(devices, { identity, endpoint, foundBy: 'remembered' }, now()))
    },
    forget(key) {
      const rest = new Map(devices)
      if (rest.delete(key)) take(rest)
      told.delete(key)
    },
    get: (key) => devices.get(key),
    at: (endpoint) => [...devices.values()].find((device) => isSamePlace(device.endpoint, endpoint)),
    all: () => devices,
    review,
  }
}

function isSamePresence(a: Presence, b: Presence): boolean {
  return a.gone === b.gone && a.sameAddress === b.sameAddress && a.otherSubnet === b.otherSubnet
}
