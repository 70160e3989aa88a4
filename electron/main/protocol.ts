import { protocol, type Session } from 'electron'
import { refusal } from '#node/page/pageServer.ts'
import { isOurs, scheme } from './origin.ts'

/** Tells Chromium, before it starts, that our scheme is as good as https: same-origin rules, fetch, media in pieces. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ])
}

/** Answers our scheme with the page and its streams. */
export function mountScheme(session: Session, servePage: (request: Request) => Promise<Response>): void {
  session.protocol.handle(scheme, (request) => (isOurs(request.url) ? servePage(request) : refusal(404)))
}
