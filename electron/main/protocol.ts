import { protocol, type Session } from 'electron'
import type { PageAnswer, PageRequest } from '#node/page/exchange.ts'
import { refusal } from '#node/page/pageServer.ts'
import { isOurs, scheme } from './origin.ts'

/** Tells Chromium, before it starts, that our scheme is as good as https: same-origin rules, fetch, media in pieces. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ])
}

/** Answers our scheme with the page and its streams. */
export function mountScheme(session: Session, servePage: (request: PageRequest) => Promise<PageAnswer>): void {
  session.protocol.handle(scheme, async ({ url, method, signal }) => {
    const { pathname, search } = new URL(url)
    const { status, headers, body } = isOurs(url) ? await servePage({ method, path: pathname + search, signal }) : refusal(404)
    return new Response(typeof body === 'string' ? body : new Uint8Array(body), { status, headers })
  })
}
