import { setMaxListeners } from 'node:events'
import PQueue from 'p-queue'
import type { Client } from 'undici'
import { type DeviceIdentity, deviceKey, type Endpoint, isSecure, shownEndpoint } from '#common/device/device.ts'
import type { Series } from '#common/device/series.ts'
import { type AppError, AppFailure, fail, toAppError } from '#common/errors/appError.ts'
import type { RtspAddress } from '#common/rtsp/url.ts'
import type { Part } from '../live/multipart.ts'
import { openRtsp } from '../rtsp/stream.ts'
import { openFeedRoad, openRoad, trustNobody } from './connector.ts'
import { createDeadline, type Deadline } from './deadline.ts'
import { type Answer, exchange, type Outgoing } from './exchange.ts'
import { type FeedAnswer, openFeed } from './feed.ts'
import { identityIn, identityRequest } from './identify.ts'
import { stayHere } from './redirect.ts'
import type { Reading } from './replies.ts'
import { createSession, type SchemeMemory, type Session, type Unsigned } from './session.ts'
import { type ClientOptions, defaultLimits, type RequestOptions } from './types.ts'

/** One request on its way: what may be said of it, and when it has to stop. */
export interface Job extends Reading {
  readonly deadline: Deadline
  /** The request itself, not one that goes before it, was handed to an open connection. */
  wasSent: boolean
}

export interface AskOptions {
  /** Anybody gets an answer: no account is shown. */
  readonly isOpen?: boolean
  readonly maxBytes?: number
}

export interface FeedOptions extends RequestOptions {
  /** Silence is nothing to wonder about: there is nothing to tell. */
  readonly isQuiet?: boolean
}

/** Carries requests to one device and answers back: queue, connections, account, address. Knows no setting. */
export interface Courier {
  readonly session: Session
  /** The product line the device belongs to, once it is known. */
  readonly series: Series | undefined
  /** Queues a piece of work; its time starts with its turn. Whatever it throws gets the place of the request. */
  run<T>(request: string, options: RequestOptions, work: (job: Job) => Promise<T>): Promise<T>
  ask(job: Job, request: () => Unsigned, options?: AskOptions): Promise<Answer>
  askIdentity(job: Job): Promise<DeviceIdentity>
  /** Does it again when the way, not the device, failed. For reads only. */
  askAgain<T>(job: Job, work: () => Promise<T>): Promise<T>
  /** Opens a feed beside the queue and lets `read` have its answer. */
  open<T>(request: string, options: FeedOptions, unsigned: () => Unsigned, read: (answer: FeedAnswer, job: Job) => T): Promise<T>
  /** Opens video over RTSP at the device's own address, beside the queue. */
  watch(options: RequestOptions, rtsp: RtspAddress): Promise<AsyncIterable<Part>>
  moveTo(endpoint: Endpoint): void
  /** What is under way ends with `why`, `cancelled` where it is left out. */
  close(why?: AppError): Promise<void>
}

/** ms; the device has just answered over HTTP, and the gateway gives a stream up after 3 s without a word why. Ours. */
const longestRtspConnectMs = 2000

export function createCourier(
  endpoint: Endpoint,
  { key, series, budget, isShared = () => false, judge = trustNobody, limits: given, now = Date.now, log }: ClientOptions,
): Courier {
  const limits = { ...defaultLimits, ...given, judge }
  const queue = new PQueue({ concurrency: limits.connections })
  const lifetime = new AbortController()
  setMaxListeners(0, lifetime.signal) // one for each request that waits
  const session = createSession(key ?? shownEndpoint(endpoint), budget)
  let at = endpoint
  let road = openRoad(at, limits)
  let expected = key
  let identity: DeviceIdentity | undefined
  /** Whoever answers at the address is the device expected; nothing secret goes out before. */
  let isKnown = key === undefined

  function jobOf(request: string, { signal, timeoutMs = limits.timeoutMs }: RequestOptions): Job {
    const place = { address: shownEndpoint(at), request }
    return { deadline: createDeadline(timeoutMs, [signal, lifetime.signal]), place, secrets: session.secrets(), wasSent: false }
  }

  async function run<T>(request: string, options: RequestOptions, work: (job: Job) => Promise<T>): Promise<T> {
    const job = jobOf(request, options)
    try {
      const turn = queue.add(
        () => {
          job.deadline.check()
          job.deadline.start()
          return work(job)
        },
        { priority: options.isUrgent ? 1 : 0 },
      )
      return await job.deadline.race(turn)
    } catch (thrown) {
      throw placed(thrown, job)
    } finally {
      job.deadline.done()
    }
  }

  async function logged<A extends Pick<Answer, 'status'>>({ place }: Job, work: () => Promise<A>): Promise<A> {
    const begun = now()
    const note = (how: { readonly status: number } | { readonly error: AppError['kind'] }) =>
      log?.({ request: place.request ?? '', address: place.address ?? '', tookMs: now() - begun, ...how })
    try {
      const answer = await work()
      note({ status: answer.status })
      return answer
    } catch (thrown) {
      note({ error: toAppError(thrown).kind })
      throw thrown
    }
  }

  /** A way of sending that ends with the road it was made on: what was meant for one address never goes to the next. */
  function sender(job: Job, maxBytes: number, onSent: () => void = () => undefined): (outgoing: Outgoing) => Promise<Answer> {
    const mine = road
    const there = at
    return async (outgoing) => {
      job.wasSent = false
      const answer = await logged(job, () =>
        mine.use((connection) => exchange(connection, outgoing, { maxBytes, signal: job.deadline.signal, now, onSent })),
      )
      return stayHere(there, answer)
    }
  }

  async function askIdentity(job: Job): Promise<DeviceIdentity> {
    const asked = road
    const answer = await session.askBare(identityRequest, sender(job, limits.maxBytes))
    const found = identityIn(answer, job)
    if (asked !== road) fail({ kind: 'unreachable', why: 'reset' })
    isKnown = expected === undefined || expected === deviceKey(found)
    if (isKnown) identity = found
    return found
  }

  /** A device that took over the address is never told the password. */
  async function makeKnown(job: Job): Promise<void> {
    if ((isKnown && !isShared()) || session.user === undefined) return
    const found = deviceKey(await askIdentity(job))
    if (expected !== undefined && found !== expected) fail({ kind: 'impostor', expected, found })
  }

  async function openOn(feedRoad: Client, job: Job, request: () => Unsigned): Promise<FeedAnswer> {
    const there = at
    await queue.add(() => makeKnown(job))
    return session.ask(request(), async (outgoing) =>
      stayHere(there, await logged(job, () => openFeed(feedRoad, outgoing, { ...job, now }))),
    )
  }

  return {
    session,
    get series() {
      return series ?? identity?.series
    },
    run,
    askIdentity,
    async ask(job, request, { isOpen = false, maxBytes = limits.maxBytes } = {}) {
      const toDevice = sender(job, maxBytes, () => (job.wasSent = true))
      if (isOpen) return session.askBare(request(), toDevice)
      await makeKnown(job)
      return session.ask(request(), toDevice)
    },
    async askAgain(job, work) {
      for (const delayMs of limits.retryDelaysMs) {
        try {
          return await work()
        } catch (thrown) {
          if (!isPassing(toAppError(thrown))) throw thrown
        }
        await job.deadline.pause(delayMs)
      }
      return work()
    },
    async open(request, options, unsigned, read) {
      const job = jobOf(request, options)
      const feedRoad = openFeedRoad(at, options.isQuiet ? { ...limits, idleMs: 0 } : limits)
      try {
        job.deadline.start()
        const result = read(await job.deadline.race(openOn(feedRoad, job, unsigned)), job)
        job.deadline.stopClock()
        return result
      } catch (thrown) {
        job.deadline.done()
        void feedRoad.destroy()
        throw placed(thrown, job)
      }
    },
    async watch(options, rtsp) {
      const job = jobOf('RTSP', options)
      const { address } = at
      const memory: SchemeMemory = {} // nonces may belong to the connection
      const beside = session.beside()
      const open = async () => {
        // It knows no certificate: whoever listens there could be anybody, and would be shown an account.
        if (isSecure(at)) fail({ kind: 'tls', why: 'rtsp', reason: 'RTSP' })
        await queue.add(() => makeKnown(job))
        return openRtsp({
          connectTimeoutMs: Math.min(limits.connectTimeoutMs, longestRtspConnectMs),
          idleMs: limits.idleMs,
          address,
          rtsp,
          signal: job.deadline.signal,
          place: job.place,
          onEnd: () => job.deadline.done(),
          ask: ({ method, url }, send) =>
            beside.ask({ program: url, query: [], method }, ({ headers }) => logged(job, () => send(headers)), memory),
        })
      }
      try {
        job.deadline.start()
        const parts = await job.deadline.race(open())
        job.deadline.stopClock()
        return parts
      } catch (thrown) {
        job.deadline.done()
        throw placed(thrown, job)
      }
    },
    moveTo(next) {
      expected ??= identity && deviceKey(identity)
      isKnown = false
      at = next
      session.restart()
      void road.destroy()
      road = openRoad(at, limits)
    },
    async close(why) {
      lifetime.abort(why && new AppFailure(why))
      session.forget()
      await road.destroy()
    },
  }
}

function placed(thrown: unknown, { place }: Job): AppFailure {
  return new AppFailure({ ...place, ...toAppError(thrown) })
}

/** Failures of the way that a second try may not meet. A deadline that has passed is no such thing. */
function isPassing(error: AppError): boolean {
  switch (error.kind) {
    case 'unreachable':
      return error.why === 'reset' || error.why === 'refused'
    case 'malformed':
      return error.problem === 'answer cut short'
    case 'http':
      return error.status >= 500
    default:
      return false
  }
}
