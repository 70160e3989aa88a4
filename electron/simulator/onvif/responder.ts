import { randomUUID } from 'node:crypto'
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { byeMessage, helloMessage, isAskedFor, matchMessage, type OnvifAnnouncement, type Probe, readProbe } from './message.ts'

export interface OnvifResponder {
  /** Says hello, and answers probes from now on. What stood under the key before is replaced. */
  readonly announce: (key: string, announcement: OnvifAnnouncement) => void
  /** Says bye. */
  readonly withdraw: (key: string) => void
  /** Forgets without a word, as a device does that loses power. */
  readonly forget: (key: string) => void
  /** Bye of all, then silence. */
  readonly close: () => Promise<void>
}

export interface OnvifResponderOptions {
  /** Address of the adapter to listen on. */
  readonly adapter?: string
  /** 3702 but for tests that must not be heard by others. */
  readonly port?: number
  readonly onProblem?: (problem: Error) => void
}

const group = '239.255.255.250'

/** ms in which devices answer a probe that went to all: each waits for a time of its own (WS-Discovery, APP_MAX_DELAY). */
const longestDelayMs = 500

interface Speaker {
  readonly announcement: OnvifAnnouncement
  /** Its own, at its own address; without one the socket of the group speaks for it. */
  readonly socket: Socket | undefined
}

/**
 * WS-Discovery for all devices of a site, over IPv4. A probe to all is heard once, by the group's socket; one to a device alone is heard
 * by the device's own, which also sends its answers, from the address the device has.
 *
 * Rejects when the port cannot be had.
 */
export async function createOnvifResponder(options: OnvifResponderOptions = {}): Promise<OnvifResponder> {
  const { adapter = '127.0.0.1', port = 3702, onProblem = () => undefined } = options
  const speakers = new Map<string, Speaker>()
  const timers = new Set<NodeJS.Timeout>()
  let isClosed = false
  const shared = await bound('0.0.0.0', port)
  shared.addMembership(group, adapter)
  shared.setMulticastInterface(adapter)
  shared.on('error', onProblem)
  shared.on('message', (packet, from) => {
    const probe = readProbe(packet.toString('utf8'))
    if (!probe || !isAskedFor(probe)) return
    for (const [key, speaker] of speakers) later(delayOf(key), () => answer(key, speaker, probe, from))
  })

  function later(ms: number, action: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      action()
    }, ms)
    timers.add(timer)
  }

  function answer(key: string, speaker: Speaker, probe: Probe, { address, port: to }: RemoteInfo): void {
    if (speakers.get(key) !== speaker) return
    const text = matchMessage(randomUUID(), probe, speaker.announcement)
    void send(speaker.socket ?? shared, text, { address, port: to })
  }

  function send(socket: Socket, text: string, to = { address: group, port }): Promise<void> {
    return new Promise((resolve) => {
      socket.send(text, to.port, to.address, (problem) => {
        if (problem) onProblem(problem)
        resolve()
      })
    })
  }

  /** Elsewhere than on Linux, and for a device that is out of reach, there is no address of its own. */
  function ownSocket(key: string, { address }: OnvifAnnouncement): Socket | undefined {
    if (process.platform !== 'linux' || !address.startsWith('127.')) return undefined
    const socket = createSocket({ type: 'udp4', reuseAddr: true })
    socket.on('error', onProblem)
    socket.on('message', (packet, from) => {
      const probe = readProbe(packet.toString('utf8'))
      const speaker = speakers.get(key)
      if (speaker && probe && isAskedFor(probe)) answer(key, speaker, probe, from)
    })
    socket.bind(port, address)
    return socket
  }

  function forget(key: string): Speaker | undefined {
    const old = speakers.get(key)
    speakers.delete(key)
    old?.socket?.close()
    return old
  }

  return {
    announce(key, announcement) {
      if (JSON.stringify(speakers.get(key)?.announcement) === JSON.stringify(announcement)) return
      forget(key)
      speakers.set(key, { announcement, socket: ownSocket(key, announcement) })
      void send(shared, helloMessage(randomUUID(), announcement))
    },
    withdraw(key) {
      const old = forget(key)
      if (old) void send(shared, byeMessage(randomUUID(), old.announcement))
    },
    forget: (key) => void forget(key),
    async close() {
      if (isClosed) return
      isClosed = true
      for (const timer of timers) clearTimeout(timer)
      const all = [...speakers.keys()].flatMap((key) => forget(key) ?? [])
      await Promise.all(all.map(({ announcement }) => send(shared, byeMessage(randomUUID(), announcement))))
      await new Promise<void>((resolve) => shared.close(() => resolve()))
    },
  }
}

function bound(address: string, port: number): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true })
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(port, address, () => {
      socket.off('error', reject)
      resolve(socket)
    })
  })
}

/** The same for a device each time, so that a test of 200 sees no bad day. */
function delayOf(key: string): number {
  return [...key].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % longestDelayMs, 0)
}
