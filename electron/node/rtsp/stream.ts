import { type AppError, type ErrorPlace, fail } from '#common/errors/appError.ts'
import { createDepacketizer, type Depacketizer } from '#common/rtsp/depacketizer.ts'
import { readDescription, type VideoTrack } from '#common/rtsp/sdp.ts'
import { baseOf, resolveControl, type RtspAddress } from '#common/rtsp/url.ts'
import type { Part } from '../live/multipart.ts'
import { defaultTimeoutSeconds, startKeepAlive } from './keepAlive.ts'
import { openLine, reasonOf, type RtspAnswer } from './line.ts'
import { createUnitQueue } from './unitQueue.ts'

/** Sends a request signed as the server asks for it; `send` puts it on the line with the headers it is given. */
export type SignedAsk = (
  request: { readonly method: string; readonly url: string },
  send: (headers: Readonly<Record<string, string>>) => Promise<RtspAnswer>,
) => Promise<RtspAnswer>

export interface RtspOptions {
  /** Where the device is. The host its URL names is not asked: an account goes to the device and nowhere else. */
  readonly address: string
  readonly rtsp: RtspAddress
  readonly ask: SignedAsk
  /** Ends the stream, opening or open. */
  readonly signal: AbortSignal
  readonly connectTimeoutMs: number
  /** ms without a byte after which the stream has ended. */
  readonly idleMs: number
  readonly place: ErrorPlace
  /** The connection is closed, for whatever reason. */
  readonly onEnd: () => void
}

/** ms a server has to hear that we leave. Ours. */
const farewellMs = 200

/**
 * Opens the video of an RTSP address over TCP, interleaved, and keeps the session alive (RFC 2326). Parts are access units in
 * Annex B. Closing the parts, or the signal, takes leave of the server.
 *
 * @throws AppFailure `unreachable`, `signIn`, `budget`, `locked`, `http` for a status other than 200, `malformed`, `cancelled`
 */
export async function openRtsp(options: RtspOptions): Promise<AsyncIterable<Part>> {
  const { rtsp, signal, place, onEnd } = options
  const units = createUnitQueue()
  let depacketizer: Depacketizer | undefined
  let videoChannel = 0
  let session: OpenSession | undefined

  const line = await openLine({
    ...options,
    port: rtsp.port,
    onPacket(channel, bytes) {
      if (!depacketizer || channel !== videoChannel) return
      for (const unit of depacketizer.push(bytes)) if (units.put(unit) === 'full') line.pause()
    },
  })
  let leaving: Promise<void> | undefined
  const leave = () => void farewell(reasonOf(signal))
  signal.addEventListener('abort', leave, { once: true })
  if (signal.aborted) leave()
  void line.ended.then((error) => {
    signal.removeEventListener('abort', leave)
    session?.stop()
    units.end(error)
    onEnd()
  })

  function ask(method: string, url: string, headers: Readonly<Record<string, string>> = {}): Promise<RtspAnswer> {
    return options.ask({ method, url }, (signed) => line.ask({ method, url, headers: { ...headers, ...signed } }))
  }

  function farewell(reason: AppError): Promise<void> {
    return (leaving ??= takeLeave(reason))
  }

  async function takeLeave(reason: AppError): Promise<void> {
    units.end(reason)
    if (session) await Promise.race([ask('TEARDOWN', session.url, session.headers).catch(() => undefined), line.ended, after(farewellMs)])
    line.close(reason)
  }

  async function open(): Promise<VideoTrack> {
    const offered = await ask('OPTIONS', rtsp.url)
    const described = accepted(await ask('DESCRIBE', rtsp.url, { Accept: 'application/sdp' }))
    const base = baseOf(described.headers, rtsp.url)
    const { control, video } = readDescription(described.body.toString('latin1'))
    if (!video) return fail({ kind: 'malformed', path: 'SDP', problem: 'no H.264 or H.265 video' })
    const url = resolveControl(base, control)
    const transport = { Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1' }
    const setUp = accepted(await ask('SETUP', resolveControl(base, video.control), transport))
    videoChannel = Number(/interleaved=(\d{1,3})/i.exec(setUp.headers['transport'] ?? '')?.[1] ?? 0)
    depacketizer = createDepacketizer(video)
    const { headers, timeoutSeconds } = sessionOf(setUp)
    accepted(await ask('PLAY', url, { ...headers, Range: 'npt=0.000-' }))
    const hasGetParameter = /\bGET_PARAMETER\b/i.test(offered.headers['public'] ?? '')
    const { stop } = startKeepAlive({ timeoutSeconds, hasGetParameter, send: (method) => stayAlive(method, url, headers) })
    session = { url, headers, stop }
    return video
  }

  /** A server that has forgotten the session sends nothing any more: better to begin anew at once (RFC 2326 11.3.5). */
  async function stayAlive(method: string, url: string, headers: OpenSession['headers']): Promise<number> {
    const { status } = await ask(method, url, headers)
    if (status === 454) line.close({ kind: 'unreachable', why: 'reset' })
    return status
  }

  async function* parts(contentType: string): AsyncGenerator<Part, void, void> {
    try {
      for (;;) {
        const unit = await units.next()
        if ('kind' in unit) fail({ ...unit, ...place })
        if (units.isLow()) line.resume()
        yield { contentType, ...unit }
      }
    } finally {
      await farewell({ kind: 'cancelled' })
    }
  }

  try {
    const { kind } = await open()
    return parts(`video/${kind}`)
  } catch (thrown) {
    line.close({ kind: 'cancelled' })
    throw thrown
  }
}

interface OpenSession {
  /** What PLAY was asked of: the whole, not the track. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  stop(): void
}

function accepted(answer: RtspAnswer): RtspAnswer {
  return answer.status === 200 ? answer : fail({ kind: 'http', status: answer.status })
}

function sessionOf({ headers }: RtspAnswer): Pick<OpenSession, 'headers'> & { readonly timeoutSeconds: number } {
  const [, id, parameters = ''] = /^([\x21-\x3a\x3c-\x7e]+)(.*)$/.exec(headers['session'] ?? '') ?? []
  const timeout = /;\s*timeout\s*=\s*(\d{1,6})/i.exec(parameters)?.[1]
  return { headers: id === undefined ? {} : { Session: id }, timeoutSeconds: Number(timeout ?? defaultTimeoutSeconds) }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
