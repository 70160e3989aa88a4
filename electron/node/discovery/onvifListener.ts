import { randomUUID } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { isReachableFrom } from '#common/discovery/addresses.ts'
import { probeMessage, probeTypes, readWsMessage, wsDiscovery } from '#common/discovery/wsDiscovery.ts'
import type { Listener, ListenerOptions } from './ears.ts'
import type { HintEvent } from './hint.ts'
import { createMatchCache } from './matchCache.ts'
import { reasonOf } from './reason.ts'

export interface OnvifOptions extends ListenerOptions {
  /** 3702 but for tests that must not hear others. */
  readonly port?: number
  readonly silentAfterMs: number
  /** Addresses of devices that are missing: they are asked by themselves too, for a switch may keep multicast back. */
  readonly missing: () => readonly string[]
}

/** ms after the start of a search. One lost packet must not be a lost device. */
const firstRounds = [0, 1000, 3000, 9000]
const roundEveryMs = 15_000
const tickMs = 1000
/** Addresses asked by themselves in a round. */
const maxAlone = 256
/** Bytes: 200 devices answer at once, and what does not fit is lost. */
const receiveBuffer = 1 << 20

/**
 * Asks by WS-Discovery on one adapter, and listens to those who come and go.
 *
 * Two sockets: answers come to the address and port a question left from, greetings to the group on port 3702.
 */
export function createOnvifListener(options: OnvifOptions): Listener {
  const { adapter, timers, port = wsDiscovery.port, silentAfterMs, missing, onEvent, onFault } = options
  const cache = createMatchCache({ silentAfterMs })
  const callOffs = new Set<() => void>()
  let isClosed = false

  const asking = createSocket('udp4')
  asking.on('error', (problem) => {
    if (!isClosed) onFault(reasonOf(problem), true)
  })
  asking.on('message', hear)
  asking.bind({ address: adapter.address, port: 0 }, () => {
    if (isClosed) return
    tryTo(() => {
      asking.setMulticastInterface(adapter.address)
      asking.setRecvBufferSize(receiveBuffer)
    })
    askSoon()
    later(roundEveryMs, everyRound)
    later(tickMs, tick)
  })

  // Where another program keeps the port for itself, devices are found by asking all the same, only somewhat later.
  const greeted = createSocket({ type: 'udp4', reuseAddr: true })
  greeted.on('error', () => undefined)
  greeted.on('message', hear)
  greeted.bind({ port, address: '0.0.0.0' }, () => {
    if (!isClosed) tryTo(() => greeted.addMembership(wsDiscovery.group, adapter.address))
  })

  function tryTo(work: () => void): void {
    try {
      work()
    } catch (thrown) {
      onFault(reasonOf(thrown), false)
    }
  }

  function hear(packet: Buffer, { address }: { readonly address: string }): void {
    if (isClosed) return
    const message = readWsMessage(packet.toString('utf8'))
    if (message) tell(cache.hear(message, address, timers.now()))
  }

  function tell(events: readonly HintEvent[]): void {
    for (const event of events) onEvent(event)
  }

  function later(ms: number, action: () => void): void {
    const callOff = timers.later(ms, () => {
      callOffs.delete(callOff)
      action()
    })
    callOffs.add(callOff)
  }

  function round(): void {
    const near = missing().filter((address) => isReachableFrom(adapter, address))
    for (const type of probeTypes)
      for (const address of [wsDiscovery.group, ...near.slice(0, maxAlone)])
        asking.send(probeMessage(randomUUID(), type), port, address, (problem) => {
          if (problem && !isClosed && address === wsDiscovery.group) onFault(reasonOf(problem), false)
        })
  }

  function everyRound(): void {
    round()
    later(roundEveryMs, everyRound)
  }

  function tick(): void {
    tell(cache.expire(timers.now()))
    later(tickMs, tick)
  }

  function askSoon(): void {
    for (const ms of firstRounds) later(ms, round)
  }

  return {
    askAgain: askSoon,
    async close() {
      isClosed = true
      for (const callOff of callOffs) callOff()
      callOffs.clear()
      await Promise.all([asking, greeted].map(closed))
    },
  }
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    try {
      socket.close(() => resolve())
    } catch {
      // It failed and closed by itself.
      resolve()
    }
  })
}
