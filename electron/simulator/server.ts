import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { parseQuery } from '#common/wire/pairs.ts'
import type { Camera } from './camera.ts'
import type { Answer } from './cgi/answer.ts'
import type { CgiRequest } from './cgi/request.ts'
import { type Clock, systemClock } from './clock/clock.ts'
import type { VirtualDevice } from './device.ts'
import type { Endpoint } from './factory.ts'
import { listenRtsp, type RtspServer } from './rtsp/server.ts'
import { createCertificates, listenSecure, type SecureDoor } from './secure.ts'
import { sendAnswer } from './send.ts'
import type { SharedAddress } from './sharedAddress.ts'
import { splitAccount } from './sign-in/guard.ts'

export interface PowerOptions {
  readonly clock?: Clock
  readonly camera: Camera
  /** ms from a set that moves the device until it has left the old address. */
  readonly moveMs?: number
  /** ms a restart keeps it away. */
  readonly restartMs?: number
  /** Answers over HTTPS too, on the port its settings name. */
  readonly https?: boolean
  /** Connections at once; more are dropped. Without a limit unless given: few cameras allow more than ten. */
  readonly maxConnections?: number
  /** Where it is one of several at one address, and has no other door than HTTP. */
  readonly shared?: SharedAddress
  /** It is up at this address, whether or not this computer can reach it there. Bonjour hangs on it. */
  readonly onUp?: (endpoint: Endpoint) => void
  /** It is not there any more; it says goodbye when it moves and nothing when it restarts. */
  readonly onDown?: (saysGoodbye: boolean) => void
}

export interface PoweredDevice {
  readonly device: VirtualDevice
  /** Where it listens now; `undefined` while it restarts, or where nothing of this computer can be reached. */
  readonly listening: () => Endpoint | undefined
  /** Connections over which alarms are told as they come. */
  readonly attached: () => number
  /** Cuts them, as a switch does that loses power. */
  readonly cutAttached: () => void
  /** Connections drop, the address is free again. */
  readonly close: () => Promise<void>
}

/** ms between two tries for an address that another device still holds. */
const addressRetryMs = 2000

/** ms from the OK to the end of the connections, when a restart begins. */
const restartBeginsMs = 200

/** Video connections of one device at once (-511 beyond). */
const maxVideoConnections = 2

/**
 * Puts a virtual device on its address and does what it sets off: moving takes the listener along, a restart takes time.
 *
 * Rejects when the first address cannot be had. Listens on loopback addresses only: a device sent elsewhere is out of reach.
 */
export async function powerOn(device: VirtualDevice, options: PowerOptions): Promise<PoweredDevice> {
  const { clock = systemClock, moveMs = 2500, restartMs = 6000 } = options
  const timers = new Set<() => void>()
  const viewers = new Set<AbortController>()
  let server: Server | undefined
  let leaveShared: (() => void) | undefined
  let rtspServer: RtspServer | undefined
  let secureDoor: SecureDoor | undefined
  const certificates = createCertificates(device)
  let isClosed = false
  let generation = 0

  function later(ms: number, action: () => void) {
    const cancel = clock.later(ms, () => {
      timers.delete(cancel)
      action()
    })
    timers.add(cancel)
  }

  async function listen(endpoint: Endpoint): Promise<void> {
    if (!isLoopback(endpoint)) throw new Error(`${endpoint.address} is no loopback address`)
    const fresh = createServer((request, response) => {
      respond(request, response).catch(() => response.destroy())
    })
    fresh.keepAliveTimeout = 15_000
    if (options.maxConnections !== undefined) fresh.maxConnections = options.maxConnections
    if (isShared(endpoint)) {
      leaveShared = options.shared?.enter(fresh)
      server = fresh
      options.onUp?.(endpoint)
      return
    }
    await new Promise<void>((resolve, reject) => {
      fresh.once('error', reject)
      fresh.listen(endpoint.port, endpoint.address, resolve)
    })
    server = fresh
    if (options.camera.clipOf) await listenBeside(endpoint.address, fresh)
    if (options.https) await listenSecurely(endpoint.address)
    options.onUp?.(endpoint)
  }

  function isShared({ address, port }: Endpoint): boolean {
    return address === options.shared?.endpoint.address && port === options.shared.endpoint.port
  }

  /** All doors or none. */
  async function listenSecurely(address: string): Promise<void> {
    try {
      secureDoor = await listenSecure(
        { address, port: Number(device.kept('network.ports')['https']) },
        device,
        certificates,
        (request, response) => {
          respond(request, response).catch(() => response.destroy())
        },
      )
    } catch (thrown) {
      await silence(false)
      throw thrown
    }
  }

  /** Both servers or none. */
  async function listenBeside(address: string, http: Server): Promise<void> {
    try {
      rtspServer = await listenRtsp(address, { device, camera: options.camera, clock })
    } catch (thrown) {
      server = undefined
      http.close()
      throw thrown
    }
  }

  async function silence(saysGoodbye: boolean): Promise<void> {
    const old = server
    const oldRtsp = rtspServer
    const oldSecure = secureDoor
    server = undefined
    rtspServer = undefined
    secureDoor = undefined
    for (const viewer of viewers) viewer.abort()
    options.onDown?.(saysGoodbye)
    leaveShared?.()
    leaveShared = undefined
    if (old === undefined) return
    const closed = new Promise<void>((resolve) => old.close(() => resolve()))
    old.closeAllConnections()
    await Promise.all([closed, oldRtsp?.close(), oldSecure?.close()])
  }

  /** Comes up at the address of its settings; where that is taken, it goes on trying. */
  async function comeUp(mine: number): Promise<void> {
    if (isClosed || mine !== generation || device.quirks.all().some((quirk) => quirk.staysAway)) return
    if (!isLoopback(device.endpoint())) {
      options.onUp?.(device.endpoint())
      return
    }
    try {
      await listen(device.endpoint())
      if (isClosed || mine !== generation) await silence(true)
    } catch {
      later(addressRetryMs, () => void comeUp(mine))
    }
  }

  function goAway(awayMs: number, saysGoodbye: boolean) {
    const mine = ++generation
    const silent = silence(saysGoodbye)
    const back = () => void silent.then(() => comeUp(mine))
    if (awayMs === 0) back()
    else later(awayMs, back)
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => undefined)
    response.setHeader('Date', new Date(device.utcMs()).toUTCString())
    request.resume()
    const asked = readRequest(request)
    const answer = asked === undefined ? undefined : admit(device.answer(asked))
    const viewer = new AbortController()
    viewers.add(viewer)
    response.once('close', () => {
      viewer.abort()
      viewers.delete(viewer)
      videos.delete(response)
      attached.delete(response)
    })
    if (answer?.media?.kind === 'video') videos.add(response)
    if (answer?.attaches) attached.add(response)
    await sendAnswer(response, answer, { camera: options.camera, watch: device.watch, attend: device.attend }, viewer.signal, clock)
  }

  const attached = new Set<ServerResponse>()
  const videos = new Set<ServerResponse>()
  function admit(answer: Answer): Answer {
    const isTooMany = answer.media?.kind === 'video' && videos.size >= maxVideoConnections
    return isTooMany ? { status: 200, type: 'text/plain', body: 'error, Return=-511' } : answer
  }

  const unwatch = device.watch((event) => {
    if (event.type === 'moving')
      later(moveMs, () => {
        device.arrived()
        goAway(0, true)
      })
    if (event.type === 'restarting') later(restartBeginsMs, () => goAway(restartMs, false))
    if (event.type === 'encoding') {
      for (const video of videos) video.destroy()
      rtspServer?.drop()
    }
    if (event.type === 'announcing' && server) options.onUp?.(device.endpoint())
  })

  await listen(device.endpoint())
  return {
    device,
    listening: () => (leaveShared ? options.shared?.endpoint : server && endpointOf(server)),
    attached: () => attached.size,
    cutAttached: () => {
      for (const response of attached) response.destroy()
    },
    close: async () => {
      isClosed = true
      unwatch()
      for (const cancel of timers) cancel()
      await silence(true)
    },
  }
}

function isLoopback({ address }: Endpoint): boolean {
  return /^127(?:\.\d{1,3}){3}$/.test(address)
}

function endpointOf(server: Server): Endpoint | undefined {
  const at = server.address()
  return at === null || typeof at === 'string' ? undefined : { address: at.address, port: at.port }
}

/** `undefined` for whatever is not below /cgi-bin. */
function readRequest({ method = 'GET', url = '', headers }: IncomingMessage): CgiRequest | undefined {
  const [path = '', query = ''] = [url.split('?', 1)[0], url.split('?').slice(1).join('?')]
  const program = /^\/cgi-bin\/(?<program>\w+)\.cgi$/i.exec(path)?.groups?.['program']
  if (program === undefined) return undefined
  return {
    method,
    target: url,
    program: program.toLowerCase(),
    pairs: splitAccount(parseQuery(query)).rest,
    ...(headers.authorization === undefined ? {} : { authorization: headers.authorization }),
  }
}
