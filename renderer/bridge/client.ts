import type { Carrier } from '#common/ipc/carrier.ts'
import type { Args, Events, Result } from '#common/ipc/contract.ts'
import { type EventName, type RequestName, requestNames } from '#common/ipc/names.ts'
import { fail } from '#common/errors/appError.ts'
import type { Get } from './line.ts'
import { plain } from './plain.ts'

/** Whether the host can be reached. While it is `lost`, questions wait; what it told meanwhile is missed. */
export type BridgeState = 'connected' | 'lost'

/** A carrier that knows about its connection. The preload's cannot break, and says nothing. */
export interface ConnectedCarrier extends Carrier {
  state?(): BridgeState
  onState?(listener: (state: BridgeState) => void): () => void
  /** How it fetches what the host streams, where that is not plain HTTP. */
  readonly get?: Get
}

type GroupOf<N> = N extends `${infer Group}.${string}` ? Group : never

/** The requests as methods: `devices.list` is `bridge.devices.list()`. */
export type Methods = {
  readonly [G in GroupOf<RequestName>]: {
    readonly [N in Extract<RequestName, `${G}.${string}`> as N extends `${G}.${infer Method}` ? Method : never]: (
      ...args: Args<N>
    ) => Promise<Result<N>>
  }
}

export interface Bridge extends Methods {
  /** Asks the host; throws `AppFailure` with what went wrong. */
  request<N extends RequestName>(name: N, ...args: Args<N>): Promise<Result<N>>
  /** Listens to one event; call what comes back to stop. */
  on<N extends EventName>(name: N, listener: (payload: Events[N]) => void): () => void
  /** The full address of something the host streams: `bridge.url('/live/…')`. */
  url(path: string): string
  /** Fetches the same where `url` would not do: in a browser, which opens six connections to a host and no more. */
  line(): Get | undefined
  state(): BridgeState
  /** Tells each change of `state`. After `connected`, ask again for everything shown. */
  onState(listener: (state: BridgeState) => void): () => void
}

/** The bridge over a carrier. `carry` is called once, at the first use, so that importing the bridge opens nothing. */
export function createBridge(carry: () => ConnectedCarrier, page = () => document.baseURI): Bridge {
  let carrier: ConnectedCarrier | undefined
  const open = () => (carrier ??= carry())

  async function request<N extends RequestName>(name: N, ...args: Args<N>): Promise<Result<N>> {
    const outcome = await open().request(name, args.map(plain))
    return outcome.ok ? (outcome.value as Result<N>) : fail(outcome.error)
  }

  return {
    ...methodsOver((name, args) => request(name as RequestName, ...(args as Args<RequestName>))),
    request,
    on: (name, listener) => open().on(name, listener as (payload: unknown) => void),
    url: (path) => new URL(path, page()).href,
    line: () => open().get,
    state: () => open().state?.() ?? 'connected',
    onState: (listener) => open().onState?.(listener) ?? (() => undefined),
  }
}

function methodsOver(ask: (name: string, args: readonly unknown[]) => Promise<unknown>): Methods {
  const groups: Record<string, Record<string, (...args: readonly unknown[]) => Promise<unknown>>> = {}
  for (const name of requestNames) {
    const [group = '', method = ''] = name.split('.')
    ;(groups[group] ??= {})[method] = (...args) => ask(name, args)
  }
  return groups as unknown as Methods
}
