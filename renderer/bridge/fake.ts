import { answer } from '#common/ipc/answer.ts'
import type { Emit, Handlers } from '#common/ipc/contract.ts'
import { requestNames } from '#common/ipc/names.ts'
import { type Bridge, type BridgeState, createBridge } from './client.ts'
import { createHub } from './hub.ts'

export interface FakeBridge {
  readonly bridge: Bridge
  /** Tells the page an event, as a host would. */
  readonly emit: Emit
  /** Breaks the connection, or mends it. */
  become(state: BridgeState): void
  /** Every question so far, in order. */
  readonly asked: readonly { readonly name: string; readonly args: readonly unknown[] }[]
}

/**
 * A bridge to handlers instead of a host, for tests and for designing screens. Arguments are checked by the contract as in a real host;
 * a question nobody gave a handler for fails with its name.
 */
export function fakeBridge(given: Partial<Handlers> = {}): FakeBridge {
  const events = createHub<unknown>()
  const states = createHub<BridgeState>()
  const asked: { readonly name: string; readonly args: readonly unknown[] }[] = []
  let state: BridgeState = 'connected'

  const nobody = Object.fromEntries(requestNames.map((name) => [name, () => Promise.reject(new Error(`no handler for ${name}`))]))
  const handlers = { ...nobody, ...given } as Handlers

  const bridge = createBridge(
    () => ({
      request(name, args) {
        asked.push({ name, args })
        return answer(handlers, name, args)
      },
      on: events.on,
      state: () => state,
      onState: (watcher) => states.on('state', watcher),
    }),
    () => 'http://127.0.0.1/',
  )

  return {
    bridge,
    asked,
    emit: events.tell,
    become(next) {
      state = next
      states.tell('state', next)
    },
  }
}
