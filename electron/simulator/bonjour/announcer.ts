import { createSocket } from 'node:dgram'
import multicastDns from 'multicast-dns'
import { encodeResponse, type Legacy } from './message.ts'
import { type Announcement, recordsOf, repliesTo, type Reply } from './records.ts'

export interface Announcer {
  /** Says it aloud, and answers questions about it from now on. What was announced under the key before is taken back first. */
  readonly announce: (key: string, announcement: Announcement) => void
  /** Goodbye. */
  readonly withdraw: (key: string) => void
  /** Forgets without a word, as a device does that loses power. */
  readonly forget: (key: string) => void
  /** Goodbye of all, then silence. */
  readonly close: () => Promise<void>
}

export interface AnnouncerOptions {
  /** Address of the adapter to speak on. */
  readonly adapter?: string
  /** 5353 but for tests that must not be heard by others. */
  readonly port?: number
  readonly onProblem?: (problem: Error) => void
}

const group = '224.0.0.251'

/** Devices in one packet: their records stay below 1200 bytes, less than an Ethernet frame carries. */
const devicesInPacket = 5

/** Packets at a time: more overrun the receive buffer of a listener (200 devices are 40 packets). */
const burst = 8
const burstPauseMs = 5

/** ms until an announcement is said again (RFC 6762, 8.3). */
const repeatMs = 1000

const dnsTypes: Readonly<Record<string, number>> = { A: 1, PTR: 12, TXT: 16, SRV: 33, ANY: 255 }

/**
 * One mDNS responder for all devices, each with its own address.
 *
 * Rejects when the port cannot be had; it is shared with other responders of this computer where the system allows it.
 */
export async function createAnnouncer(options: AnnouncerOptions = {}): Promise<Announcer> {
  const { adapter = '127.0.0.1', port = 5353, onProblem = () => undefined } = options
  const announced = new Map<string, Announcement>()
  const timers = new Set<NodeJS.Timeout>()
  const fresh = new Set<string>()
  const socket = createSocket({ type: 'udp4', reuseAddr: true })
  // An interface without `bind` would bind the socket to that address, and multicast would not reach it.
  const mdns = multicastDns({ socket, port, interface: adapter, bind: '0.0.0.0' })
  await new Promise<void>((resolve, reject) => {
    mdns.once('ready', () => resolve())
    mdns.once('error', reject)
  })
  mdns.on('error', onProblem)
  mdns.on('warning', onProblem)

  function later(ms: number, action: () => void) {
    const timer = setTimeout(() => {
      timers.delete(timer)
      action()
    }, ms)
    timers.add(timer)
  }

  async function send(replies: readonly Reply[], legacy?: Legacy, to = { address: group, port }): Promise<void> {
    for (let at = 0; at < replies.length; at += devicesInPacket) {
      if (at > 0 && (at / devicesInPacket) % burst === 0) await new Promise((resolve) => setTimeout(resolve, burstPauseMs))
      const together = replies.slice(at, at + devicesInPacket)
      const packet = encodeResponse({
        answers: together.flatMap(({ answers }) => answers),
        additionals: together.flatMap(({ additionals }) => additionals),
        ...(legacy ? { legacy } : {}),
      })
      await new Promise<void>((resolve) => {
        socket.send(packet, to.port, to.address, (problem) => {
          if (problem) onProblem(problem)
          resolve()
        })
      })
    }
  }

  function say(keys: readonly string[]) {
    const still = keys.flatMap((key) => announced.get(key) ?? [])
    void send(still.map((one) => ({ answers: recordsOf(one), additionals: [] })))
  }

  /** Devices that come up together are announced together, twice. */
  function saySoon(key: string) {
    fresh.add(key)
    if (fresh.size > 1) return
    later(0, () => {
      const keys = [...fresh]
      fresh.clear()
      say(keys)
      later(repeatMs, () => say(keys))
    })
  }

  function withdraw(key: string) {
    const old = announced.get(key)
    announced.delete(key)
    if (old) void send([{ answers: recordsOf(old, 0), additionals: [] }])
  }

  mdns.on('query', ({ id = 0, questions = [], answers = [] }, from) => {
    const known = new Set(answers.flatMap((answer) => (answer.type === 'PTR' ? [answer.data.toLowerCase()] : [])))
    for (const question of questions) {
      const replies = repliesTo(question, known, [...announced.values()])
      // A plain resolver asks from another port and wants the answer for itself (RFC 6762, 6.7).
      if (from.port === port) void send(replies)
      else void send(replies, { id, question: question.name.split('.'), questionType: dnsTypes[question.type] ?? 255 }, from)
    }
  })

  return {
    announce: (key, announcement) => {
      if (JSON.stringify(announced.get(key)) === JSON.stringify(announcement)) return
      withdraw(key)
      announced.set(key, announcement)
      saySoon(key)
    },
    withdraw,
    forget: (key) => void announced.delete(key),
    close: async () => {
      const goodbyes = [...announced.values()].map((one) => ({ answers: recordsOf(one, 0), additionals: [] }))
      announced.clear()
      for (const timer of timers) clearTimeout(timer)
      await send(goodbyes)
      await new Promise<void>((resolve) => mdns.destroy(() => resolve()))
    },
  }
}
