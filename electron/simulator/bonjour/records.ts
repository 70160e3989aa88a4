import type { DnsRecord, Name } from './message.ts'

/** What one device tells the network of itself. */
export interface Announcement {
  /** `IPCamera 15:93:56`; dots and any letters may stand in it, 63 bytes of UTF-8. */
  readonly instance: string
  /** First label of its host name, unique on the site. */
  readonly host: string
  readonly address: string
  readonly port: number
  readonly txt: Readonly<Record<string, string>>
}

/** A question as a decoder gives it: the name's labels joined by dots. */
export interface Question {
  readonly name: string
  readonly type: string
}

/** Records that belong together in one packet. */
export interface Reply {
  readonly answers: readonly DnsRecord[]
  readonly additionals: readonly DnsRecord[]
}

const service: Name = ['_http', '_tcp', 'local']
const enumeration: Name = ['_services', '_dns-sd', '_udp', 'local']

/** s, RFC 6762 section 10: records with a host in them, and the others. */
const hostTtl = 120
const otherTtl = 4500

/** The four records of a device; with `ttl` 0 they say goodbye. */
export function recordsOf({ instance, host, address, port, txt }: Announcement, ttl?: 0): readonly DnsRecord[] {
  const [name, hostName] = [instanceName(instance), [host, 'local']]
  return [
    { type: 'PTR', name: service, ttl: ttl ?? otherTtl, flush: false, target: name },
    { type: 'SRV', name, ttl: ttl ?? hostTtl, flush: true, target: hostName, port },
    { type: 'TXT', name, ttl: ttl ?? otherTtl, flush: true, entries: Object.entries(txt).map(([key, value]) => `${key}=${value}`) },
    { type: 'A', name: hostName, ttl: ttl ?? hostTtl, flush: true, address },
  ]
}

/** What is answered to a question: one reply for each device concerned. `known` are the instances the asker has already. */
export function repliesTo(question: Question, known: ReadonlySet<string>, announced: readonly Announcement[]): readonly Reply[] {
  const asked = question.name.toLowerCase()
  const isFor = (type: string) => question.type === type || question.type === 'ANY'
  if (asked === dotted(enumeration)) {
    if (!isFor('PTR') || announced.length === 0) return []
    return [{ answers: [{ name: enumeration, ttl: otherTtl, flush: false, type: 'PTR', target: service }], additionals: [] }]
  }
  if (asked === dotted(service)) {
    if (!isFor('PTR')) return []
    return announced
      .filter(({ instance }) => !known.has(dotted(instanceName(instance))))
      .map((one) => {
        const [pointer, ...rest] = recordsOf(one)
        return { answers: pointer ? [pointer] : [], additionals: rest }
      })
  }
  return announced
    .map((one) => recordsOf(one).filter(({ name, type }) => type !== 'PTR' && dotted(name) === asked && isFor(type)))
    .filter((answers) => answers.length > 0)
    .map((answers) => ({ answers, additionals: [] }))
}

function instanceName(instance: string): Name {
  return [instance, ...service]
}

function dotted(name: Name): string {
  return name.join('.').toLowerCase()
}
