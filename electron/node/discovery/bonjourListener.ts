import { createSocket } from 'node:dgram'
import Bonjour from 'bonjour-service'
import type { MulticastDNS } from 'multicast-dns'
import type { Listener, ListenerOptions } from './ears.ts'
import { hintOfService } from './hint.ts'
import { encodeQuery, type Question } from './query.ts'
import { reasonOf } from './reason.ts'
import { createServiceCache, type ServiceEvent } from './serviceCache.ts'

export interface BonjourOptions extends ListenerOptions {
  /** Service types as they stand in names: `_http._tcp.local`. */
  readonly types: readonly string[]
  /** 5353 but for tests that must not hear others. */
  readonly port?: number
  readonly silentAfterMs: number
}

const group = '224.0.0.251'
/** ms after the start of a search. One lost packet must not be a lost device. */
const firstRounds = [0, 1000, 3000, 9000]
const roundEveryMs = 15_000
/** ms between a reply that lacks something and the question for it. */
const followUpMs = 20
/** A responder that never tells all would be asked without end. */
const followUpsInRound = 4
const tickMs = 1000
/** Bytes: 200 devices answer a question at once, and what does not fit is lost. */
const receiveBuffer = 1 << 20
/** Questions in a packet, so that it fits an Ethernet frame. */
const questionsInPacket = 12

/** Listens to Bonjour on one adapter. */
export function createBonjourListener(options: BonjourOptions): Listener {
  const { adapter, types, timers, port = 5353, silentAfterMs, onEvent, onFault } = options
  const cache = createServiceCache({ types, silentAfterMs })
  const callOffs = new Set<() => void>()
  let isClosed = false

  const socket = createSocket({ type: 'udp4', reuseAddr: true })
  // `interface` alone would bind the socket to that address, and multicast would not reach it; without it, questions would
  // leave on one adapter only.
  const settings = { socket, port, interface: adapter.address, bind: '0.0.0.0' }
  const bonjour = new Bonjour(settings, (problem: Error) => onFault(reasonOf(problem), false))
  const { mdns } = (bonjour as unknown as { server: { mdns: MulticastDNS } }).server

  // Without listeners an `error` would end the process.
  mdns.on('error', (problem) => onFault(reasonOf(problem), true))
  mdns.on('warning', (problem) => {
    // A packet that cannot be read says nothing about the adapter.
    if ('syscall' in problem) onFault(reasonOf(problem), false)
  })
  mdns.on('ready', () => {
    try {
      socket.setRecvBufferSize(receiveBuffer)
    } catch (thrown) {
      onFault(reasonOf(thrown), false)
    }
  })
  mdns.on('response', ({ answers = [], additionals = [] }, { address }) => {
    if (isClosed) return
    tell(cache.hear([...answers, ...additionals], address, timers.now()))
    if (cache.missing(timers.now()).length > 0) followUp()
  })

  function later(ms: number, action: () => void): void {
    const callOff = timers.later(ms, () => {
      callOffs.delete(callOff)
      action()
    })
    callOffs.add(callOff)
  }

  function tell(events: readonly ServiceEvent[]): void {
    for (const event of events) onEvent(hintOfService(event))
  }

  function send(questions: readonly Question[]): void {
    for (let at = 0; at < questions.length; at += questionsInPacket)
      socket.send(encodeQuery(questions.slice(at, at + questionsInPacket)), port, group, (problem) => {
        if (problem && !isClosed) onFault(reasonOf(problem), false)
      })
  }

  /** What replies left out is asked for soon: details first, then the address that they name. After that with every round. */
  let followUps = 0
  let followsUp = false
  function followUp(): void {
    if (followsUp || followUps >= followUpsInRound) return
    followsUp = true
    followUps += 1
    later(followUpMs, () => {
      followsUp = false
      send(cache.missing(timers.now()))
    })
  }

  /** `mdns.query` is what bonjour-service's `update` calls, with the callback that `update` lacks. */
  function round(): void {
    for (const type of types)
      mdns.query(type, 'PTR', (problem) => {
        if (problem && !isClosed) onFault(reasonOf(problem), false)
      })
    send(cache.missing(timers.now()))
    followUps = 0
  }

  function tick(): void {
    tell(cache.giveUpOnAddresses(timers.now()))
    tell(cache.expire(timers.now()))
    later(tickMs, tick)
  }

  function everyRound(): void {
    round()
    later(roundEveryMs, everyRound)
  }

  function askSoon(): void {
    for (const ms of firstRounds) later(ms, round)
  }

  mdns.once('ready', () => {
    if (isClosed) return
    askSoon()
    later(roundEveryMs, everyRound)
    later(tickMs, tick)
  })

  return {
    askAgain: askSoon,
    close() {
      isClosed = true
      for (const callOff of callOffs) callOff()
      callOffs.clear()
      return new Promise((resolve) => bonjour.destroy(() => resolve()))
    },
  }
}
