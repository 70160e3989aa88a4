import { createSocket } from 'node:dgram'
import { type DnsRecord, encodeResponse } from '#simulator/bonjour/message.ts'

export interface HeardQuestion {
  /** As they stand in the packet: a dot inside of a label is no border. */
  readonly labels: readonly string[]
  readonly type: number
}

/** What one responder says to a question; an empty list is silence. */
export type Speech = (
  question: HeardQuestion,
  count: number,
) => { readonly answers: readonly DnsRecord[]; readonly additionals?: readonly DnsRecord[] }

export interface MdnsResponder {
  readonly heard: readonly HeardQuestion[]
  say(records: readonly DnsRecord[]): void
  sayRaw(packet: Buffer): void
  setSpeech(speech: Speech): void
  close(): Promise<void>
}

const group = '224.0.0.251'

/** A multicast DNS responder on loopback that says what a test wants, however wrong. Reads questions by hand. */
export async function startMdnsResponder(port: number, speech: Speech = () => ({ answers: [] })): Promise<MdnsResponder> {
  let current = speech
  const heard: HeardQuestion[] = []
  const socket = createSocket({ type: 'udp4', reuseAddr: true })
  await new Promise<void>((resolve) => socket.bind(port, '0.0.0.0', resolve))
  socket.addMembership(group, '127.0.0.1')
  socket.setMulticastInterface('127.0.0.1')
  const sayRaw = (packet: Buffer) => socket.send(packet, port, group)
  socket.on('message', (packet) => {
    if ((packet.readUInt16BE(2) & 0x8000) !== 0) return
    for (const question of questionsIn(packet)) {
      heard.push(question)
      const reply = current(question, heard.length)
      if (reply.answers.length > 0) sayRaw(encodeResponse(reply))
    }
  })
  return {
    heard,
    say: (records) => sayRaw(encodeResponse({ answers: records })),
    sayRaw,
    setSpeech: (next) => (current = next),
    close: () => new Promise((resolve) => socket.close(resolve)),
  }
}

function questionsIn(packet: Buffer): readonly HeardQuestion[] {
  let at = 12
  return Array.from({ length: packet.readUInt16BE(4) }, () => {
    const labels: string[] = []
    while (packet[at] !== 0) {
      const length = packet[at] ?? 0
      labels.push(packet.toString('utf8', at + 1, at + 1 + length))
      at += 1 + length
    }
    const type = packet.readUInt16BE(at + 1)
    at += 5
    return { labels, type }
  })
}

const service = ['_http', '_tcp', 'local'] as const

export interface AnnouncedCamera {
  readonly instance: string
  readonly address: string
  readonly port?: number
  readonly host?: string
  readonly mac?: string
  readonly ttl?: number
}

/** The four records of a camera, by type. */
export function cameraRecords({ instance, address, port = 80, host = 'camera', mac, ttl = 120 }: AnnouncedCamera) {
  const name = [instance, ...service]
  const hostName = [host, 'local']
  return {
    pointer: { type: 'PTR', name: service, ttl, flush: false, target: name },
    server: { type: 'SRV', name, ttl, flush: true, target: hostName, port },
    texts: { type: 'TXT', name, ttl, flush: true, entries: mac === undefined ? [] : [`macaddress=${mac}`, 'deviceid=1', 'model=IPV57'] },
    address: { type: 'A', name: hostName, ttl, flush: true, address },
  } as const satisfies Record<string, DnsRecord>
}

const pointerType = 12

/** Answers the question for the service with all four records, as a good device does. */
export function announces(...cameras: readonly AnnouncedCamera[]): Speech {
  return ({ labels, type }) => {
    if (type !== pointerType || labels.join('.') !== service.join('.')) return { answers: [] }
    return {
      answers: cameras.map((camera) => cameraRecords(camera).pointer),
      additionals: cameras.flatMap((camera) => {
        const { server, texts, address } = cameraRecords(camera)
        return [server, texts, address]
      }),
    }
  }
}
