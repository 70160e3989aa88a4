import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import type { Camera } from '../camera.ts'
import type { Clock } from '../clock/clock.ts'
import type { VirtualDevice } from '../device.ts'
import { encodingOf } from '../streams.ts'
import { tracks } from './address.ts'
import { describeClip, familyOf } from './description.ts'
import { playOver } from './player.ts'
import type { RtspRequest } from './requests.ts'

export interface ConversationOptions {
  readonly device: VirtualDevice
  readonly camera: Camera
  readonly clock: Clock
}

/** One client at the RTSP server of a device. */
export interface Conversation {
  take(request: RtspRequest): void
  end(): void
}

const offered = 'OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER'
const seconds = 60

/** Answers requests; a session nobody speaks of within its timeout is cut, as RFC 2326 allows and cameras do. */
export function converse(socket: Socket, { device, camera, clock }: ConversationOptions): Conversation {
  const timeout = device.profile.rtspTimeout ?? seconds
  let session: { readonly id: string; channel?: number } | undefined
  let stop: (() => void) | undefined
  let forget: (() => void) | undefined

  function answer({ headers }: RtspRequest, status: number, more: Readonly<Record<string, string>> = {}, body = ''): void {
    const lines = [
      `RTSP/1.0 ${status} ${words[status] ?? 'Error'}`,
      `CSeq: ${headers.get('cseq') ?? '0'}`,
      ...Object.entries(more).map(([name, value]) => `${name}: ${value}`),
      ...(body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
    ]
    socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`)
  }

  function take(request: RtspRequest): void {
    const { method, url, headers } = request
    if (method === 'OPTIONS') return answer(request, 200, { Public: offered })
    const authorization = headers.get('authorization')
    const passed = device.admitRtsp({
      method,
      target: url,
      program: '',
      pairs: [],
      ...(authorization === undefined ? {} : { authorization }),
    })
    if (!('user' in passed)) return refuse(request, passed.challenges ?? [])
    const view = device.viewAt(url)
    const clip = view && camera.clipOf?.(view, encodingOf(device.kept, view))
    const family = clip && familyOf(clip)
    if (!clip || !family) return answer(request, 404)
    if (method === 'DESCRIBE') {
      const base = { 'Content-Base': url.endsWith('/') ? url : `${url}/`, 'Content-Type': 'application/sdp' }
      return answer(request, 200, base, describeClip(clip, family))
    }
    if (method === 'SETUP') return setUp(request)
    if (!session || headers.get('session') !== session.id) return answer(request, 454)
    if (method === 'PLAY') {
      answer(request, 200, { Session: session.id, Range: 'npt=now-', 'RTP-Info': `url=${url}` })
      if (session.channel !== undefined) stop ??= playOver(socket, clip, family, session.channel)
    } else if (method === 'GET_PARAMETER') answer(request, 200, { Session: session.id })
    else if (method === 'TEARDOWN') {
      end()
      answer(request, 200)
      socket.end()
    } else answer(request, 501)
  }

  function setUp(request: RtspRequest): void {
    const transport = request.headers.get('transport') ?? ''
    const channel = /RTP\/AVP\/TCP.*interleaved=(?<channel>\d+)/i.exec(transport)?.groups?.['channel']
    if (channel === undefined) return answer(request, 461)
    session ??= { id: randomBytes(8).toString('hex') }
    if (!isSilentTrack(request.url)) session.channel = Number(channel)
    const agreed = `RTP/AVP/TCP;unicast;interleaved=${channel}-${Number(channel) + 1};ssrc=0`
    answer(request, 200, { Session: `${session.id};timeout=${timeout}`, Transport: agreed })
  }

  /** Several offers stand in several headers of the same name. */
  function refuse({ headers }: RtspRequest, challenges: readonly string[]): void {
    const lines = [
      'RTSP/1.0 401 Unauthorized',
      `CSeq: ${headers.get('cseq') ?? '0'}`,
      ...challenges.map((one) => `WWW-Authenticate: ${one}`),
    ]
    socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  }

  function end(): void {
    stop?.()
    forget?.()
    session = undefined
  }

  return {
    take(request) {
      forget?.()
      take(request)
      if (session) forget = clock.later(timeout * 1000, () => socket.destroy())
    },
    end,
  }
}

/** Described and set up like the others, and never heard of again. */
function isSilentTrack(url: string): boolean {
  return url.endsWith(tracks.sound) || url.endsWith(tracks.data)
}

const words: Readonly<Record<number, string>> = {
  200: 'OK',
  404: 'Not Found',
  454: 'Session Not Found',
  461: 'Unsupported Transport',
  501: 'Not Implemented',
}
