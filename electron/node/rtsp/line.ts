import { createConnection, type Socket } from 'node:net'
import { type AppError, AppFailure, fail } from '#common/errors/appError.ts'
import { createFraming, type RtspMessage } from '#common/rtsp/framing.ts'
import { WireError } from '#common/wire/wireError.ts'
import { faultOf } from '../client/exchange.ts'

/** What a server says to a request. */
export interface RtspAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export interface RtspRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** One RTSP connection: requests by number, packets as they come. */
export interface Line {
  /** Sends a request and waits for its answer. The url goes out as it is. */
  ask(request: RtspRequest): Promise<RtspAnswer>
  /** Reading stops while the taker is behind: TCP then slows the server down. */
  pause(): void
  resume(): void
  /** Ends the connection for that reason; the bytes already handed over still go out. */
  close(reason: AppError): void
  /** Settles, never rejects, with what ended the connection. */
  readonly ended: Promise<AppError>
}

export interface LineOptions {
  readonly address: string
  readonly port: number
  /** Gives up connecting, with its reason. An open connection is closed by whoever holds it. */
  readonly signal: AbortSignal
  /** ms until the connection must stand. */
  readonly connectTimeoutMs: number
  /** ms without a byte after which the connection has ended. */
  readonly idleMs: number
  readonly onPacket: (channel: number, bytes: Uint8Array) => void
}

const closed: AppError = { kind: 'unreachable', why: 'reset' }

/** Opens a connection. @throws AppFailure `unreachable` or `cancelled` */
export function openLine(options: LineOptions): Promise<Line> {
  const { address, port, signal, connectTimeoutMs } = options
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new AppFailure(reasonOf(signal)))
    const socket = createConnection({ host: address, port, noDelay: true })
    const timer = setTimeout(() => give({ kind: 'unreachable', why: 'timeout' }), connectTimeoutMs)
    const stop = () => give(reasonOf(signal))
    const broke = (thrown: Error) => give(faultOf(thrown, false))
    const settle = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      socket.removeListener('error', broke)
    }
    function give(error: AppError) {
      settle()
      socket.on('error', () => undefined)
      socket.destroy()
      reject(new AppFailure(error))
    }
    signal.addEventListener('abort', stop, { once: true })
    socket.once('error', broke)
    socket.once('connect', () => {
      settle()
      resolve(lineOn(socket, options))
    })
  })
}

function lineOn(socket: Socket, { idleMs, onPacket }: Pick<LineOptions, 'idleMs' | 'onPacket'>): Line {
  const framing = createFraming()
  const waiting = new Map<number, (answer: RtspAnswer | AppError) => void>()
  let end: AppError | undefined
  let tellEnd: (error: AppError) => void = () => undefined
  const ended = new Promise<AppError>((resolve) => (tellEnd = resolve))
  let number = 0

  function finish(error: AppError): void {
    if (end) return
    end = error
    socket.destroySoon()
    for (const settle of waiting.values()) settle(error)
    waiting.clear()
    tellEnd(error)
  }

  function take(message: RtspMessage): void {
    if (message.kind === 'packet') return onPacket(message.channel, message.bytes)
    const cseq = Number(message.headers['cseq'])
    if (message.kind === 'request') {
      // Nothing a server may ask of us is offered (RFC 2326 10).
      socket.write(`RTSP/1.0 501 Not Implemented\r\nCSeq: ${Number.isInteger(cseq) ? cseq : 0}\r\n\r\n`)
      return
    }
    const settle = waiting.get(cseq)
    waiting.delete(cseq)
    settle?.({ status: message.status, headers: message.headers, body: Buffer.from(message.body) })
  }

  function write({ method, url, headers }: RtspRequest): number {
    number += 1
    const lines = Object.entries({ CSeq: String(number), 'User-Agent': 'Sightline', ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    )
    // One byte a character, as headers go: names in UTF-8 come as such characters already.
    socket.write(`${[`${method} ${url} RTSP/1.0`, ...lines].join('\r\n')}\r\n\r\n`, 'latin1')
    return number
  }

  socket.setTimeout(idleMs, () => finish({ kind: 'unreachable', why: 'timeout' }))
  socket.on('error', (thrown) => finish(faultOf(thrown, false)))
  socket.on('close', () => finish(closed))
  socket.on('data', (chunk) => {
    try {
      for (const message of framing.push(chunk)) if (!end) take(message)
    } catch (thrown) {
      if (!(thrown instanceof WireError)) throw thrown
      finish({ kind: 'malformed', path: thrown.path, problem: thrown.problem })
    }
  })

  return {
    async ask(request) {
      if (end) fail(end)
      const answer = await new Promise<RtspAnswer | AppError>((resolve) => waiting.set(write(request), resolve))
      return 'kind' in answer ? fail(answer) : answer
    },
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    close: finish,
    ended,
  }
}

/** Why a signal was given. */
export function reasonOf({ reason }: AbortSignal): AppError {
  return reason instanceof AppFailure ? reason.error : { kind: 'cancelled' }
}
