import PQueue from 'p-queue'
import { type DeviceIdentity, type DeviceKey, deviceKey, type Endpoint, type FoundBy } from '#common/device/device.ts'
import type { Adapter, SearchState, SweepRange } from '#common/discovery/search.ts'
import { type Browser, openBrowser } from './browser.ts'
import { createPresence } from './presence.ts'
import { sweep } from './sweep.ts'

/** A device that answered who it is. */
export interface Sighting {
  readonly identity: DeviceIdentity
  readonly endpoint: Endpoint
  readonly foundBy: FoundBy
}

export interface DiscoveryOptions {
  /** Asks deviceInfo without signing in. */
  readonly identify: (endpoint: Endpoint, signal: AbortSignal) => Promise<DeviceIdentity>
  readonly listAdapters: () => readonly Adapter[]
  /** Devices to look after: who answers no more is gone. */
  readonly known: () => readonly { readonly key: DeviceKey; readonly endpoint: Endpoint }[]
  readonly onSighting: (sighting: Sighting) => void
  readonly onPresence: (key: DeviceKey, presence: { readonly gone: boolean; readonly sameAddress: boolean }) => void
  readonly onChanged: (state: SearchState) => void
  readonly now: () => number
}

/** Finds devices and keeps looking after them. Never signs in. */
export interface Discovery {
  /** Listens and asks on every used adapter; goes on until `stop` or `close`. */
  start(): void
  /** Ends sweeps and questions; what was found stays, and is looked after. */
  stop(): void
  sweep(range: SweepRange): Promise<void>
  /** Asks one address; throws what the device or the way to it answered. */
  addByHand(endpoint: Endpoint): Promise<Sighting>
  state(): SearchState
  close(): void
}

/** When the question is asked again after a start, s; afterwards every 15 s. */
const askAt = [0, 1, 3, 9] as const
const askEveryMs = 15_000
const searchMs = 12_000
const tickMs = 1000
const identifyMs = 3000
const sameEndpointMs = 10_000

export function createDiscovery({ identify, listAdapters, known, onSighting, onPresence, onChanged, now }: DiscoveryOptions): Discovery {
  const browsers = new Map<string, Browser>()
  const faults = new Map<string, string>()
  const asking = new PQueue({ concurrency: 16 })
  const askedAt = new Map<string, number>()
  const heard = new Map<string, Endpoint>()
  const presence = createPresence({ now, onPresence })
  let adapters = listAdapters()
  let sweeps: (SearchState['sweeps'][number] & { readonly id: number })[] = []
  let sweepAbort = new AbortController()
  let startedAt: number | undefined
  let runsUntil = 0
  let lastAsk = 0
  let nextSweep = 0
  let told = ''
  const life = new AbortController()
  const ticking = setInterval(tick, tickMs)
  ticking.unref()

  function state(): SearchState {
    const sweeping = sweeps.some((one) => one.asked < one.total)
    return {
      running: startedAt !== undefined && (now() < runsUntil || sweeping),
      ...(startedAt === undefined ? {} : { startedAt }),
      bonjour: { answers: heard.size, listening: browsers.size > 0 },
      sweeps: sweeps.map(({ id: _id, ...one }) => one),
      adapters: [...adapters],
      faults: [...faults].map(([adapter, why]) => ({ adapter, why })),
    }
  }

  function changed(): void {
    const next = state()
    const text = JSON.stringify(next)
    if (text === told) return
    told = text
    onChanged(next)
  }

  function tick(): void {
    if (startedAt !== undefined) {
      followAdapters()
      if (now() - lastAsk >= askEveryMs) askAll()
      takeHeard()
    }
    lookAfter()
    changed()
  }

  /** Adapters come and go: a cable plugged in during a search is searched. */
  function followAdapters(): void {
    adapters = listAdapters()
    const used = adapters.filter((adapter) => adapter.used)
    for (const [address, browser] of browsers) {
      if (used.some((adapter) => adapter.address === address)) continue
      browser.close()
      browsers.delete(address)
    }
    for (const adapter of used) {
      if (browsers.has(adapter.address)) continue
      browsers.set(
        adapter.address,
        openBrowser(adapter, {
          now,
          onHeard: takeHeard,
          onFault: (why) => {
            faults.set(adapter.name, why)
            changed()
          },
        }),
      )
    }
  }

  function askAll(): void {
    lastAsk = now()
    for (const browser of browsers.values()) browser.ask()
  }

  function takeHeard(): void {
    for (const browser of browsers.values()) {
      for (const { fullName, port, addresses } of browser.announced()) {
        const address = addresses[0]
        if (address === undefined) continue
        const endpoint = { address, port }
        const before = heard.get(fullName)
        const isNew = before === undefined || before.address !== address || before.port !== port
        heard.set(fullName, endpoint)
        if (isNew || now() - (askedAt.get(nameOf(endpoint)) ?? 0) > askEveryMs * 2) ask(endpoint, 'bonjour', isNew)
      }
      for (const name of browser.left()) {
        const endpoint = heard.get(name)
        heard.delete(name)
        if (endpoint) ask(endpoint, 'bonjour', true)
      }
    }
  }

  function lookAfter(): void {
    for (const { key, endpoint } of presence.due(known())) {
      void asking.add(() => look(endpoint, 'remembered', key))
    }
  }

  function ask(endpoint: Endpoint, foundBy: FoundBy, now_: boolean): void {
    if (!now_ && now() - (askedAt.get(nameOf(endpoint)) ?? 0) < sameEndpointMs) return
    askedAt.set(nameOf(endpoint), now())
    void asking.add(() => look(endpoint, foundBy))
  }

  async function look(endpoint: Endpoint, foundBy: FoundBy, expected?: DeviceKey): Promise<void> {
    if (life.signal.aborted) return
    try {
      const identity = await identify(endpoint, AbortSignal.any([life.signal, AbortSignal.timeout(identifyMs)]))
      if (life.signal.aborted) return
      presence.answered(deviceKey(identity), endpoint, expected)
      onSighting({ identity, endpoint, foundBy })
    } catch {
      for (const { key, endpoint: at } of known())
        if (key === expected || (expected === undefined && nameOf(at) === nameOf(endpoint))) presence.silent(key)
    }
    changed()
  }

  return {
    start() {
      startedAt = now()
      runsUntil = now() + searchMs
      followAdapters()
      for (const seconds of askAt) setTimeout(askAll, seconds * 1000).unref()
      for (const { key, endpoint } of known()) void asking.add(() => look(endpoint, 'remembered', key))
      changed()
    },
    stop() {
      runsUntil = 0
      sweepAbort.abort()
      sweepAbort = new AbortController()
      sweeps = sweeps.map((one) => ({ ...one, total: one.asked }))
      changed()
    },
    async sweep(range) {
      const id = (nextSweep += 1)
      const begun = now()
      startedAt ??= begun
      sweeps = [...sweeps.slice(-4), { id, range, asked: 0, total: 1, perSecond: 0, found: 0 }]
      try {
        await sweep(range, {
          identify,
          signal: sweepAbort.signal,
          onFound: (identity, endpoint) => {
            presence.answered(deviceKey(identity), endpoint)
            onSighting({ identity, endpoint, foundBy: 'sweep' })
          },
          onProgress(asked, total, found) {
            const perSecond = Math.round(asked / Math.max(0.2, (now() - begun) / 1000))
            sweeps = sweeps.map((one) => (one.id === id ? { ...one, asked, total, perSecond, found } : one))
          },
        })
      } catch (thrown) {
        sweeps = sweeps.filter((one) => one.id !== id)
        throw thrown
      } finally {
        changed()
      }
    },
    async addByHand(endpoint) {
      const identity = await identify(endpoint, AbortSignal.any([life.signal, AbortSignal.timeout(identifyMs * 2)]))
      presence.answered(deviceKey(identity), endpoint)
      const sighting: Sighting = { identity, endpoint, foundBy: 'hand' }
      onSighting(sighting)
      return sighting
    },
    state,
    close() {
      life.abort()
      sweepAbort.abort()
      clearInterval(ticking)
      asking.clear()
      for (const browser of browsers.values()) browser.close()
      browsers.clear()
    },
  }
}

function nameOf({ address, port }: Endpoint): string {
  return `${address}:${port}`
}
