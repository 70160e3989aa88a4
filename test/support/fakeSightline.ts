import { fail } from '#common/errors/appError.ts'
import type { Emit, Handlers } from '#common/ipc/contract.ts'
import { requestNames } from '#common/ipc/names.ts'
import type { PageAnswer, PageRequest } from '#node/page/exchange.ts'
import type { CreateSightline, SightlineOptions } from '#node/sightlinePort.ts'

export interface FakeSightline {
  readonly create: CreateSightline
  /** Every call of a handler, in order. */
  readonly calls: readonly { readonly name: string; readonly args: readonly unknown[] }[]
  readonly emit: Emit
  readonly options: () => SightlineOptions
  readonly life: readonly ('started' | 'stopped')[]
  /** Requests for `/live/endless` that arrived. */
  readonly waiting: readonly string[]
  /** Those whose page went away. */
  readonly abandoned: readonly string[]
}

/**
 * An application that repeats what it was asked, for trying hosts and carriers. `jobs.cancel` throws an `AppFailure`, `live.close` throws
 * something nobody foresaw; `/live/echo` answers its query, `/live/endless` never does.
 */
export function fakeSightline(): FakeSightline {
  const calls: { readonly name: string; readonly args: readonly unknown[] }[] = []
  const life: ('started' | 'stopped')[] = []
  const waiting: string[] = []
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

  function stream({ path, signal }: PageRequest): Promise<PageAnswer> {
    const [pathname = '', search = ''] = path.split(/(?=\?)/)
    if (pathname === '/live/echo') return Promise.resolve({ status: 200, headers: { 'Content-Type': 'text/plain' }, body: search })
    if (pathname !== '/live/endless') return Promise.resolve({ status: 404, headers: {}, body: '' })
    waiting.push(pathname)
    signal.addEventListener('abort', () => abandoned.push(pathname))
    return new Promise(() => undefined)
  }

  return {
    calls,
    life,
    waiting,
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
