import { type DeviceIdentity, type DeviceKey, deviceKey, type Endpoint } from '#common/device/device.ts'
import { identityOf } from '#common/device/identity.ts'
import { isNear } from '#common/discovery/addresses.ts'
import { isSamePlace } from '#common/discovery/merge.ts'
import type { Adapter } from '#common/discovery/search.ts'
import { type Asker, isSomethingElse, type Reply } from './asker.ts'
import type { Roster } from './roster.ts'
import type { Service, ServiceEvent } from './serviceCache.ts'
import type { Timers } from './timers.ts'

export interface AnnouncedOptions {
  readonly asker: Asker
  readonly roster: Roster
  readonly timers: Timers
  readonly adapters: () => readonly Adapter[]
  /** The device may have left: it must be looked at now. */
  readonly suspect: (key: DeviceKey) => void
  readonly onChanged: () => void
}

/** Turns announcements into devices, by asking each who it is. */
export interface Announced {
  /** `source` keeps services of the same name on several adapters apart. */
  hear(source: string, event: ServiceEvent): void
  /** The adapter is gone; so are its announcements, and nothing follows for the devices. */
  drop(source: string): void
  count(): { readonly answers: number; readonly others: number }
  /** Where it is announced that the device is. */
  claimedAt(key: DeviceKey): readonly Endpoint[]
  /** The device does not answer at its address, but another does: while it is announced there, both are there. */
  standIn(key: DeviceKey): void
  /** Asks again about all whose device is not on the list. */
  again(): void
  close(): void
}

interface Entry {
  readonly source: string
  service: Service
  /** Who answered there, or who it is claimed to be. */
  key: DeviceKey | undefined
  isOther: boolean
  tries: number
  callOff: () => void
}

/** ms until a device that announced itself and did not answer is asked again; it may still be starting. */
const retryMs = [1000, 3000, 9000, 15_000]
/** ms until something else than a device is asked again; a camera that starts may show a page first. */
const otherRetryMs = 60_000

export function createAnnounced({ asker, roster, timers, adapters, suspect, onChanged }: AnnouncedOptions): Announced {
  const entries = new Map<string, Entry>()

  async function find(entry: Entry): Promise<void> {
    const { service } = entry
    const reply = await askAround(service)
    // Overtaken by a newer announcement, or taken back.
    if (entry.service !== service || entries.get(idOf(entry)) !== entry) return
    entry.isOther = isSomethingElse(reply)
    if ('identity' in reply) {
      entry.tries = 0
      entry.key = deviceKey(reply.identity)
      roster.see({ identity: reply.identity, endpoint: reply.endpoint, foundBy: 'bonjour' })
      claimSharedPlace(reply.endpoint)
    } else {
      if (reply.error.kind === 'cancelled') return
      if (reply.error.kind === 'unreachable') claimFarAway(entry)
      const ms = entry.isOther ? otherRetryMs : (retryMs[entry.tries] ?? retryMs.at(-1) ?? 0)
      entry.tries += 1
      entry.callOff = timers.later(ms, () => void find(entry))
    }
    onChanged()
  }

  /** At its announced addresses, near ones first; then at the address the announcement came from. */
  async function askAround(service: Service): Promise<Reply & { readonly endpoint: Endpoint }> {
    const { port, addresses, sender } = service
    const isClose = (address: string) => isNear(adapters(), address)
    const told = [...addresses.filter(isClose), ...addresses.filter((address) => !isClose(address))]
    let failed: (Reply & { readonly endpoint: Endpoint }) | undefined
    for (const address of new Set([...told, sender])) {
      const endpoint = { address, port }
      const reply = await asker.ask(endpoint)
      // One sender may speak for many devices: there, only the one that was announced counts.
      if ('identity' in reply && (addresses.includes(address) || isMeant(service, reply.identity))) return { ...reply, endpoint }
      // What the announced address said is worth more than what its sender said.
      if ('error' in reply && (!failed || isSomethingElse(reply))) failed ??= { ...reply, endpoint }
    }
    return failed ?? { error: { kind: 'unreachable', why: 'noRoute' }, endpoint: { address: sender, port } }
  }

  /** A device on a foreign subnet cannot be asked, but must be shown: its announcement is all there is. */
  function claimFarAway(entry: Entry): void {
    const { addresses, port } = entry.service
    const [address] = addresses
    if (address === undefined || addresses.some((one) => isNear(adapters(), one))) return
    claim(entry, { address, port })
  }

  /** Several announcements of one address, and the one who answered there is one of them: the others are there too. */
  function claimSharedPlace(endpoint: Endpoint): void {
    const there = [...entries.values()].filter(({ service }) => service.port === endpoint.port && service.addresses[0] === endpoint.address)
    const keys = new Set(there.map(({ service }) => claimedIdentity(service)).flatMap((who) => (who ? deviceKey(who) : [])))
    if (keys.size < 2) return
    for (const entry of there) {
      const who = claimedIdentity(entry.service)
      const known = who && roster.get(deviceKey(who))
      if (!known || known.claimed || known.goneSince !== undefined) claim(entry, endpoint)
    }
  }

  function claim(entry: Entry, endpoint: Endpoint): void {
    const identity = claimedIdentity(entry.service)
    if (!identity) return
    entry.key = deviceKey(identity)
    roster.see({ identity, endpoint, foundBy: 'bonjour', claimed: true })
  }

  function lose(entry: Entry): void {
    entry.callOff()
    entries.delete(idOf(entry))
    if (entry.key === undefined) return
    if (roster.get(entry.key)?.claimed) roster.lose(entry.key)
    else suspect(entry.key)
  }

  return {
    hear(source, event) {
      const { service } = event
      const known = entries.get(`${source} ${service.id}`)
      if (event.what === 'lost') {
        if (known) lose(known)
        onChanged()
        return
      }
      known?.callOff()
      const entry = known ?? { source, service, key: undefined, isOther: false, tries: 0, callOff: () => undefined }
      Object.assign(entry, { service, tries: 0 })
      entries.set(idOf(entry), entry)
      onChanged()
      void find(entry)
    },
    drop(source) {
      for (const entry of entries.values()) {
        if (entry.source !== source) continue
        entry.callOff()
        entries.delete(idOf(entry))
      }
    },
    count() {
      const distinct = new Map([...entries.values()].map((entry) => [entry.service.id, entry]))
      return { answers: distinct.size, others: [...distinct.values()].filter(({ isOther }) => isOther).length }
    },
    claimedAt: (key) =>
      [...entries.values()].flatMap(({ service: { addresses, port, txt, label } }) => {
        const who = claimedIdentity({ txt, label })
        return who && deviceKey(who) === key ? addresses.map((address) => ({ address, port })) : []
      }),
    standIn(key) {
      const place = roster.get(key)?.endpoint
      if (!place || ![...roster.all().values()].some((other) => other.goneSince === undefined && isSamePlace(other.endpoint, place))) return
      const entry = [...entries.values()].find(({ service }) => {
        const who = claimedIdentity(service)
        return who && deviceKey(who) === key && service.port === place.port && service.addresses.includes(place.address)
      })
      if (entry) claim(entry, place)
    },
    again() {
      for (const entry of entries.values()) {
        if (entry.key !== undefined && roster.get(entry.key)) continue
        entry.callOff()
        entry.tries = 0
        void find(entry)
      }
    },
    close() {
      for (const { callOff } of entries.values()) callOff()
      entries.clear()
    },
  }
}

function idOf({ source, service }: Entry): string {
  return `${source} ${service.id}`
}

function isMeant(service: Service, identity: DeviceIdentity): boolean {
  const who = claimedIdentity(service)
  return who === undefined || deviceKey(who) === deviceKey(identity)
}

/** Who an announcement says it is; undefined when it is not one of a device. Its texts are `macaddress`, `deviceid`, `model`. */
function claimedIdentity({ txt, label }: Pick<Service, 'txt' | 'label'>): DeviceIdentity | undefined {
  const { macaddress: mac = '', deviceid: deviceId = '', model = '' } = txt
  if (!/^(?:[0-9a-f]{2}[:-]?){5}[0-9a-f]{2}$/i.test(mac)) return undefined
  return identityOf({ deviceId: deviceId.slice(0, 60), mac, name: label, model: model.slice(0, 60) })
}
