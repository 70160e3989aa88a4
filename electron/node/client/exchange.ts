import type { IncomingHttpHeaders } from 'node:http'
import type { Client } from 'undici'
import { type AppError, AppFailure } from '#common/errors/appError.ts'

/** One HTTP answer, read to its end. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** ms since the epoch: when the request went out, when the answer began. */
  readonly sentAtMs: number
  readonly answeredAtMs: number
}

export interface Outgoing {
  /** Path and query exactly as they go out. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

export interface ExchangeLimits {
  readonly maxBytes: number
  readonly signal: AbortSignal
  readonly now: () => number
  /** The request is handed to an open connection: from here on the device may act on it. */
  readonly onSent?: () => void
}

const cutShort: AppError = { kind: 'malformed', path: '', problem: 'answer cut short' }

/**
 * Sends one GET and reads the answer. A connection that did not get to its end is destroyed. Nothing is sent twice: a request that undici would repeat on another connection is
 * given up instead, for only the caller knows whether it may be repeated.
 *
 * @throws AppFailure without the place: whoever knows the request adds it
 */
export function exchange(
  connection: Client,
  { path, headers }: Outgoing,
  { maxBytes, signal, now, onSent }: ExchangeLimits,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    let sentAtMs: number | undefined
    let head: Pick<Answer, 'status' | 'headers' | 'answeredAtMs'> | undefined

    const give = (error: AppError) => {
      signal.removeEventListener('abort', stop)
      reject(new AppFailure(error))
      void connection.destroy()
    }
    const stop = () => give(signal.reason instanceof AppFailure ? signal.reason.error : { kind: 'cancelled' })
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })

    connection.dispatch(
      { path, method: 'GET', headers },
      {
        onRequestStart() {
          if (sentAtMs !== undefined) return give({ kind: 'unreachable', why: 'reset' })
          sentAtMs = now()
          onSent?.()
        },
        onResponseStart(_, status, received) {
          if (status >= 200) head = { status, headers: received, answeredAtMs: now() }
        },
        onResponseData(_, chunk) {
          size += chunk.length
          chunks.push(chunk)
          if (size > maxBytes) give({ kind: 'malformed', path: '', problem: 'tooLong' })
        },
        onResponseEnd() {
          signal.removeEventListener('abort', stop)
          if (head && sentAtMs !== undefined) resolve({ ...head, sentAtMs, body: Buffer.concat(chunks) })
          else give(cutShort)
        },
        onResponseError(_, thrown) {
          give(faultOf(thrown, head !== undefined))
        },
      },
    )
  })
}

/** What a network error means to a person. The error itself stays behind: it may hold the request. */
export function faultOf(thrown: unknown, hasBegun: boolean): AppError {
  if (thrown instanceof AppFailure) return thrown.error
  const codes = codesOf(thrown)
  const isNoHttp = thrown instanceof Error && thrown.name === 'HTTPParserError'
  const is = (...known: readonly string[]) => codes.some((code) => known.includes(code))
  if (is('ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'))
    return { kind: 'unreachable', why: 'timeout' }
  if (is('UND_ERR_RES_CONTENT_LENGTH_MISMATCH')) return cutShort
  const tls = hasBegun ? undefined : tlsFaultOf(codes)
  if (tls) return tls
  if (is('ECONNREFUSED')) return { kind: 'unreachable', why: 'refused' }
  if (is('EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL'))
    return { kind: 'unreachable', why: 'noRoute' }
  if (isNoHttp || is('UND_ERR_HEADERS_OVERFLOW')) return hasBegun ? cutShort : { kind: 'malformed', path: '', problem: 'not HTTP' }
  if (is('ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_SOCKET', 'UND_ERR_DESTROYED', 'UND_ERR_CLOSED', 'UND_ERR_ABORTED'))
    return hasBegun ? cutShort : { kind: 'unreachable', why: 'reset' }
  return { kind: 'bug', message: `network: ${codes.join(', ') || 'no code'}` }
}

/** What OpenSSL would not do: its names for it are long and stay the same. */
function tlsFaultOf(codes: readonly string[]): AppError | undefined {
  const reason = codes.find((code) => code.startsWith('ERR_SSL_') || code === 'EPROTO' || code.startsWith('ERR_TLS_'))
  if (reason === undefined) return undefined
  const has = (pattern: RegExp) => codes.some((code) => pattern.test(code))
  if (has(/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/)) return { kind: 'tls', why: 'notTls', reason }
  if (has(/UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|VERSION_TOO_LOW/)) return { kind: 'tls', why: 'old', reason }
  if (has(/KEY_TOO_SMALL|TOO_WEAK|HANDSHAKE_FAILURE|NO_CIPHERS|NO_SHARED|INSUFFICIENT_SECURITY/))
    return { kind: 'tls', why: 'weak', reason }
  return { kind: 'tls', why: 'other', reason }
}

/** The codes of an error and of those inside it: several addresses tried give one error each. */
function codesOf(thrown: unknown): readonly string[] {
  if (!(thrown instanceof Error)) return []
  const own = 'code' in thrown && typeof thrown.code === 'string' ? [thrown.code] : []
  const inner = thrown instanceof AggregateError ? thrown.errors.flatMap(codesOf) : codesOf(thrown.cause)
  return [...own, ...inner]
}
