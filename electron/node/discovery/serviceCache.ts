import type { Answer } from 'dns-packet'
import { isAskable, type Question } from './query.ts'

/** A service that somebody announces on the network. What it says is a hint; who it is must be asked. */
export interface Service {
  /** Its full name in small letters: one for each service of a network. */
  readonly id: string
  /** `Axis M1.2 cam`: the name for people, dots included. */
  readonly label: string
  readonly port: number
  /** IPv4, newest first; empty when the responder gives none. */
  readonly addresses: readonly string[]
  /** Who sent the announcement. */
  readonly sender: string
  readonly txt: Readonly<Record<string, string>>
}

export type ServiceEvent =
  | { readonly what: 'up' | 'changed'; readonly service: Service }
  | { readonly what: 'lost'; readonly service: Service; readonly why: 'goodbye' | 'ttl' | 'silent' }

export interface ServiceCacheOptions {
  /** Service types: `_http._tcp.local`. */
  readonly types: readonly string[]
  /** ms without a word, although asked again and again, until a service is lost. */
  readonly silentAfterMs: number
  /**
   * Services kept; a flood of invented ones ends here.
   *
   * @default 2000
   */
  readonly max?: number
}

/** What is announced on one adapter, by the records heard and their time to live. Does nothing by itself: time is told to it. */
export interface ServiceCache {
  hear(records: readonly Answer[], sender: string, now: number): readonly ServiceEvent[]
  /** Questions whose answers are missing or about to expire. */
  missing(now: number): readonly Question[]
  /** Services whose address nobody told although it was asked come up with their sender's. */
  giveUpOnAddresses(now: number): readonly ServiceEvent[]
  expire(now: number): readonly ServiceEvent[]
  services(): readonly Service[]
}

interface Entry {
  readonly id: string
  readonly fqdn: string
  readonly type: string
  sender: string
  heardAt: number
  expiresAt: number
  host?: string
  port?: number
  txt?: Readonly<Record<string, string>>
  addressAskedAt?: number
  noAddress: boolean
  /** As last told, to tell changes only. */
  told?: string
}

interface HostAddress {
  readonly address: string
  readonly heardAt: number
  readonly expiresAt: number
}

const maxAddresses = 8
const maxTexts = 32
/** Records are asked for again in the last fifth of their life (RFC 6762, 5.2). */
const renewAt = 0.2
/** ms a responder has for telling the address of a host. */
const addressPatienceMs = 2500

export function createServiceCache({ types, silentAfterMs, max = 2000 }: ServiceCacheOptions): ServiceCache {
  const entries = new Map<string, Entry>()
  const hosts = new Map<string, readonly HostAddress[]>()

  function hearPointer(fqdn: string, ttl: number, type: string, sender: string, now: number): ServiceEvent | undefined {
    const id = fqdn.toLowerCase()
    const known = entries.get(id)
    if (ttl === 0) return known && lose(known, 'goodbye')
    const expiresAt = now + ttl * 1000
    if (known) Object.assign(known, { expiresAt, heardAt: now, sender })
    else if (entries.size < max && id.endsWith(`.${type}`))
      entries.set(id, { id, fqdn, type, sender, heardAt: now, expiresAt, noAddress: false })
    return undefined
  }

  function hearDetail(record: Answer, now: number): void {
    if (record.type !== 'SRV' && record.type !== 'TXT') return
    const entry = entries.get(record.name.toLowerCase())
    if (!entry || record.ttl === 0) return
    entry.heardAt = now
    if (record.type === 'TXT') entry.txt = readTexts(record.data)
    else if (record.data.port > 0) Object.assign(entry, { host: record.data.target.toLowerCase(), port: record.data.port })
  }

  /** A record marked unique replaces what was known of the host; others are added, the newest first. */
  function hearAddresses(records: readonly Answer[], now: number): void {
    const flushed = new Set<string>()
    for (const record of records) {
      if (record.type !== 'A') continue
      const host = record.name.toLowerCase()
      const { data: address, ttl = 0 } = record
      const isFirst = record.flush === true && !flushed.has(host)
      if (isFirst) flushed.add(host)
      const others = isFirst ? [] : (hosts.get(host) ?? []).filter((other) => other.address !== address)
      const next = ttl === 0 ? others : [{ address, heardAt: now, expiresAt: now + ttl * 1000 }, ...others].slice(0, maxAddresses)
      // A goodbye of an address without another in its place: the last one known is worth more than none.
      if (next.length === 0) continue
      if (!hosts.has(host) && hosts.size >= max) continue
      hosts.set(host, next)
    }
  }

  function lose(entry: Entry, why: 'goodbye' | 'ttl' | 'silent'): ServiceEvent | undefined {
    entries.delete(entry.id)
    if (entry.host !== undefined && ![...entries.values()].some(({ host }) => host === entry.host)) hosts.delete(entry.host)
    return entry.told === undefined ? undefined : { what: 'lost', service: serviceOf(entry), why }
  }

  function serviceOf({ id, fqdn, type, host = '', port = 0, sender, txt = {} }: Entry): Service {
    const addresses = (hosts.get(host) ?? []).map(({ address }) => address)
    return { id, label: fqdn.slice(0, -type.length - 1), port, addresses, sender, txt }
  }

  /** Services that these records speak of. */
  function concerned(records: readonly Answer[]): readonly Entry[] {
    const names = new Set(records.flatMap((record) => [record.name, ...(record.type === 'PTR' ? [record.data] : [])]))
    const small = new Set([...names].map((name) => name.toLowerCase()))
    return [...entries.values()].filter(({ id, host = '' }) => small.has(id) || small.has(host))
  }

  /** What became complete or changed since it was told last. */
  function news(of: readonly Entry[]): readonly ServiceEvent[] {
    return of.flatMap((entry): readonly ServiceEvent[] => {
      const service = serviceOf(entry)
      if (entry.port === undefined || (service.addresses.length === 0 && !entry.noAddress)) return []
      const { sender: _, ...facts } = service
      const mark = JSON.stringify(facts)
      if (mark === entry.told) return []
      const what = entry.told === undefined ? 'up' : 'changed'
      entry.told = mark
      return [{ what, service }]
    })
  }

  return {
    hear(records, sender, now) {
      const goodbyes = records.flatMap((record) => {
        if (record.type !== 'PTR') return []
        const type = types.find((one) => one === record.name.toLowerCase())
        return type === undefined ? [] : (hearPointer(record.data, record.ttl ?? 0, type, sender, now) ?? [])
      })
      for (const record of records) hearDetail(record, now)
      hearAddresses(records, now)
      return [...goodbyes, ...news(concerned(records))]
    },
    missing(now) {
      const questions = [...entries.values()].flatMap((entry): readonly Question[] => {
        const labels = [entry.fqdn.slice(0, -entry.type.length - 1), ...entry.type.split('.')]
        const details: Question[] = []
        if (entry.port === undefined) details.push({ labels, type: 'SRV' })
        if (entry.txt === undefined) details.push({ labels, type: 'TXT' })
        if (entry.host === undefined) return details
        const isFresh = (hosts.get(entry.host) ?? []).some(({ heardAt, expiresAt }) => expiresAt - now > (expiresAt - heardAt) * renewAt)
        if (isFresh) return details
        entry.addressAskedAt ??= now
        return [...details, ...hostLabels(entry.host).map((labels): Question => ({ labels, type: 'A' }))]
      })
      return questions.filter(isAskable)
    },
    giveUpOnAddresses(now) {
      const patient = [...entries.values()].filter(
        ({ noAddress, addressAskedAt }) => !noAddress && addressAskedAt !== undefined && now - addressAskedAt >= addressPatienceMs,
      )
      for (const entry of patient) entry.noAddress = true
      return news(patient)
    },
    expire(now) {
      return [...entries.values()].flatMap((entry) => {
        if (now >= entry.expiresAt) return lose(entry, 'ttl') ?? []
        return now - entry.heardAt >= silentAfterMs ? (lose(entry, 'silent') ?? []) : []
      })
    },
    services: () => [...entries.values()].filter(({ told }) => told !== undefined).map(serviceOf),
  }
}

/** A host as labels. The library joins them with dots, and a dot may be part of the first one: then both readings are asked for. */
function hostLabels(host: string): readonly (readonly string[])[] {
  const labels = host.split('.')
  if (labels.length <= 2 || labels.at(-1) !== 'local') return [labels]
  return [labels, [labels.slice(0, -1).join('.'), 'local']]
}

/** `key=value` texts; the first of a key holds (RFC 6763, 6.4), keys in small letters. */
function readTexts(data: unknown): Readonly<Record<string, string>> {
  const items: readonly unknown[] = Array.isArray(data) ? data : [data]
  const pairs = items.slice(0, maxTexts).flatMap((item): readonly (readonly [string, string])[] => {
    const text = Buffer.isBuffer(item) ? item.toString('utf8') : typeof item === 'string' ? item : ''
    const at = text.indexOf('=')
    return at < 1 ? [] : [[text.slice(0, at).toLowerCase(), text.slice(at + 1)]]
  })
  return Object.fromEntries(pairs.toReversed())
}
