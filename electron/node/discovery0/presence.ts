import type { DeviceKey, Endpoint } from '#common/device/device.ts'

/** Who is still there, who is gone, and which devices share an address. */
export interface Presence {
  answered(key: DeviceKey, endpoint: Endpoint, expected?: DeviceKey): void
  silent(key: DeviceKey): void
  /** Devices that have not been looked at for 15 s, a few at a time so that questions are spread out. */
  due(
    known: readonly { readonly key: DeviceKey; readonly endpoint: Endpoint }[],
  ): readonly { readonly key: DeviceKey; readonly endpoint: Endpoint }[]
}

export interface PresenceOptions {
  readonly now: () => number
  readonly onPresence: (key: DeviceKey, presence: { readonly gone: boolean; readonly sameAddress: boolean }) => void
}

interface Watched {
  lookedAt: number
  answeredAt: number
  misses: number
  sameAddress: boolean
}

const lookEveryMs = 15_000
const missesToGone = 2
const atOneAddressMs = 60_000

/**
 * A device that misses two looks 15 s apart is gone, within a minute of leaving. Two devices that answer in turn at one
 * address, both within a minute, share it: the state of cameras fresh from the box.
 */
export function createPresence({ now, onPresence }: PresenceOptions): Presence {
  const watched = new Map<DeviceKey, Watched>()
  const answering = new Map<string, Map<DeviceKey, number>>()

  function watch(key: DeviceKey): Watched {
    const known = watched.get(key)
    if (known) return known
    const fresh: Watched = { lookedAt: now(), answeredAt: 0, misses: 0, sameAddress: false }
    watched.set(key, fresh)
    return fresh
  }

  function shares(endpoint: Endpoint): readonly DeviceKey[] {
    const keys = answering.get(`${endpoint.address}:${endpoint.port}`) ?? new Map<DeviceKey, number>()
    return [...keys].filter(([, at]) => now() - at < atOneAddressMs).map(([key]) => key)
  }

  function note(key: DeviceKey, endpoint: Endpoint): void {
    const name = `${endpoint.address}:${endpoint.port}`
    for (const [other, keys] of answering) if (other !== name) keys.delete(key)
    const here = answering.get(name) ?? new Map<DeviceKey, number>()
    answering.set(name, here.set(key, now()))
  }

  return {
    answered(key, endpoint, expected) {
      note(key, endpoint)
      const device = watch(key)
      Object.assign(device, { lookedAt: now(), answeredAt: now(), misses: 0 })
      if (expected !== undefined && expected !== key) this.silent(expected)
      const sharers = shares(endpoint)
      for (const one of new Set([key, ...sharers])) {
        const other = watch(one)
        other.sameAddress = sharers.length > 1
        onPresence(one, { gone: false, sameAddress: other.sameAddress })
      }
    },
    silent(key) {
      const device = watch(key)
      device.lookedAt = now()
      device.misses += 1
      if (device.misses >= missesToGone && !device.sameAddress) onPresence(key, { gone: true, sameAddress: false })
    },
    due(known) {
      const late = known.filter(({ key }) => now() - watch(key).lookedAt >= lookEveryMs)
      const some = late.slice(0, Math.max(2, Math.ceil(known.length / (lookEveryMs / 1000)) * 2))
      for (const { key } of some) watch(key).lookedAt = now()
      return some
    },
  }
}
