import type { SoundEncoder } from '../sound/tone.ts'
import { formatLines, type Pair } from '#common/wire/pairs.ts'

/** Which picture is asked for. */
export interface View {
  readonly channel: number
  readonly stream: number
}

export type Encoding = 'h264' | 'h265' | 'mjpeg'

export type Media =
  | { readonly kind: 'sound'; readonly encoder: SoundEncoder; /** [0, 100] */ readonly volume: number }
  | ({ readonly kind: 'video'; readonly encoding: Encoding } & View)
  | ({ readonly kind: 'snapshot'; /** [1, 9] */ readonly quality: number } & View)

/** What goes back on the line, as data: quirks bend it before it is sent. */
export interface Answer {
  readonly status: number
  readonly type: string
  readonly body: string
  /** Sent in place of the body where it is no UTF-8. */
  readonly bytes?: Uint8Array
  /** Values of WWW-Authenticate. */
  readonly challenges?: readonly string[]
  /** A picture, a stream or a sound in place of the body. */
  readonly media?: Media
  /** Goes on in place of the body: alarms as they come. */
  readonly attaches?: true
  /** ms until the first byte. */
  readonly delayMs?: number
  /**
   * `gone`: the line drops without a byte. `cutShort`: half the promised body, then the line drops; `reset`: the same by a reset.
   * `trickle`: byte by byte. `neverEnds`: half, then a byte now and again. `noLength`: ended by closing. `chunked`: in chunks.
   */
  readonly fault?: 'cutShort' | 'gone' | 'reset' | 'trickle' | 'neverEnds' | 'noLength' | 'chunked'
}

export function text(body: string): Answer {
  return { status: 200, type: 'text/plain', body }
}

export function ok(): Answer {
  return text('OK')
}

export function lines(pairs: readonly Pair[]): Answer {
  return text(`${formatLines(pairs)}\n`)
}

/** A refused request: HTTP 200 and the code (manual 1.4.1). */
export function refusal(code: number): Answer {
  return text(`error, Return=${code}`)
}

/** A refused sign-in; this spelling was seen on an IPC, firmware 5.0.1621, which sends it with HTTP 401. */
export function signInRefusal(status: 200 | 401, code: number, challenges: readonly string[] = []): Answer {
  return { status, type: 'text/plain', body: `Error,return=${code}`, challenges }
}

export function notFound(): Answer {
  return {
    status: 404,
    type: 'text/html',
    body: '<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>',
  }
}

export function media(what: Media): Answer {
  return { status: 200, type: '', body: '', media: what }
}

export function attached(): Answer {
  return { ...text(''), attaches: true }
}

export function gone(): Answer {
  return { ...text(''), fault: 'gone' }
}
