import type { ServerResponse } from 'node:http'
import { attach, type FeedPorts } from './alarms/feed.ts'
import type { Camera } from './camera.ts'
import { type Answer, notFound } from './cgi/answer.ts'
import type { Clock } from './clock/clock.ts'
import { playSound } from './sound/playSound.ts'

/** Where what goes on comes from. */
export interface SendPorts extends FeedPorts {
  readonly camera: Camera
}

/** Writes an answer, faults included. The signal says that the other side has hung up, or the device is going. */
export async function sendAnswer(
  response: ServerResponse,
  answer: Answer = notFound(),
  { camera, ...feed }: SendPorts,
  signal: AbortSignal,
  clock: Clock,
): Promise<void> {
  if (answer.delayMs !== undefined) await wait(answer.delayMs, signal, clock)
  if (signal.aborted) return
  if (answer.fault === 'gone') {
    response.destroy()
    return
  }
  if (answer.media?.kind === 'video') {
    camera.play(answer.media, answer.media.encoding, response, signal)
    return
  }
  if (answer.media?.kind === 'sound') {
    playSound(response, answer.media, signal, clock)
    return
  }
  if (answer.attaches) {
    attach(response, feed, signal)
    return
  }
  if (answer.media === undefined) {
    sendBody(response, answer, Buffer.from(answer.bytes ?? answer.body))
    return
  }
  const picture = await camera.snapshot(answer.media, answer.media.quality)
  if (!signal.aborted) sendBody(response, { ...answer, type: 'image/jpeg' }, picture)
}

const trickleMs = 1
const neverEndsMs = 200

function sendBody(response: ServerResponse, answer: Answer, body: Buffer): void {
  const { status, type, challenges = [], fault } = answer
  const isLong = fault !== 'noLength' && fault !== 'chunked'
  if (fault === 'noLength') response.useChunkedEncodingByDefault = false
  response.writeHead(status, {
    'Content-Type': type,
    ...(isLong ? { 'Content-Length': body.length } : {}),
    ...(fault === 'noLength' ? { Connection: 'close' } : {}),
    'Cache-Control': 'no-cache',
    ...(challenges.length > 0 ? { 'WWW-Authenticate': [...challenges] } : {}),
  })
  const half = Math.floor(body.length / 2)
  if (fault === 'cutShort') response.write(body.subarray(0, half), () => response.destroy())
  else if (fault === 'reset') response.write(body.subarray(0, half), () => response.socket?.resetAndDestroy())
  else if (fault === 'neverEnds') drip(response, body, half, neverEndsMs, body.length - 1)
  else if (fault === 'trickle') drip(response, body, 0, trickleMs, body.length)
  else if (fault === 'chunked') sendChunks(response, body)
  else response.end(body)
}

/** The first bytes at once, then one at a time until so many are out; what is whole is ended. */
function drip(response: ServerResponse, body: Buffer, atOnce: number, everyMs: number, until: number): void {
  response.write(body.subarray(0, atOnce))
  let sent = atOnce
  const timer = setInterval(() => {
    if (sent < until) response.write(body.subarray(sent, ++sent))
    if (sent < body.length) return
    clearInterval(timer)
    response.end()
  }, everyMs)
  response.on('close', () => clearInterval(timer))
}

function sendChunks(response: ServerResponse, body: Buffer): void {
  for (let at = 0; at < body.length; at += 7) response.write(body.subarray(at, at + 7))
  response.end()
}

function wait(ms: number, signal: AbortSignal, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.later(ms, resolve)
    signal.addEventListener(
      'abort',
      () => {
        cancel()
        resolve()
      },
      { once: true },
    )
  })
}
