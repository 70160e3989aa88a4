import { createBirpc } from 'birpc'
import type { HostSide, PageSide } from '#common/ipc/carrier.ts'
import type { Outcome } from '#common/ipc/contract.ts'
import type { BridgeState, ConnectedCarrier } from './client.ts'
import { createHub } from './hub.ts'

/** What is used of a WebSocket; the browser's own, or that of `ws` in a test. */
export interface SocketLike {
  send(text: string): void
  close(): void
  addEventListener(type: 'open' | 'close', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
}

export interface SocketCarrierOptions {
  readonly connect: () => SocketLike
  /** Waits between attempts to come back, in ms; the last one repeats. */
  readonly waitsMs?: readonly number[]
  readonly later?: (callback: () => void, ms: number) => void
}

export interface SocketCarrier extends ConnectedCarrier {
  state(): BridgeState
  onState(listener: (state: BridgeState) => void): () => void
  /** Closes the connection and does not come back. */
  close(): void
}

/** The answer to a question whose connection broke: whether it was carried out is not known, so that it is not asked again. */
const interrupted: Outcome<never> = { ok: false, error: { kind: 'cancelled' } }

/** Carries the contract over one WebSocket at a time, and opens the next when it breaks. */
export function createSocketCarrier({
  connect,
  waitsMs = [0, 250, 1000, 2000],
  later = (callback, ms) => void setTimeout(callback, ms),
}: SocketCarrierOptions): SocketCarrier {
  const events = createHub<unknown>()
  const states = createHub<BridgeState>()
  let host: ReturnType<typeof talkTo> | undefined
  const waiting: (() => void)[] = []
  let failures = 0
  let state: BridgeState = 'connected'
  let closed = false
  let current: SocketLike

  function become(next: BridgeState) {
    if (state === next) return
    state = next
    states.tell('state', next)
  }

  function open() {
    const socket = (current = connect())
    socket.addEventListener('open', () => {
      host = talkTo(socket, { tell: events.tell })
      failures = 0
      become('connected')
      waiting.splice(0).forEach((go) => go())
    })
    socket.addEventListener('close', () => {
      host?.$close()
      host = undefined
      if (closed) return
      become('lost')
      later(open, waitsMs[Math.min(failures++, waitsMs.length - 1)] ?? 0)
    })
  }

  async function connected(): Promise<NonNullable<typeof host>> {
    while (host === undefined) await new Promise<void>((go) => waiting.push(go))
    return host
  }

  open()
  return {
    async request(name, args) {
      const peer = await connected()
      return peer.ask(name, args).catch(() => interrupted)
    },
    on: events.on,
    state: () => state,
    onState: (watcher) => states.on('state', watcher),
    close() {
      closed = true
      current.close()
    },
  }
}

/** No time limit: how long a question may take is decided by whoever answers it. */
function talkTo(socket: SocketLike, page: PageSide) {
  return createBirpc<HostSide, PageSide>(page, {
    post: (text: string) => socket.send(text),
    on: (listener) => socket.addEventListener('message', ({ data }) => listener(data)),
    serialize: (message: unknown) => JSON.stringify(message),
    deserialize: (text: string) => JSON.parse(text) as unknown,
    bind: 'functions',
    timeout: -1,
  })
}
