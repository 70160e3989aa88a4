import type { Adapter, SearchState } from '#common/discovery/search.ts'
import { createListener, type Listener } from './listener.ts'
import type { ServiceEvent } from './serviceCache.ts'
import type { Timers } from './timers.ts'

export interface EarsOptions {
  readonly listAdapters: () => readonly Adapter[]
  readonly types: readonly string[]
  readonly timers: Timers
  readonly port?: number
  readonly silentAfterMs: number
  readonly onEvent: (source: string, event: ServiceEvent) => void
  /** What was heard on an adapter is void: it is not there any more. */
  readonly onDropped: (source: string) => void
  readonly onChanged: () => void
}

/** One listener on each adapter in use; follows cables that are plugged and pulled. */
export interface Ears {
  open(): void
  askAgain(): void
  isListening(): boolean
  adapters(): readonly Adapter[]
  faults(): SearchState['faults']
  close(): Promise<void>
}

const adaptersEveryMs = 5000
/** ms until a listener that failed is tried again: another program may have let go of the port. */
const retryMs = 10_000

export function createEars(options: EarsOptions): Ears {
  const { listAdapters, types, timers, port, silentAfterMs, onEvent, onDropped, onChanged } = options
  const listeners = new Map<string, Listener>()
  const faults = new Map<string, { readonly adapter: string; readonly why: string }>()
  const notBefore = new Map<string, number>()
  let adapters = listAdapters()
  let callOff: (() => void) | undefined

  function listen(adapter: Adapter): void {
    const { address, name } = adapter
    const listener = createListener({
      adapter,
      types,
      timers,
      silentAfterMs,
      ...(port === undefined ? {} : { port }),
      onEvent: (event) => onEvent(address, event),
      onFault(why, isDead) {
        if (faults.get(address)?.why !== why) {
          faults.set(address, { adapter: name, why })
          onChanged()
        }
        if (!isDead || listeners.get(address) !== listener) return
        notBefore.set(address, timers.now() + retryMs)
        listeners.delete(address)
        void listener.close()
      },
    })
    listeners.set(address, listener)
  }

  function follow(): void {
    const next = listAdapters()
    const hasChanged = JSON.stringify(next) !== JSON.stringify(adapters)
    adapters = next
    const used = adapters.filter(({ used }) => used)
    for (const [address, listener] of listeners) {
      if (used.some((adapter) => adapter.address === address)) continue
      listeners.delete(address)
      faults.delete(address)
      void listener.close()
      onDropped(address)
    }
    for (const adapter of used)
      if (!listeners.has(adapter.address) && (notBefore.get(adapter.address) ?? 0) <= timers.now()) {
        faults.delete(adapter.address)
        listen(adapter)
      }
    if (hasChanged) onChanged()
    callOff = timers.later(adaptersEveryMs, follow)
  }

  return {
    open() {
      if (callOff === undefined) follow()
    },
    askAgain() {
      for (const listener of listeners.values()) listener.askAgain()
    },
    isListening: () => listeners.size > 0,
    adapters: () => adapters,
    faults: () => [...faults.values()],
    async close() {
      callOff?.()
      callOff = undefined
      const all = [...listeners]
      listeners.clear()
      faults.clear()
      notBefore.clear()
      for (const [address] of all) onDropped(address)
      await Promise.all(all.map(([, listener]) => listener.close()))
    },
  }
}
