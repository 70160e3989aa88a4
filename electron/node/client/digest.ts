import { createHash, randomBytes } from 'node:crypto'
import type { Challenge } from './challenge.ts'

export interface Account {
  readonly user: string
  readonly password: string
}

/** Algorithms of RFC 7616 and RFC 2617, weakest first. */
const hashes = { md5: 'md5', 'sha-256': 'sha256', 'sha-512-256': 'sha512-256' } as const

type Algorithm = keyof typeof hashes

/** A Digest offer this client can answer. */
export interface DigestOffer {
  readonly realm: string
  readonly nonce: string
  readonly opaque?: string
  /** As the device spelt it; absent where it named none, which means MD5. */
  readonly algorithm?: string
  readonly hash: (typeof hashes)[Algorithm]
  /** The password's hash is bound to the first nonce as well (`MD5-sess`). */
  readonly isSession: boolean
  /** `none` is the older form of RFC 2069, without a counter. */
  readonly qop: 'auth' | 'none'
  readonly hasUtf8: boolean
  readonly hidesUser: boolean
  readonly isStale: boolean
  /** True where the device says either way. */
  readonly saysStale: boolean
}

/** The strongest Digest offer among the challenges; `undefined` when there is none this client can answer. */
export function bestDigest(challenges: readonly Challenge[]): DigestOffer | undefined {
  return challenges
    .filter(({ scheme }) => scheme === 'digest')
    .map(({ parameters }) => offerOf(parameters))
    .filter((offer) => offer !== undefined)
    .sort((a, b) => rank(b) - rank(a))[0]
}

/** What is hashed for one request. */
export interface DigestRequest {
  readonly method: string
  /** Path and query exactly as they go out. */
  readonly uri: string
  /** Times this nonce was used, this one counted. */
  readonly count: number
  /** Ours to choose; only tests give it. */
  readonly cnonce?: string
}

/** The value of the `Authorization` header. */
export function digestHeader(
  offer: DigestOffer,
  { user, password }: Account,
  { method, uri, count, cnonce = randomBytes(16).toString('base64') }: DigestRequest,
): string {
  const hash = (text: string) => createHash(offer.hash).update(text, 'utf8').digest('hex')
  const nc = count.toString(16).padStart(8, '0')
  const secret = hash(`${user}:${offer.realm}:${password}`)
  const a1 = offer.isSession ? hash(`${secret}:${offer.nonce}:${cnonce}`) : secret
  const a2 = hash(`${method}:${uri}`)
  const withCounter = offer.qop === 'auth'
  const response = hash(withCounter ? `${a1}:${offer.nonce}:${nc}:${cnonce}:auth:${a2}` : `${a1}:${offer.nonce}:${a2}`)
  const parts = [
    offer.hidesUser ? `username=${quote(hash(`${user}:${offer.realm}`))}` : userPart(user, offer.hasUtf8),
    `realm=${quote(bytes(offer.realm))}`,
    `nonce=${quote(offer.nonce)}`,
    `uri=${quote(uri)}`,
    `response="${response}"`,
    ...(offer.algorithm === undefined ? [] : [`algorithm=${offer.algorithm}`]),
    ...(offer.opaque === undefined ? [] : [`opaque=${quote(offer.opaque)}`]),
    ...(withCounter ? ['qop=auth', `nc=${nc}`] : []),
    ...(withCounter || offer.isSession ? [`cnonce=${quote(cnonce)}`] : []),
    ...(offer.hidesUser ? ['userhash=true'] : []),
  ]
  return `Digest ${parts.join(', ')}`
}

function offerOf(parameters: Readonly<Record<string, string>>): DigestOffer | undefined {
  const { realm = '', nonce, opaque, algorithm, qop, stale } = parameters
  const [, name = '', session] = /^(.*?)(-sess)?$/.exec((algorithm ?? 'md5').toLowerCase()) ?? []
  const qops = qop?.toLowerCase().split(/[\s,]+/)
  if (nonce === undefined || !isAlgorithm(name) || (qops && !qops.includes('auth'))) return undefined
  return {
    realm,
    nonce,
    ...(opaque === undefined ? {} : { opaque }),
    ...(algorithm === undefined ? {} : { algorithm }),
    hash: hashes[name],
    isSession: session !== undefined,
    qop: qops ? 'auth' : 'none',
    hasUtf8: parameters['charset']?.toLowerCase() === 'utf-8',
    hidesUser: parameters['userhash']?.toLowerCase() === 'true',
    isStale: stale?.toLowerCase() === 'true',
    saysStale: stale !== undefined,
  }
}

function isAlgorithm(name: string): name is Algorithm {
  return Object.hasOwn(hashes, name)
}

function rank(offer: DigestOffer): number {
  return Object.values(hashes).indexOf(offer.hash)
}

/** `username*` of RFC 7616 where the device declared UTF-8 and the name needs it; else the bytes of UTF-8. */
function userPart(user: string, hasUtf8: boolean): string {
  if (hasUtf8 && /[^\x20-\x7E]/.test(user)) return `username*=UTF-8''${encodeURIComponent(user)}`
  return `username=${quote(bytes(user))}`
}

/** A header goes out one byte a character; the text's UTF-8 bytes are written as such characters. */
function bytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
