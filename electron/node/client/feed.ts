import type { Client } from 'undici'
import { type AppError, AppFailure, type ErrorPlace } from '#common/errors/appError.ts'
import type { Deadline } from './deadline.ts'
import { type Answer, faultOf, type Outgoing } from './exchange.ts'

/** An answer that may go on: `pieces` while it does, `body` where the device gave a short text instead. */
export interface FeedAnswer extends Answer {
  readonly pieces?: AsyncIterable<Uint8Array>
}

export interface FeedContext {
  readonly deadline: Deadline
  readonly now: () => number
  readonly place: ErrorPlace
}

/** A text in place of a feed is an error or a page; more than this is not read of it. */
const longestText = 64 * 1024

/** Sends one GET and hands over the body as it comes, unless it is text. Closing the pieces closes the connection. */
export async function openFeed(road: Client, { path, headers }: Outgoing, context: FeedContext): Promise<FeedAnswer> {
  const { deadline, now } = context
  const sentAtMs = now()
  deadline.signal.addEventListener('abort', () => void road.destroy(), { once: true })
  try {
    const { statusCode, headers: received, body } = await road.request({ path, method: 'GET', headers })
    body.on('error', () => undefined) // told to whoever reads; an unread body may fail unheard
    const answer = { status: statusCode, headers: received, sentAtMs, answeredAtMs: now(), body: Buffer.alloc(0) }
    if (statusCode === 200 && !/^text\//i.test(contentTypeOf(answer))) return { ...answer, pieces: pieces(road, body, context) }
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > longestText) throw new AppFailure({ kind: 'malformed', path: '', problem: 'tooLong' })
      chunks.push(chunk)
    }
    return { ...answer, body: Buffer.concat(chunks) }
  } catch (thrown) {
    throw failureOf(thrown, deadline)
  }
}

/** `text/plain` where the device names none: a feed always says what it is. */
export function contentTypeOf({ headers }: Pick<Answer, 'headers'>): string {
  return headers['content-type'] ?? 'text/plain'
}

async function* pieces(
  road: Client,
  body: AsyncIterable<Buffer>,
  { deadline, place }: FeedContext,
): AsyncGenerator<Uint8Array, void, void> {
  try {
    yield* body
  } catch (thrown) {
    throw new AppFailure({ ...failureOf(thrown, deadline).error, ...place })
  } finally {
    deadline.done()
    await road.destroy()
  }
}

function failureOf(thrown: unknown, { signal }: Deadline): AppFailure {
  if (thrown instanceof AppFailure) return thrown
  const error: AppError = signal.reason instanceof AppFailure ? signal.reason.error : faultOf(thrown, false)
  return new AppFailure(error)
}
