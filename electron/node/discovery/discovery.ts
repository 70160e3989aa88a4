import { type DeviceKey, deviceKey, type Endpoint } from '#common/device/device.ts'
import { rangeProblem } from '#common/discovery/addresses.ts'
import { isSamePlace, type Presence, type Sighting } from '#common/discovery/merge.ts'
import type { Adapter, SearchState, SweepRange, SweepState } from '#common/discovery/search.ts'
import { fail } from '#common/errors/appError.ts'
import { listAdapters as allAdapters } from './adapters.ts'
import { createAnnounced } from './announced.ts'
import { createAsker, type Identify } from './asker.ts'
import { createBonjourListener } from './bonjourListener.ts'
import { createEars } from './ears.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { createOnvifListener } from './onvifListener.ts'
import { createRoster } from './roster.ts'
import { createPace, sweepRange } from './sweep.ts'
import { createStopper, pause, systemTimers, type Timers } from './timers.ts'
import { createWatch, type Known } from './watch.ts'

export interface DiscoveryOptions {
  /** Asks who answers at an address, without signing in and without using up an attempt. */
  readonly identify: Identify
  /** @default the adapters of this computer, classified */
  readonly listAdapters?: () => readonly Adapter[]
  readonly timers?: Timers
  readonly limits?: Partial<Limits>
  /**
   * Bonjour types to look for, without protocol.
   *
   * @default ['http']
   */
  readonly types?: readonly string[]
  /** 5353 but for tests that must not hear others. */
  readonly mdnsPort?: number
  /** Of WS-Discovery: 3702 but for the same tests. */
  readonly wsPort?: number
  /**
   * The devices of the site, those of earlier visits included. All are looked after; one that is missing here was forgotten by
   * a person, and is only found again by a new search.
   */
  readonly known?: () => readonly Known[]
  readonly onSighting: (sighting: Sighting) => void
  readonly onPresence: (key: DeviceKey, presence: Presence) => void
  readonly onChanged: (state: SearchState) => void
}

export interface LookForOptions {
  /** Where it may be; besides, it is looked for where it was and where Bonjour has it. */
  readonly candidates?: readonly Endpoint[]
  readonly signal: AbortSignal
}

export interface StartedSweep {
  readonly id: string
  /** Resolves when the range is done or cancelled. */
  readonly done: Promise<void>
}

/** Finds devices and keeps an eye on them. */
export interface Discovery {
  /** Listens and asks on all adapters in use; asks everybody again when it runs already. */
  start(): void
  /** Listens no more; sweeps end as cancelled. Devices found are looked after until `close`. */
  stop(): void
  /**
   * Begins to ask every address of a range; `state` tells how far it is. Eight are remembered, and a ninth ends the first.
   *
   * @throws AppFailure `invalid`
   */
  sweep(range: SweepRange): StartedSweep
  /** Ends one sweep; what it found stays. Nothing happens when it has ended. */
  stopSweep(id: string): void
  /** @throws AppFailure with what the address answered instead */
  addByHand(endpoint: Endpoint): Promise<Sighting>
  /**
   * Where a device answers, found by its identity. Looks until it is there or the signal is aborted.
   *
   * @throws AppFailure `cancelled`
   */
  lookFor(key: DeviceKey, options: LookForOptions): Promise<Endpoint>
  /** A device answered somewhere, found by others than discovery. */
  saw(sighting: Sighting): void
  state(): SearchState
  close(): Promise<void>
}

const sweepsShown = 8
/** ms between two looks for a device that is awaited. */
const lookForEveryMs = 500
/** ms in which changes are told as one. */
const tellMs = 100

export function createDiscovery(options: DiscoveryOptions): Discovery {
  const { identify, listAdapters = allAdapters, timers = systemTimers, types = ['http'], onSighting, onPresence, onChanged } = options
  const limits: Limits = { ...defaultLimits, ...options.limits }
  const pace = createPace(limits.sweepPerSecond, timers)
  const addressPace = createPace(limits.addressesPerSecond, timers)
  const asker = createAsker({ identify, timers, parallel: limits.asksParallel, timeoutMs: limits.askTimeoutMs })
  const awaited = new Set<(sighting: Sighting) => void>()
  const sweeps: { state: SweepState; readonly stopper: AbortController }[] = []
  let sweepCount = 0
  let startedAt: number | undefined

  const roster = createRoster({
    now: timers.now,
    goneAfterMs: limits.goneAfterMs,
    adapters: () => ears.adapters(),
    onSighting(sighting) {
      onSighting(sighting)
      for (const tell of awaited) tell(sighting)
    },
    onPresence(key, presence) {
      onPresence(key, presence)
      if (presence.gone) timers.later(0, () => announced.standIn(key))
    },
  })
  const watch = createWatch({ asker, roster, timers, limits, ...(options.known === undefined ? {} : { known: options.known }) })
  watch.start()
  const announced = createAnnounced({
    asker,
    roster,
    timers,
    adapters: () => ears.adapters(),
    suspect: watch.suspect,
    onChanged: tellSoon,
  })
  const silentAfterMs = limits.goneAfterMs
  const ears = createEars({
    listAdapters,
    timers,
    ways: {
      bonjour: (about) =>
        createBonjourListener({
          ...about,
          types: types.map((type) => `_${type}._tcp.local`),
          silentAfterMs,
          ...(options.mdnsPort === undefined ? {} : { port: options.mdnsPort }),
        }),
      onvif: (about) =>
        createOnvifListener({
          ...about,
          silentAfterMs,
          missing: missingAddresses,
          ...(options.wsPort === undefined ? {} : { port: options.wsPort }),
        }),
    },
    onEvent: announced.hear,
    onDropped: announced.drop,
    onChanged() {
      roster.review()
      tellSoon()
    },
  })

  function missingAddresses(): readonly string[] {
    const missing = [...roster.all().values()].filter(({ goneSince }) => goneSince !== undefined)
    return [...new Set(missing.map(({ endpoint }) => endpoint.address))]
  }

  let willTell: (() => void) | undefined
  function tellSoon(): void {
    willTell ??= timers.later(tellMs, () => {
      willTell = undefined
      onChanged(state())
    })
  }

  function state(): SearchState {
    return {
      running: startedAt !== undefined,
      ...(startedAt === undefined ? {} : { startedAt }),
      bonjour: { ...announced.count('bonjour'), listening: ears.isListening('bonjour') },
      onvif: { ...announced.count('onvif'), listening: ears.isListening('onvif') },
      sweeps: sweeps.map((sweep) => sweep.state),
      adapters: [...ears.adapters()],
      faults: [...ears.faults()],
    }
  }

  function stop(): void {
    startedAt = undefined
    void ears.close()
    for (const { stopper } of sweeps) stopper.abort()
    tellSoon()
  }

  return {
    start() {
      if (startedAt === undefined) {
        startedAt = timers.now()
        ears.open()
      } else ears.askAgain()
      announced.again()
      tellSoon()
    },
    stop,
    sweep(range) {
      const problem = rangeProblem(range)
      if (problem) fail(problem)
      const stopper = createStopper()
      const id = `sweep-${(sweepCount += 1)}`
      const sweep: (typeof sweeps)[number] = { state: { id, range, asked: 0, total: 0, perSecond: 0, found: 0 }, stopper }
      sweeps.push(sweep)
      sweeps.splice(0, sweeps.length - sweepsShown).forEach((old) => old.stopper.abort())
      const swept = sweepRange(range, {
        asker,
        timers,
        pace,
        addressPace,
        parallel: limits.sweepParallel,
        connectTimeoutMs: limits.connectTimeoutMs,
        signal: stopper.signal,
        onProgress(next) {
          sweep.state = { id, ...next }
          tellSoon()
        },
        onFound: (identity, endpoint) => roster.see({ identity, endpoint, foundBy: 'sweep' }),
      })
      return { id, done: swept.then(() => undefined) }
    },
    stopSweep(id) {
      sweeps.find(({ state }) => state.id === id)?.stopper.abort()
    },
    async addByHand(endpoint) {
      const reply = await asker.ask(endpoint)
      if ('error' in reply) return fail({ address: endpoint.address, ...reply.error })
      const sighting: Sighting = { identity: reply.identity, endpoint, foundBy: 'hand' }
      roster.see(sighting)
      return sighting
    },
    async lookFor(key, { candidates = [], signal }) {
      const found = new AbortController()
      let where: Endpoint | undefined
      const onSeen = ({ identity, endpoint, claimed }: Sighting) => {
        if (claimed || deviceKey(identity) !== key) return
        where ??= endpoint
        found.abort()
      }
      awaited.add(onSeen)
      ears.askAgain()
      try {
        const either = AbortSignal.any([signal, found.signal])
        while (where === undefined && !signal.aborted) {
          for (const endpoint of placesFor(key, candidates)) {
            void asker.ask(endpoint).then((reply) => {
              if ('identity' in reply && awaited.has(onSeen)) roster.see({ identity: reply.identity, endpoint, foundBy: foundByOf(key) })
            })
          }
          await pause(timers, lookForEveryMs, either)
        }
        return where ?? fail({ kind: 'cancelled', deviceId: key })
      } finally {
        awaited.delete(onSeen)
      }
    },
    saw: roster.see,
    state,
    async close() {
      stop()
      watch.stop()
      willTell?.()
      announced.close()
      asker.cancelAll()
      await ears.end()
    },
  }

  function placesFor(key: DeviceKey, candidates: readonly Endpoint[]): readonly Endpoint[] {
    const known = roster.get(key)
    const all = [...candidates, ...announced.claimedAt(key), ...(known ? [known.endpoint] : [])]
    return all.filter((place, index) => all.findIndex((other) => isSamePlace(other, place)) === index)
  }

  function foundByOf(key: DeviceKey) {
    return roster.get(key)?.foundBy.at(-1) ?? 'hand'
  }
}
