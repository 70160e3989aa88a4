import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '../clock/clock.ts'
import type { Accounts, Verdict } from './accounts.ts'

export type DigestAlgorithm = 'MD5' | 'SHA-256'

export interface DigestOptions {
  readonly realm: string
  /** Offered in this order, one header each. */
  readonly algorithms: readonly DigestAlgorithm[]
  /** ms a nonce is good for. */
  readonly nonceMs?: number
  /** Requests a nonce is good for. */
  readonly nonceUses?: number
}

export interface DigestGuard {
  /** Values of WWW-Authenticate; `isStale` tells a client that its password was not the trouble. */
  readonly challenges: (isStale: boolean) => readonly string[]
  /** `stale` when the nonce is old, used up, unknown or its count came before; that is no failed attempt. */
  readonly judge: (request: { readonly method: string; readonly target: string }, authorization: string) => Verdict | 'stale' | 'none'
}

interface Nonce {
  readonly bornAt: number
  readonly counts: Set<string>
}

/** Nonces kept at once: a client that never comes back must not fill the device. */
const keptNonces = 64

/** HTTP Digest, qop auth (RFC 7616), as the cameras ask for it. */
export function createDigestGuard(
  accounts: Accounts,
  clock: Clock,
  { realm, algorithms, nonceMs = 5 * 60_000, nonceUses = 500 }: DigestOptions,
): DigestGuard {
  const nonces = new Map<string, Nonce>()

  function challenges(isStale: boolean) {
    const nonce = randomBytes(16).toString('hex')
    nonces.set(nonce, { bornAt: clock.now(), counts: new Set() })
    for (const oldest of nonces.keys()) {
      if (nonces.size <= keptNonces) break
      nonces.delete(oldest)
    }
    return algorithms.map(
      (algorithm) => `Digest realm="${realm}", qop="auth", algorithm=${algorithm}, nonce="${nonce}"${isStale ? ', stale=true' : ''}`,
    )
  }

  function isFresh(nonce: string, count: string): boolean {
    const known = nonces.get(nonce)
    if (known === undefined || clock.now() - known.bornAt > nonceMs || known.counts.size >= nonceUses) return false
    if (known.counts.has(count)) return false
    known.counts.add(count)
    return true
  }

  function judge({ method, target }: { readonly method: string; readonly target: string }, authorization: string) {
    const given = parseParameters(authorization)
    if (given === undefined) return 'none'
    const { username = '', nonce = '', nc = '', cnonce = '', qop = '', uri = '', response = '' } = given
    const algorithm = algorithms.find((offered) => offered.toLowerCase() === (given['algorithm'] ?? 'MD5').toLowerCase())
    if (algorithm === undefined || qop !== 'auth' || uri !== target || given['realm'] !== realm) return 'none'
    const hash = (text: string) =>
      createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
        .update(text)
        .digest('hex')
    if (!isFresh(nonce, nc)) return 'stale'
    return accounts.judge(username, (password) => {
      const expected = hash(`${hash(`${username}:${realm}:${password}`)}:${nonce}:${nc}:${cnonce}:${qop}:${hash(`${method}:${uri}`)}`)
      return response.toLowerCase() === expected
    })
  }

  return { challenges, judge }
}

function parseParameters(authorization: string): Readonly<Record<string, string>> | undefined {
  if (!/^digest\s/i.test(authorization)) return undefined
  const found: Record<string, string> = {}
  for (const [, name = '', quoted, plain] of authorization.slice(7).matchAll(/([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g))
    found[name.toLowerCase()] = quoted?.replace(/\\(.)/g, '$1') ?? plain ?? ''
  return found
}
