import type { Adapter, SearchState } from '#common/discovery/search.ts'
import type { Hint, HintEvent } from './hint.ts'
import type { Timers } from './timers.ts'

/** Listens in one way on one adapter and keeps asking. */
export interface Listener {
  /** Asks everybody again, now and after 1, 3 and 9 s. */
  askAgain(): void
  close(): Promise<void>
}

export interface ListenerOptions {
  readonly adapter: Adapter
  readonly timers: Timers
  readonly onEvent: (event: HintEvent) => void
  /** Something is wrong with the adapter. `isDead`: this listener hears nothing any more. */
  readonly onFault: (why: string, isDead: boolean) => void
}

export interface EarsOptions {
  readonly listAdapters: () => readonly Adapter[]
  readonly timers: Timers
  /** The ways to listen. */
  readonly ways: Readonly<Record<Hint['foundBy'], (options: ListenerOptions) => Listener>>
  readonly onEvent: (source: string, event: HintEvent) => void
  /** What was heard there is void: the adapter is not there any more. */
  readonly onDropped: (source: string) => void
  readonly onChanged: () => void
}

/** A listener of each way on each adapter in use; follows cables that are plugged and pulled, and addresses that change. */
export interface Ears {
  open(): void
  askAgain(): void
  isListening(way: Hint['foundBy']): boolean
  /** As they are now, listening or not. */
  adapters(): readonly Adapter[]
  faults(): SearchState['faults']
  /** Listens no more, and goes on following the adapters. */
  close(): Promise<void>
  end(): Promise<void>
}

/** ms: a person who plugs a cable looks at the screen. */
const adaptersEveryMs = 2000
/** ms until a listener that failed is tried again: another program may have let go of the port. */
const retryMs = 10_000

const allWays = ['bonjour', 'onvif'] as const satisfies readonly Hint['foundBy'][]

interface Heard {
  readonly way: Hint['foundBy']
  readonly address: string
  readonly listener: Listener
}

interface Fault {
  readonly adapter: string
  readonly address: string
  readonly why: string
}

export function createEars({ listAdapters, timers, ways, onEvent, onDropped, onChanged }: EarsOptions): Ears {
  const listeners = new Map<string, Heard>()
  const faults = new Map<string, Fault>()
  const notBefore = new Map<string, number>()
  let adapters = listAdapters()
  let isOpen = false
  let callOff = timers.later(adaptersEveryMs, follow)

  function listen(adapter: Adapter, way: Hint['foundBy']): void {
    const { address, name } = adapter
    const source = `${way} ${address}`
    if (listeners.has(source) || (notBefore.get(source) ?? 0) > timers.now()) return
    faults.delete(source)
    const listener: Listener = ways[way]({
      adapter,
      timers,
      onEvent: (event) => onEvent(source, event),
      onFault(why, isDead) {
        if (faults.get(source)?.why !== why) {
          faults.set(source, { adapter: name, address, why })
          onChanged()
        }
        if (!isDead || listeners.get(source)?.listener !== listener) return
        notBefore.set(source, timers.now() + retryMs)
        listeners.delete(source)
        void listener.close()
      },
    })
    listeners.set(source, { way, address, listener })
  }

  function follow(): void {
    callOff()
    callOff = timers.later(adaptersEveryMs, follow)
    const next = listAdapters()
    const hasChanged = JSON.stringify(next) !== JSON.stringify(adapters)
    adapters = next
    if (isOpen) tend(adapters.filter(({ used }) => used))
    if (hasChanged) onChanged()
  }

  function tend(used: readonly Adapter[]): void {
    const isThere = (address: string) => used.some((adapter) => adapter.address === address)
    for (const [source, fault] of faults) if (!isThere(fault.address)) faults.delete(source)
    for (const [source, { address, listener }] of listeners) {
      if (isThere(address)) continue
      listeners.delete(source)
      void listener.close()
      onDropped(source)
    }
    for (const adapter of used) for (const way of allWays) listen(adapter, way)
  }

  async function close(): Promise<void> {
    isOpen = false
    const all = [...listeners]
    listeners.clear()
    faults.clear()
    notBefore.clear()
    for (const [source] of all) onDropped(source)
    await Promise.all(all.map(([, { listener }]) => listener.close()))
  }

  return {
    open() {
      if (isOpen) return
      isOpen = true
      follow()
    },
    askAgain() {
      for (const { listener } of listeners.values()) listener.askAgain()
    },
    isListening: (way) => [...listeners.values()].some((one) => one.way === way),
    adapters: () => adapters,
    /** One for an adapter: where it is away, every way fails. */
    faults() {
      const told = [...faults.values()].map(({ adapter, why }) => ({ adapter, why }))
      return told.filter(({ adapter }, index) => told.findIndex((other) => other.adapter === adapter) === index)
    },
    close,
    async end() {
      callOff()
      await close()
    },
  }
}
