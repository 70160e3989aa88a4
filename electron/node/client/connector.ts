import { buildConnector, Client } from 'undici'
import type { Endpoint } from '#common/device/device.ts'

/**
 * The one place where a socket to a device is opened. Who a TLS peer is belongs here: what this hands over may be sent
 * passwords, what it refuses is never written to.
 */
function connector({ timeoutMs }: { readonly timeoutMs: number }): buildConnector.connector {
  return buildConnector({ timeout: timeoutMs })
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

/**
 * Opens nothing yet. Idle connections are given up after 2 s, ours: a device that closes first would otherwise meet a set on
 * its way. Deadlines are set for each request, so a connection has none. Redirects are not followed.
 */
export function openRoad(endpoint: Endpoint, { connectTimeoutMs }: { readonly connectTimeoutMs: number }): Road {
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
      connect: connector({ timeoutMs: connectTimeoutMs }),
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

/** One connection of its own for something that goes on; a gap of `idleMs` between two pieces ends it. */
export function openFeedRoad(endpoint: Endpoint, options: { readonly connectTimeoutMs: number; readonly idleMs: number }): Client {
  return new Client(originOf(endpoint), {
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: options.idleMs,
    connect: connector({ timeoutMs: options.connectTimeoutMs }),
  })
}

/** `192.168.1.10`, `192.168.1.10:8080`, `[fe80::1]:8080`: an address as a person reads it, port 80 left out. */
export function shownAddress({ address, port }: Endpoint): string {
  return port === 80 ? address : `${bracketed(address)}:${port}`
}

function originOf({ address, port }: Endpoint): string {
  return `http://${bracketed(address)}:${port}`
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address
}
