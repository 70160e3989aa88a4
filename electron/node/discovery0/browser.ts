import { Bonjour } from 'bonjour-service'
import type { Adapter } from '#common/discovery/search.ts'
import { type Announced, createRecordCache, type DnsRecord } from './records.ts'

/** Listens for announced devices on one adapter. */
export interface Browser {
  /** Asks again; the first question can be lost like any packet. */
  ask(): void
  announced(): readonly Announced[]
  left(): readonly string[]
  close(): void
}

export interface BrowserOptions {
  readonly onHeard: () => void
  /** A fault of this adapter; the others go on. */
  readonly onFault: (why: string) => void
  readonly now: () => number
}

interface Mdns {
  on(event: 'response', listener: (packet: { answers?: DnsRecord[]; additionals?: DnsRecord[] }, from: { address: string }) => void): void
  on(event: 'error' | 'warning', listener: (error: Error) => void): void
  query(questions: { name: string; type: string }[]): void
}

const serviceType = '_http._tcp.local'

/**
 * One socket for each adapter: a socket without a named one asks on whichever the system prefers, and a laptop with a VPN then
 * finds nothing. It is bound to all addresses, for bound to its own it hears no multicast.
 */
export function openBrowser({ address }: Adapter, { onHeard, onFault, now }: BrowserOptions): Browser {
  const cache = createRecordCache(serviceType)
  const options = { interface: address, bind: '0.0.0.0' } as unknown as ConstructorParameters<typeof Bonjour>[0]
  const bonjour = new Bonjour(options, (error: Error) => onFault(error.message))
  const mdns = (bonjour as unknown as { server: { mdns: Mdns } }).server.mdns
  mdns.on('error', (error) => onFault(error.message))
  mdns.on('warning', (error) => onFault(error.message))
  mdns.on('response', ({ answers = [], additionals = [] }, from) => {
    cache.take([...answers, ...additionals], from.address, now())
    const missing = cache.incomplete(now())
    if (missing.length > 0)
      query(
        missing.flatMap((name) => [
          { name, type: 'SRV' },
          { name, type: 'A' },
        ]),
      )
    onHeard()
  })
  const finding = bonjour.find({ type: 'http' })

  function query(questions: { name: string; type: string }[]): void {
    try {
      mdns.query(questions)
    } catch (thrown) {
      onFault(thrown instanceof Error ? thrown.message : String(thrown))
    }
  }

  return {
    ask: () => query([{ name: serviceType, type: 'PTR' }]),
    announced: () => cache.announced(now()),
    left: () => cache.left(now()),
    close() {
      finding.stop()
      bonjour.destroy()
    },
  }
}
