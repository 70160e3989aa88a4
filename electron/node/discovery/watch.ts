import { type DeviceIdentity, type DeviceKey, deviceKey, type Endpoint } from '#common/device/device.ts'
import { isSamePlace, type SeenDevice } from '#common/discovery/merge.ts'
import type { Asker } from './asker.ts'
import type { Limits } from './limits.ts'
import type { Roster } from './roster.ts'
import type { Timers } from './timers.ts'

/** A device of the site and where it was last. */
export interface Known {
  readonly identity: DeviceIdentity
  readonly endpoint: Endpoint
}

export interface WatchOptions {
  readonly asker: Asker
  readonly roster: Roster
  readonly timers: Timers
  readonly limits: Limits
  readonly known?: () => readonly Known[]
}

/** Looks at every known device now and then: whether it is still there, and still who it was. */
export interface Watch {
  start(): void
  stop(): void
  /** Looks at one now. There are other signs that it left: no answer settles it. */
  suspect(key: DeviceKey): void
}

const tickMs = 1000
/** Looks a second at least; with more devices than that, enough to come round in time. */
const leastPerTick = 4

export function createWatch({ asker, roster, timers, limits, known }: WatchOptions): Watch {
  const lookedAt = new Map<DeviceKey, number>()
  let callOff: (() => void) | undefined

  async function look(device: SeenDevice, isLast: boolean): Promise<void> {
    const { key, endpoint } = device
    lookedAt.set(key, timers.now())
    const reply = await asker.ask(endpoint)
    const foundBy = device.foundBy.at(-1) ?? 'remembered'
    if (!('identity' in reply) || deviceKey(reply.identity) !== key) void lookElsewhere(device)
    if ('identity' in reply) {
      roster.see({ identity: reply.identity, endpoint, foundBy })
      if (deviceKey(reply.identity) !== key) roster.miss({ key, endpoint, why: 'other' })
    } else if (reply.error.kind !== 'cancelled') roster.miss({ key, endpoint, why: 'silent', isLast })
  }

  /** Where the site has it, when that is another place: it was moved by us, and discovery has not heard yet. */
  async function lookElsewhere({ key, endpoint, foundBy }: SeenDevice): Promise<void> {
    const site = known?.().find(({ identity }) => deviceKey(identity) === key)
    if (!site || isSamePlace(site.endpoint, endpoint)) return
    const reply = await asker.ask(site.endpoint)
    if ('identity' in reply && deviceKey(reply.identity) === key)
      roster.see({ identity: reply.identity, endpoint: site.endpoint, foundBy: foundBy.at(-1) ?? 'remembered' })
  }

  function dueAt({ key, lastSeen, misses, goneSince, claimed }: SeenDevice): number {
    const every = misses > 0 && goneSince === undefined && !claimed ? limits.lookAgainMs : limits.lookEveryMs
    return Math.max(lookedAt.get(key) ?? 0, goneSince === undefined && !claimed ? lastSeen : 0) + every
  }

  /** Others decide who belongs to the site: earlier visits are added, forgotten devices are dropped. */
  function follow(): void {
    if (!known) return
    const site = known()
    const keys = new Set(site.map(({ identity }) => deviceKey(identity)))
    for (const { identity, endpoint } of site) roster.remember(identity, endpoint)
    for (const key of [...roster.all().keys()]) if (!keys.has(key)) roster.forget(key)
  }

  function tick(): void {
    callOff = timers.later(tickMs, tick)
    follow()
    const devices = [...roster.all().values()]
    const perTick = Math.max(leastPerTick, Math.ceil((devices.length * tickMs) / limits.lookEveryMs) + 1)
    const due = devices.filter((device) => dueAt(device) <= timers.now()).sort((a, b) => dueAt(a) - dueAt(b))
    const isDoubtful = ({ misses, goneSince }: SeenDevice) => misses > 0 && goneSince === undefined
    // Those in doubt do not wait for their turn: a whole switch may have lost its power.
    const now = [...due.filter(isDoubtful), ...due.filter((device) => !isDoubtful(device)).slice(0, perTick)]
    for (const device of now) void look(device, false)
  }

  return {
    start() {
      callOff ??= timers.later(0, tick)
    },
    stop() {
      callOff?.()
      callOff = undefined
    },
    suspect(key) {
      const device = roster.get(key)
      if (device && device.goneSince === undefined) void look(device, true)
    },
  }
}
