import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Who asks, as far as it matters. `port` is ours: the cookie of another port's host is not for us. */
export interface Access {
  /** In the address printed at the start; whoever shows it gets a session. */
  readonly token: string
  /** True when the request shows the token in its query. */
  showsToken(request: IncomingMessage): boolean
  /** The header that gives the browser its session. */
  sessionCookie(port: number): string
  /** Why the request is refused; undefined when it may pass. */
  refused(request: IncomingMessage, port: number): string | undefined
  /** The same without asking for a session: for the one request that brings the token. */
  foreign(request: IncomingMessage, port: number): string | undefined
}

/** 256 random bits each for the token in the address and the session in the cookie: knowing one does not give the other. */
export function createAccess(): Access {
  const token = randomBytes(32).toString('base64url')
  const session = randomBytes(32).toString('base64url')

  function foreign(request: IncomingMessage, port: number): string | undefined {
    if (request.headers.host !== `127.0.0.1:${port}`) return 'wrong Host'
    const { origin } = request.headers
    const site = request.headers['sec-fetch-site']
    if (origin !== undefined && origin !== `http://127.0.0.1:${port}`) return 'foreign Origin'
    if (isUpgrade(request) && origin === undefined) return 'no Origin'
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'foreign page'
    return undefined
  }

  return {
    token,
    foreign,
    showsToken: (request) => same(new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('token'), token),
    sessionCookie: (port) => `${cookieName(port)}=${session}; HttpOnly; SameSite=Strict; Path=/`,
    refused: (request, port) => foreign(request, port) ?? (same(cookie(request, cookieName(port)), session) ? undefined : 'no session'),
  }
}

function isUpgrade(request: IncomingMessage): boolean {
  return request.headers.upgrade !== undefined
}

/** Cookies do not know ports, so that two hosts on one machine need two names. */
function cookieName(port: number): string {
  return `sightline-${port}`
}

function cookie(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='))
  return pairs.find(([key]) => key === name)?.[1]
}

/** Compares without telling by its duration how much was right. */
function same(shown: string | null | undefined, expected: string): boolean {
  const a = Buffer.from(shown ?? '')
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}
