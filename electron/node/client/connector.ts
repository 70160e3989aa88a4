import { TLSSocket } from 'node:tls'
import { buildConnector, Client } from 'undici'
import type { Certificate } from '#common/device/certificate.ts'
import { type Endpoint, isSecure } from '#common/device/device.ts'
import { type AppError, AppFailure } from '#common/errors/appError.ts'
import { certificateIn } from './certificate.ts'

/** Says why a device that shows this certificate must not be talked to; `undefined` where it may. */
export type Judge = (certificate: Certificate) => AppError | undefined

/** Where nobody is there to decide, no certificate will do. */
export const trustNobody: Judge = (shown) => ({ kind: 'certificate', shown })

/**
 * The one place where a socket to a device is opened. Who a TLS peer is belongs here: what this hands over may be sent
 * passwords, what it refuses is never written to.
 */
function connector({ timeoutMs, judge }: { readonly timeoutMs: number; readonly judge: Judge }): buildConnector.connector {
  // The names and dates of cameras are seldom right: the judge looks at the certificate itself. A resumed session would show none.
  const connect = buildConnector({ timeout: timeoutMs, rejectUnauthorized: false, maxCachedSessions: 0 })
  return (options, callback) => {
    connect(options, (...[thrown, socket]) => {
      if (thrown || !socket) return callback(thrown ?? new Error('no socket'), null)
      const refusal = options.protocol === 'https:' ? refusalOf(socket, judge) : undefined
      if (!refusal) return callback(null, socket)
      socket.destroy()
      callback(new AppFailure(refusal), null)
    })
  }
}

function refusalOf(socket: object, judge: Judge): AppError | undefined {
  const certificate = socket instanceof TLSSocket ? certificateIn(socket) : undefined
  return certificate ? judge(certificate) : { kind: 'tls', why: 'other', reason: 'no certificate' }
}

/**
 * Kept-alive connections to one device, one request on each at a time.
 *
 * Each is an undici client of its own: given up in the middle of an answer, undici's pool opens the connection anew for
 * nothing (7.30.2), and a small camera has few to give.
 */
export interface Road {
  /** Lends a connection for one exchange. One that was destroyed meanwhile is not lent again. */
  use<T>(work: (connection: Client) => Promise<T>): Promise<T>
  /** Ends every exchange; nothing goes out any more. */
  destroy(): Promise<void>
}

export interface RoadOptions {
  readonly connectTimeoutMs: number
  readonly judge: Judge
}

/**
 * Opens nothing yet. Idle connections are given up after 2 s, ours: a device that closes first would otherwise meet a set on
 * its way. Deadlines are set for each request, so a connection has none. Redirects are not followed.
 */
export function openRoad(endpoint: Endpoint, { connectTimeoutMs, judge }: RoadOptions): Road {
  const all = new Set<Client>()
  const idle: Client[] = []
  let isOpen = true

  function connect(): Client {
    const connection = new Client(originOf(endpoint), {
      pipelining: 1,
      keepAliveTimeout: 2000,
      keepAliveMaxTimeout: 10_000,
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: connector({ timeoutMs: connectTimeoutMs, judge }),
    })
    all.add(connection)
    if (!isOpen) void connection.destroy()
    return connection
  }

  return {
    async use(work) {
      const connection = idle.pop() ?? connect()
      try {
        return await work(connection)
      } finally {
        if (connection.destroyed) all.delete(connection)
        else idle.push(connection)
      }
    },
    async destroy() {
      isOpen = false
      idle.length = 0
      await Promise.all([...all].map((connection) => connection.destroy()))
    },
  }
}

/** One connection of its own for something that goes on; a gap of `idleMs` between two pieces ends it, 0: none does. */
export function openFeedRoad(endpoint: Endpoint, options: RoadOptions & { readonly idleMs: number }): Client {
  return new Client(originOf(endpoint), {
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: options.idleMs,
    connect: connector({ timeoutMs: options.connectTimeoutMs, judge: options.judge }),
  })
}

function originOf(endpoint: Endpoint): string {
  const { address, port } = endpoint
  return `${isSecure(endpoint) ? 'https' : 'http'}://${address.includes(':') ? `[${address}]` : address}:${port}`
}
