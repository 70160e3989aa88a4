import PQueue from 'p-queue'
import type { DeviceIdentity, Endpoint } from '#common/device/device.ts'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import { createStopper, type Timers } from './timers.ts'

export type Identify = (endpoint: Endpoint, signal: AbortSignal) => Promise<DeviceIdentity>

/** Who answered at an address, or why nobody of ours did. */
export type Reply = { readonly identity: DeviceIdentity } | { readonly error: AppError }

export interface AskerOptions {
  readonly identify: Identify
  readonly timers: Timers
  /** Questions under way at a time. */
  readonly parallel: number
  /** ms for one, however `identify` takes its signal. */
  readonly timeoutMs: number
}

/** Asks addresses who they are, a bounded number at a time and each address once at a time. No sign-in, no attempt used. */
export interface Asker {
  ask(endpoint: Endpoint): Promise<Reply>
  /** What is under way ends as cancelled. */
  cancelAll(): void
}

export function createAsker({ identify, timers, parallel, timeoutMs }: AskerOptions): Asker {
  const queue = new PQueue({ concurrency: parallel })
  const underWay = new Map<string, Promise<Reply>>()
  let all = createStopper()

  async function askNow(endpoint: Endpoint, everything: AbortSignal): Promise<Reply> {
    if (everything.aborted) return { error: { kind: 'cancelled' } }
    const one = new AbortController()
    const ended = new Promise<Reply>((resolve) => {
      one.signal.addEventListener('abort', () => {
        const place = { address: endpoint.address }
        resolve({ error: everything.aborted ? { kind: 'cancelled' } : { kind: 'unreachable', why: 'timeout', ...place } })
      })
    })
    const stop = () => one.abort()
    const callOff = timers.later(timeoutMs, stop)
    everything.addEventListener('abort', stop, { once: true })
    try {
      const answered = identify(endpoint, one.signal).then(
        (identity) => ({ identity }),
        (thrown: unknown) => (one.signal.aborted ? ended : { error: toAppError(thrown) }),
      )
      return await Promise.race([answered, ended])
    } finally {
      callOff()
      everything.removeEventListener('abort', stop)
    }
  }

  return {
    ask(endpoint) {
      const place = `${endpoint.address}:${endpoint.port}`
      const running = underWay.get(place)
      if (running) return running
      const { signal } = all
      const asked = queue.add(() => askNow(endpoint, signal)).finally(() => underWay.delete(place))
      underWay.set(place, asked)
      return asked
    },
    cancelAll() {
      all.abort()
      all = createStopper()
    },
  }
}

/** Somebody answers there, but no device of ours: a printer, a web page, something that is not HTTP. */
export function isSomethingElse(reply: Reply): boolean {
  return 'error' in reply && reply.error.kind !== 'unreachable' && reply.error.kind !== 'cancelled'
}
