import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'

/** Node's request as the standard one; `signal` aborts when the browser goes away before the answer is out. */
export function toRequest(incoming: IncomingMessage, outgoing: ServerResponse, origin: string): Request {
  const leaving = new AbortController()
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) leaving.abort()
  })
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  return new Request(new URL(incoming.url ?? '/', origin), { method: incoming.method ?? 'GET', headers, signal: leaving.signal })
}

/** Sends a standard answer, chunk by chunk as it comes. A browser that leaves cancels the body; that is no error. */
export async function sendResponse(
  response: Response,
  outgoing: ServerResponse,
  { withBody }: { readonly withBody: boolean },
): Promise<void> {
  for (const [name, value] of response.headers) outgoing.setHeader(name, value)
  outgoing.writeHead(response.status)
  if (response.body === null || !withBody) {
    await response.body?.cancel()
    outgoing.end()
    return
  }
  outgoing.flushHeaders()
  await pipeline(Readable.fromWeb(response.body as ReadableStream<Uint8Array>), outgoing).catch(() => undefined)
}
