import { type AppError, AppFailure, deviceError, type ErrorPlace } from '#common/errors/appError.ts'
import { type Pair, parseLines } from '#common/wire/pairs.ts'
import { readReply, type Reply } from '#common/wire/reply.ts'
import { WireError } from '#common/wire/wireError.ts'
import { type Charset, readText } from './charset.ts'
import type { Answer } from './exchange.ts'

/** What is needed to speak of an answer: which request it belongs to, and what must not be shown. */
export interface Reading {
  readonly place: ErrorPlace
  readonly secrets: readonly string[]
}

/** The longest `Error,return=-508` worth looking for one in: pictures are not searched. */
const longestError = 512

/** Codes with which a device says that it keeps the account out. */
export const lockCodes: readonly number[] = [-515, -527]

/** The error code of an answer, whatever its HTTP status: devices send codes with 200 and with 401. */
export function errorCodeOf({ body }: Pick<Answer, 'body'>): number | undefined {
  if (body.length === 0 || body.length > longestError) return undefined
  try {
    const reply = readReply(body.toString('utf8'))
    return reply.kind === 'error' ? reply.code : undefined
  } catch {
    return undefined
  }
}

/**
 * The text of an answer, sorted.
 *
 * @throws AppFailure `device`, `locked`, `http` or `malformed`
 */
export function textReply(
  answer: Answer,
  reading: Reading,
): { readonly text: string; readonly charset: Charset; readonly reply: Exclude<Reply, { readonly kind: 'error' }> } {
  refuseErrors(answer, reading)
  const { text, charset } = readText(answer.body)
  return withPlace(reading, () => {
    const reply = readReply(text)
    if (reply.kind === 'error') throw new AppFailure(codeError(reply.code))
    return { text, charset, reply }
  })
}

/**
 * The pairs of an answer. A sentence such as `Not Find AlarmInfo` is a pair without a value: nothing to report.
 *
 * @throws AppFailure `device`, `locked`, `http` or `malformed`
 */
export function pairsReply(
  answer: Answer,
  reading: Reading,
): { readonly text: string; readonly charset: Charset; readonly pairs: readonly Pair[] } {
  const { text, charset, reply } = textReply(answer, reading)
  if (reply.kind === 'ok') throw new AppFailure({ kind: 'malformed', path: '', problem: 'OK instead of values', ...reading.place })
  return { text, charset, pairs: reply.kind === 'pairs' ? reply.pairs : parseLines(text) }
}

/**
 * What follows the OK of an answer.
 *
 * @throws AppFailure `device`, `locked`, `http` or `malformed`
 */
export function okReply(answer: Answer, reading: Reading): string {
  const { text, reply } = textReply(answer, reading)
  if (reply.kind === 'ok') return reply.note
  const excerpt = mask(text.slice(0, 80), reading.secrets)
  throw new AppFailure({ kind: 'malformed', path: '', problem: 'not OK', excerpt, ...reading.place })
}

/**
 * The bytes of a JPEG.
 *
 * @throws AppFailure `device`, `locked`, `http` or `malformed`
 */
export function pictureReply(answer: Answer, reading: Reading): Uint8Array {
  refuseErrors(answer, reading)
  const { body } = answer
  if (body[0] === 0xff && body[1] === 0xd8) return new Uint8Array(body)
  if (body.length > 0 && body.length <= longestError) withPlace(reading, () => readReply(body.toString('utf8')))
  throw new AppFailure({ kind: 'malformed', path: '', problem: body.length === 0 ? 'empty' : 'not a JPEG', ...reading.place })
}

/** Runs a piece of reading and gives whatever it throws the place of the request and no secret. */
export function withPlace<T>({ place, secrets }: Reading, work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    if (thrown instanceof AppFailure) throw new AppFailure({ ...thrown.error, ...place })
    if (!(thrown instanceof WireError)) throw thrown
    const { path, problem, detail } = thrown
    throw new AppFailure({ kind: 'malformed', path, problem, excerpt: mask(detail, secrets), ...place })
  }
}

function refuseErrors(answer: Answer, { place }: Reading): void {
  const code = errorCodeOf(answer)
  if (code !== undefined) throw new AppFailure({ ...codeError(code), ...place })
  if (answer.status !== 200) throw new AppFailure({ kind: 'http', status: answer.status, ...place })
}

export function codeError(code: number): AppError {
  return lockCodes.includes(code) ? { kind: 'locked' } : deviceError(code)
}

const secretParameter = /((?:user_?name|password|passwd|pwd)\w*(?:=|%3D))[^&\s"'<>]*/gi

/** A text without secrets: an error page may repeat the request it is about. */
export function mask(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '•••'), text).replace(secretParameter, '$1•••')
}
