/** One answer of a multicast DNS packet, as far as we read it. */
export interface DnsRecord {
  readonly name: string
  readonly type: string
  readonly ttl?: number
  readonly data?: unknown
}

/** A service that is announced: where, and what it says of itself. Hints, never proof. */
export interface Announced {
  /** `IPCamera 15:93:56._http._tcp.local`; dots inside the label included. */
  readonly fullName: string
  readonly label: string
  readonly port: number
  readonly addresses: readonly string[]
}

/** Our own memory of what was announced, with the life each record was given. */
export interface RecordCache {
  /** Takes a packet; `sender` stands in where no address record comes. */
  take(records: readonly DnsRecord[], sender: string, now: number): void
  /** Services that are complete. */
  announced(now: number): readonly Announced[]
  /** Names known by a pointer only: nobody sent where they are. To be asked for. */
  incomplete(now: number): readonly string[]
  /** Names that said goodbye or ran out since the last call. */
  left(now: number): readonly string[]
}

interface Service {
  expires: number
  port: number | undefined
  host: string | undefined
  sender: string
}

const defaultTtl = 120

/**
 * bonjour-service raises nothing when an address changes, never drops what falls silent, cuts names at a dot and needs all
 * records in one packet. Commissioning changes addresses all day, so the records are kept here, each with its time to live.
 */
export function createRecordCache(serviceType = '_http._tcp.local'): RecordCache {
  const services = new Map<string, Service>()
  const hosts = new Map<string, Map<string, number>>()
  const gone = new Set<string>()
  const suffix = `.${serviceType}`

  function serviceOf(name: string, sender: string): Service {
    const known = services.get(name)
    if (known) return known
    const service: Service = { expires: 0, port: undefined, host: undefined, sender }
    services.set(name, service)
    return service
  }

  function takeOne({ name, type, ttl = defaultTtl, data }: DnsRecord, sender: string, now: number): void {
    const expires = now + ttl * 1000
    if (type === 'PTR' && name.toLowerCase() === serviceType && typeof data === 'string') {
      if (ttl === 0) return leave(data)
      const service = serviceOf(data, sender)
      service.expires = Math.max(service.expires, expires)
      service.sender = sender
    } else if (type === 'SRV' && name.toLowerCase().endsWith(suffix) && isServer(data)) {
      if (ttl === 0) return leave(name)
      const service = serviceOf(name, sender)
      Object.assign(service, { port: data.port, host: data.target.toLowerCase(), sender, expires: Math.max(service.expires, expires) })
    } else if (type === 'A' && typeof data === 'string') {
      takeAddress(name.toLowerCase(), data, ttl, expires)
    }
  }

  /** A new address replaces the old at once: the sender sends all it has in one packet. */
  function takeAddress(host: string, address: string, ttl: number, expires: number): void {
    const addresses = hosts.get(host) ?? new Map<string, number>()
    hosts.set(host, addresses)
    if (ttl === 0) addresses.delete(address)
    else addresses.set(address, expires)
  }

  function leave(name: string): void {
    if (services.delete(name)) gone.add(name)
  }

  function addressesOf({ host, sender }: Service, now: number): readonly string[] {
    const known = [...(hosts.get(host ?? '') ?? [])].filter(([, expires]) => expires > now).map(([address]) => address)
    return known.length > 0 ? known : [sender]
  }

  return {
    take(records, sender, now) {
      const fresh = new Set(records.filter((record) => record.type === 'A' && record.ttl !== 0).map((record) => record.name.toLowerCase()))
      for (const host of fresh) hosts.delete(host)
      for (const record of records) takeOne(record, sender, now)
    },
    announced: (now) =>
      [...services]
        .filter(([, service]) => service.port !== undefined && service.expires > now)
        .map(([fullName, service]) => ({
          fullName,
          label: fullName.slice(0, -suffix.length),
          port: service.port ?? 0,
          addresses: addressesOf(service, now),
        })),
    incomplete: (now) => [...services].filter(([, service]) => service.port === undefined && service.expires > now).map(([name]) => name),
    left(now) {
      for (const [name, service] of services) if (service.expires <= now) leave(name)
      const names = [...gone]
      gone.clear()
      return names
    },
  }
}

function isServer(data: unknown): data is { readonly port: number; readonly target: string } {
  return (
    typeof data === 'object' &&
    data !== null &&
    'port' in data &&
    typeof data.port === 'number' &&
    'target' in data &&
    typeof data.target === 'string'
  )
}
