import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PageAnswer, PageRequest } from '#node/page/exchange.ts'

/** A browser's request as the page server takes it; its signal aborts when the browser leaves before the answer is out. */
export function toPageRequest(incoming: IncomingMessage, outgoing: ServerResponse): PageRequest {
  const leaving = new AbortController()
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) leaving.abort()
  })
  return { method: incoming.method ?? 'GET', path: incoming.url ?? '/', signal: leaving.signal }
}

/** Sends the whole answer at once; to HEAD only its headers. */
export function sendAnswer({ status, headers, body }: PageAnswer, outgoing: ServerResponse): void {
  outgoing.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) })
  outgoing.end(body)
}
