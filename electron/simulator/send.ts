import type { ServerResponse } from 'node:http'
import type { Camera } from './camera.ts'
import { type Answer, notFound } from './cgi/answer.ts'
import type { Clock } from './clock/clock.ts'

/** Writes an answer, faults included. The signal says that the other side has hung up, or the device is going. */
export async function sendAnswer(
  response: ServerResponse,
  answer: Answer = notFound(),
  camera: Camera,
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
  if (answer.media === undefined) {
    sendBody(response, answer, Buffer.from(answer.body))
    return
  }
  const picture = await camera.snapshot(answer.media, answer.media.quality)
  if (!signal.aborted) sendBody(response, { ...answer, type: 'image/jpeg' }, picture)
}

function sendBody(response: ServerResponse, { status, type, challenges = [], fault }: Answer, body: Buffer): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': body.length,
    'Cache-Control': 'no-cache',
    ...(challenges.length > 0 ? { 'WWW-Authenticate': [...challenges] } : {}),
  })
  if (fault === 'cutShort') response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy())
  else response.end(body)
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
