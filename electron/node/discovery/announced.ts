import { type DeviceIdentity, type DeviceKey, deviceKey, type Endpoint } from '#common/device/device.ts'
import { isNear } from '#common/discovery/addresses.ts'
import { isSamePlace } from '#common/discovery/merge.ts'
import type { Adapter } from '#common/discovery/search.ts'
import { type Asker, isSomethingElse, type Reply } from './asker.ts'
import type { Hint, HintEvent } from './hint.ts'
import type { Roster } from './roster.ts'
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
  /** `source` keeps announcements of the same name on several adapters apart. */
  hear(source: string, event: HintEvent): void
  /** The adapter is gone; so are its announcements, and nothing follows for the devices. */
  drop(source: string): void
  count(foundBy: Hint['foundBy']): { readonly answers: number; readonly others: number }
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
  hint: Hint
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
/** ms for which an answer need not be asked for again. */
const freshMs = 2000

export function createAnnounced({ asker, roster, timers, adapters, suspect, onChanged }: AnnouncedOptions): Announced {
  const entries = new Map<string, Entry>()

  async function find(entry: Entry): Promise<void> {
    const { hint } = entry
    const reply = await askAround(hint)
    // Overtaken by a newer announcement, or taken back.
    if (entry.hint !== hint || entries.get(idOf(entry)) !== entry) return
    entry.isOther = isSomethingElse(reply)
    if ('identity' in reply) {
      entry.tries = 0
      entry.key = deviceKey(reply.identity)
      roster.see({ identity: reply.identity, endpoint: reply.endpoint, foundBy: hint.foundBy })
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

  /** At its announced places, near ones first; then where the announcement came from. */
  async function askAround(hint: Hint): Promise<Reply & { readonly endpoint: Endpoint }> {
    const { places, sender } = hint
    const isClose = ({ address }: Endpoint) => isNear(adapters(), address)
    const told = [...places.filter(isClose), ...places.filter((place) => !isClose(place))]
    const isTold = (endpoint: Endpoint) => places.some((place) => isSamePlace(place, endpoint))
    let failed: (Reply & { readonly endpoint: Endpoint }) | undefined
    for (const endpoint of isTold(sender) ? told : [...told, sender]) {
      const reply = justAnswered(endpoint) ?? (await asker.ask(endpoint))
      // One sender may speak for many devices: there, only the one that was announced counts.
      if ('identity' in reply && (isTold(endpoint) || isMeant(hint, reply.identity))) return { ...reply, endpoint }
      // What the announced place said is worth more than what its sender said.
      if ('error' in reply && (!failed || isSomethingElse(reply))) failed ??= { ...reply, endpoint }
    }
    return failed ?? { error: { kind: 'unreachable', why: 'noRoute' }, endpoint: sender }
  }

  /** A device that is announced in several ways, or on several adapters, is asked once for all of them. */
  function justAnswered(endpoint: Endpoint): Reply | undefined {
    const there = roster.at(endpoint)
    if (!there || there.claimed || there.goneSince !== undefined || there.misses > 0) return undefined
    return timers.now() - there.lastSeen < freshMs ? { identity: there.identity } : undefined
  }

  /** A device on a foreign subnet cannot be asked, but must be shown: its announcement is all there is. */
  function claimFarAway(entry: Entry): void {
    const { places } = entry.hint
    const [place] = places
    if (place === undefined || places.some(({ address }) => isNear(adapters(), address))) return
    claim(entry, place)
  }

  /** Several announcements of one place, and the one who answered there is one of them: the others are there too. */
  function claimSharedPlace(endpoint: Endpoint): void {
    const there = [...entries.values()].filter(({ hint: { places } }) => places[0] && isSamePlace(places[0], endpoint))
    const keys = new Set(there.flatMap(({ hint }) => (hint.claim ? deviceKey(hint.claim) : [])))
    if (keys.size < 2) return
    for (const entry of there) {
      const who = entry.hint.claim
      const known = who && roster.get(deviceKey(who))
      if (!known || known.claimed || known.goneSince !== undefined) claim(entry, endpoint)
    }
  }

  function claim(entry: Entry, endpoint: Endpoint): void {
    const { claim: identity, foundBy } = entry.hint
    if (!identity) return
    entry.key = deviceKey(identity)
    roster.see({ identity, endpoint, foundBy, claimed: true })
  }

  function lose(entry: Entry): void {
    const { key } = entry
    entry.callOff()
    entries.delete(idOf(entry))
    if (key === undefined) return
    if (!roster.get(key)?.claimed) suspect(key)
    else if (![...entries.values()].some((other) => other.key === key)) roster.lose(key)
  }

  return {
    hear(source, event) {
      const { hint } = event
      const known = entries.get(`${source} ${hint.id}`)
      if (event.what === 'lost') {
        if (known) lose(known)
        onChanged()
        return
      }
      known?.callOff()
      const entry = known ?? { source, hint, key: undefined, isOther: false, tries: 0, callOff: () => undefined }
      Object.assign(entry, { hint, tries: 0 })
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
    count(foundBy) {
      const mine = [...entries.values()].filter(({ hint }) => hint.foundBy === foundBy)
      const distinct = new Map(mine.map((entry) => [entry.hint.id, entry]))
      return { answers: distinct.size, others: [...distinct.values()].filter(({ isOther }) => isOther).length }
    },
    claimedAt: (key) => [...entries.values()].flatMap(({ hint: { places, claim } }) => (claim && deviceKey(claim) === key ? places : [])),
    standIn(key) {
      const place = roster.get(key)?.endpoint
      if (!place || ![...roster.all().values()].some((other) => other.goneSince === undefined && isSamePlace(other.endpoint, place))) return
      const entry = [...entries.values()].find(
        ({ hint: { claim, places } }) => claim && deviceKey(claim) === key && places.some((one) => isSamePlace(one, place)),
      )
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

function idOf({ source, hint }: Entry): string {
  return `${source} ${hint.id}`
}

function isMeant({ claim }: Hint, identity: DeviceIdentity): boolean {
  return claim === undefined || deviceKey(claim) === deviceKey(identity)
}
