import type { Certificate } from '#common/device/certificate.ts'
import {
  type DeviceIdentity,
  type DeviceKey,
  deviceKey,
  type DeviceSummary,
  type Endpoint,
  type FoundBy,
  isSameEndpoint as isSame,
  isSecure,
  shownEndpoint,
} from '#common/device/device.ts'
import { type AppError, fail } from '#common/errors/appError.ts'
import type { NewJournalEntry } from '#common/journal/journal.ts'
import type { Oddity } from '#common/wire/oddity.ts'
import type { DeviceClient } from '../client/client.ts'
import type { Site } from '../storage/site.ts'
import { type Entry, fresh, type Presence, summaryOf } from './entry.ts'
import type { OpenDevice } from './ports.ts'
import { createTrust, type Trust } from './trust.ts'

/** A device was seen, somehow, somewhere. What it says of itself was asked without signing in. */
export interface Seen {
  readonly identity: DeviceIdentity
  readonly endpoint: Endpoint
  readonly foundBy: FoundBy
  /** Only an announcement says so; the device itself could not be asked. */
  readonly claimed?: true
}

/** Every device of the site by identity, seen or remembered, with what this session knows of it. */
export interface Registry {
  seen(sighting: Seen): void
  presence(key: DeviceKey, presence: Presence): void
  open(key: DeviceKey): OpenDevice
  /** The device answers elsewhere from now on; its client goes with it. */
  moved(key: DeviceKey, endpoint: Endpoint, identity: DeviceIdentity): Promise<void>
  /** It says other things of itself where it is. */
  renamed(key: DeviceKey, identity: DeviceIdentity): Promise<void>
  signedIn(key: DeviceKey, user: string | undefined): void
  refused(key: DeviceKey, error: AppError): void
  /** What a request met after the sign-in: it counts where it ends the sign-in, as after a change of the password. */
  troubled(key: DeviceKey, error: AppError): void
  clockMeasured(key: DeviceKey, offsetSeconds: number): void
  readonly judge: Trust['judge']
  /** A person accepts what is shown at a place. What asked for it may be asked again. */
  accept(endpoint: Endpoint, certificate: Certificate, key: DeviceKey | undefined): void
  /** It answered a request, and this was odd about the answer. */
  answered(key: DeviceKey, request: string, oddities: readonly Oddity[]): void
  seenAt(key: DeviceKey): Endpoint | undefined
  /** True where others have its address too. */
  isShared(key: DeviceKey): boolean
  has(key: DeviceKey): boolean
  /** Takes the row away, and from the next visit too; its backups and its history stay. A device that is heard again is new. */
  forget(key: DeviceKey): Promise<void>
  find(key: DeviceKey): DeviceSummary | undefined
  list(): readonly DeviceSummary[]
  /** Resolves when the connections are closed and what is remembered is on the disk. */
  close(): Promise<void>
}

export interface RegistryOptions {
  readonly site: Site
  readonly connect: (endpoint: Endpoint, key: DeviceKey) => DeviceClient
  /** Asks who answers at an address, without signing in. */
  readonly identify: (endpoint: Endpoint) => Promise<DeviceIdentity>
  /** The row of this device is another than before, or is there no more. */
  readonly onChanged: (key: DeviceKey) => void
  readonly now: () => number
}

export async function createRegistry({ site, connect, identify, onChanged, now }: RegistryOptions): Promise<Registry> {
  const entries = new Map<DeviceKey, Entry>()
  const following = new Set<DeviceKey>()
  /** The last write of each device, in whose turn the next one comes. */
  const writing = new Map<DeviceKey, Promise<void>>()
  /** Announced, and not yet asked who they are: not remembered. */
  const claims = new Set<DeviceKey>()
  const trust = createTrust({
    ownerOf: (endpoint) => [...entries].find(([, entry]) => isSecure(endpoint) && isSame(entry.endpoint, endpoint))?.[0],
    onChanged: stop,
  })
  for (const [key, { identity, endpoint, certificate, firstSeen, lastSeen }] of await site.remembered()) {
    if (certificate) trust.pin(key, certificate)
    entries.set(key, { ...fresh(identity, endpoint, firstSeen), lastSeen, goneSince: lastSeen, foundBy: new Set(['remembered']) })
  }

  function entryOf(key: DeviceKey): Entry {
    return entries.get(key) ?? fail({ kind: 'unknownDevice', deviceId: key })
  }

  function change(key: DeviceKey, more: Partial<Entry>): void {
    const entry = entries.get(key)
    if (!entry) return
    Object.assign(entry, more)
    onChanged(key)
  }

  /** What is remembered is for the next visit; a disk that refuses is told when something is written, not for a sighting. */
  function remember(key: DeviceKey): void {
    const { identity, endpoint, firstSeen, lastSeen } = entryOf(key)
    const certificate = trust.pinOf(key)
    const device = { identity, endpoint, ...(certificate ? { certificate } : {}), firstSeen, lastSeen }
    inTurn(key, () => site.remember(key, device)).catch(() => undefined)
  }

  function inTurn(key: DeviceKey, work: () => Promise<void>): Promise<void> {
    const turn = (writing.get(key) ?? Promise.resolve()).then(work)
    const settled = turn
      .catch(() => undefined)
      .finally(() => {
        if (writing.get(key) === settled) writing.delete(key)
      })
    writing.set(key, settled)
    return turn
  }

  function refused(key: DeviceKey, error: AppError): void {
    const waitMs = 'waitMs' in error ? error.waitMs : undefined
    change(key, { trouble: error, user: undefined, waitUntil: waitMs === undefined ? undefined : now() + waitMs })
  }

  /** Whoever answers there may be anybody: every connection ends, nobody is signed in, and a person is asked. */
  function stop(key: DeviceKey, error: AppError): void {
    const entry = entries.get(key)
    if (!entry || entry.trouble?.kind === 'certificate') return
    const { client } = entry
    refused(key, error)
    change(key, { client: undefined })
    // What is under way hears the reason before its connection ends.
    setImmediate(() => void client?.close(error))
  }

  function seen({ identity, endpoint: place, foundBy, claimed }: Seen): void {
    const key = deviceKey(identity)
    const known = entries.get(key)
    if (known && claimed) return
    const endpoint = known ? wayOf(known.endpoint, place, foundBy) : place
    const isClaim = isSecure(endpoint) && trust.claim(key, endpoint)
    if (!known) {
      entries.set(key, { ...fresh(identity, endpoint, now()), foundBy: new Set([foundBy]) })
      if (claimed) claims.add(key)
      else remember(key)
      onChanged(key)
      return
    }
    const same = isSame(known.endpoint, endpoint) && known.goneSince === undefined && known.identity.name === identity.name
    // A person who adds it by another way wants that way.
    const idle = known.user === undefined || (foundBy === 'hand' && isSecure(known.endpoint) !== isSecure(endpoint))
    known.foundBy.add(foundBy)
    if (idle && !isSame(known.endpoint, endpoint)) {
      known.client?.moveTo(endpoint)
      known.endpoint = endpoint
    }
    change(key, { identity, seenAt: endpoint, lastSeen: now(), goneSince: undefined })
    if (claims.delete(key) || !same || isClaim) remember(key)
    if (!idle && !isSame(known.endpoint, endpoint)) void followTo(key, endpoint)
  }

  /**
   * A device we are signed in to says who it is at another address. Where it still answers at the old one, as a recorder with two
   * cards does, we stay: connections are not torn for nothing. Else we follow; the client has it name itself before any account goes there.
   */
  async function followTo(key: DeviceKey, to: Endpoint): Promise<void> {
    if (following.has(key)) return
    following.add(key)
    const from = entryOf(key).endpoint
    const stayed = await identify(from).then(
      (identity) => deviceKey(identity) === key,
      () => false,
    )
    following.delete(key)
    const entry = entries.get(key)
    if (!stayed && entry && isSame(entry.endpoint, from)) await moved(key, to, entry.identity)
  }

  async function moved(key: DeviceKey, endpoint: Endpoint, identity: DeviceIdentity): Promise<void> {
    const entry = entryOf(key)
    const from = entry.endpoint
    entry.client?.moveTo(endpoint)
    change(key, { endpoint, seenAt: endpoint, identity, lastSeen: now(), goneSince: undefined })
    remember(key)
    if (isSame(from, endpoint)) return
    const facts = isSecure(endpoint)
      ? { from: shownEndpoint(from), to: shownEndpoint(endpoint) }
      : { from: `${from.address}:${from.port}`, to: `${endpoint.address}:${endpoint.port}` }
    await note({ device: key, job: '', what: 'note', note: 'addressChanged', facts })
  }

  /** It is so whether or not the disk takes the line; steps of a plan have lines of their own, which stop it. */
  async function note(entry: NewJournalEntry): Promise<void> {
    await site.journal.add(entry).catch(() => undefined)
  }

  return {
    seen,
    presence(key, presence) {
      const entry = entries.get(key)
      if (!entry) return
      change(key, { presence, goneSince: presence.gone ? (entry.goneSince ?? now()) : undefined })
    },
    open(key) {
      const entry = entryOf(key)
      entry.client ??= connect(entry.endpoint, key)
      return { identity: entry.identity, endpoint: entry.endpoint, client: entry.client }
    },
    moved,
    async renamed(key, identity) {
      const { name: from } = entryOf(key).identity
      change(key, { identity })
      remember(key)
      if (from === identity.name) return
      await note({ device: key, job: '', what: 'note', note: 'nameChanged', facts: { from, to: identity.name } })
    },
    signedIn(key, user) {
      change(key, { user, trouble: undefined, waitUntil: undefined })
    },
    refused,
    troubled(key, error) {
      if (error.kind === 'certificate') return stop(key, error)
      const isSignIn = error.kind === 'signIn' || error.kind === 'locked' || error.kind === 'budget'
      if (isSignIn && entries.get(key)?.user !== undefined) refused(key, error)
    },
    clockMeasured(key, offsetSeconds) {
      change(key, { clockOffsetSeconds: offsetSeconds })
    },
    judge: trust.judge,
    accept(endpoint, certificate, key) {
      trust.accept(endpoint, certificate, key)
      if (key === undefined || !entries.has(key)) return
      change(key, { trouble: undefined })
      remember(key)
    },
    answered(key, request, oddities) {
      const odd = entries.get(key)?.oddAnswers
      if (!odd || JSON.stringify(odd.get(request) ?? []) === JSON.stringify(oddities)) return
      if (oddities.length === 0) odd.delete(request)
      else odd.set(request, oddities)
      change(key, {})
    },
    seenAt: (key) => entries.get(key)?.seenAt,
    isShared: (key) => entries.get(key)?.presence.sameAddress === true,
    has: (key) => entries.has(key),
    forget(key) {
      void entries.get(key)?.client?.close()
      entries.delete(key)
      claims.delete(key)
      trust.forget(key)
      onChanged(key)
      return inTurn(key, () => site.forget(key))
    },
    find(key) {
      const entry = entries.get(key)
      return entry && summaryOf(key, entry, now())
    },
    list: () => [...entries].map(([key, entry]) => summaryOf(key, entry, now())),
    async close() {
      await Promise.all([...entries.values()].map(async (entry) => entry.client?.close()))
      await Promise.all(writing.values())
    },
  }
}

/**
 * Where to talk to a device that was seen at a place. Announcements and sweeps know HTTP only: one that is reached over HTTPS is not
 * brought down to HTTP by them, but followed to its address. Only a person changes the way.
 */
function wayOf(known: Endpoint, seen: Endpoint, foundBy: FoundBy): Endpoint {
  return isSecure(known) && !isSecure(seen) && foundBy !== 'hand' ? { ...known, address: seen.address } : seen
}
