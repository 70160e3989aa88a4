import { fail } from '#common/errors/appError.ts'
import type { Emit, Handlers } from '#common/ipc/contract.ts'
import { requestNames } from '#common/ipc/names.ts'
import type { CreateSightline, SightlineOptions } from '#node/sightlinePort.ts'

export interface FakeSightline {
  readonly create: CreateSightline
  /** Every call of a handler, in order. */
  readonly calls: readonly { readonly name: string; readonly args: readonly unknown[] }[]
  readonly emit: Emit
  readonly options: () => SightlineOptions
  readonly life: readonly ('started' | 'stopped')[]
  /** Streams whose reader went away. */
  readonly abandoned: readonly string[]
}

/**
 * An application that repeats what it was asked, for trying hosts and carriers. `jobs.cancel` throws an `AppFailure`, `live.close` throws
 * something nobody foresaw; `/live/echo` answers its query, `/live/endless` sends one chunk and waits.
 */
export function fakeSightline(): FakeSightline {
  const calls: { readonly name: string; readonly args: readonly unknown[] }[] = []
  const life: ('started' | 'stopped')[] = []
  const abandoned: string[] = []
  let options: SightlineOptions | undefined

  const handlers = Object.fromEntries(
    requestNames.map((name) => [
      name,
      async (...args: readonly unknown[]) => {
        calls.push({ name, args })
        if (name === 'jobs.cancel') fail({ kind: 'locked', waitMs: 1800_000, address: '127.0.0.5' })
        if (name === 'live.close') throw new TypeError('x is not a function')
        return { asked: name, args }
      },
    ]),
  ) as unknown as Handlers

  function stream(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url)
    if (pathname === '/live/echo') return Promise.resolve(new Response(search, { headers: { 'Content-Type': 'text/plain' } }))
    if (pathname !== '/live/endless') return Promise.resolve(new Response(null, { status: 404 }))
    request.signal.addEventListener('abort', () => abandoned.push(pathname))
    const body = new ReadableStream<Uint8Array>({ start: (sink) => sink.enqueue(new TextEncoder().encode('first ')) })
    return Promise.resolve(new Response(body, { headers: { 'Content-Type': 'video/mp4' } }))
  }

  return {
    calls,
    life,
    abandoned,
    emit: (name, payload) => options?.emit(name, payload),
    options: () => options ?? failBeforeCreate(),
    create(given) {
      options = given
      return {
        handlers,
        stream,
        start: async () => void life.push('started'),
        stop: async () => void life.push('stopped'),
      }
    },
  }
}

function failBeforeCreate(): never {
  throw new Error('no host has made the application yet')
}
