import { dots } from '../schema/veil.ts'
import { parseQuery, type Pair } from '../wire/pairs.ts'

/** A request as a person typed it, taken apart. */
export interface TypedRequest {
  /** `/cgi-bin/param.cgi` */
  readonly program: string
  /** Decoded; it is escaped anew when it goes out. */
  readonly query: readonly Pair[]
}

/**
 * Why a text is no request for this device.
 *
 * - `host` it names a host: the console asks the device one looks at and no other
 * - `up` it climbs out of its folder
 * - `account` it brings an account of its own, which would be tried past the budget of sign-ins
 * - `dots` it was copied from where a secret is dots
 */
export type TypedProblem = 'empty' | 'tooLong' | 'control' | 'host' | 'up' | 'notCgi' | 'account' | 'dots'

/** Characters. Devices read a request line into a buffer; the longest the manual prints has 1,500. Ours. */
export const longestTyped = 8192

/** Reads `param.cgi?action=get&type=dateTime`, with or without `GET` and `/cgi-bin/` before it. */
export function readTyped(text: string): TypedRequest | TypedProblem {
  if (text.length > longestTyped) return 'tooLong'
  const line = text.trim().replace(/^get +/i, '')
  if (line === '') return 'empty'
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(line)) return 'control'
  if (line.includes(dots)) return 'dots'
  const cut = line.indexOf('?')
  const path = cut < 0 ? line : line.slice(0, cut)
  if (/^(?:[a-z][\w+.-]*:|\/\/|\\\\)/i.test(path) || path.includes('@') || /^[^/]+\.[^/]+\//.test(path)) return 'host'
  if (/\.\.|%2e/i.test(path)) return 'up'
  const name = /^\/?(?:cgi-bin\/)?(?<name>[a-z]\w{0,31})\.cgi$/i.exec(path)?.groups?.['name']
  if (name === undefined) return 'notCgi'
  const query = parseQuery(cut < 0 ? '' : line.slice(cut + 1))
  return hasAccount(query) ? 'account' : { program: `/cgi-bin/${name}.cgi`, query }
}

/** In front of the query userName and password are an account, anywhere else values of a user (manual 2.1.2). */
function hasAccount(query: readonly Pair[]): boolean {
  const keys = query.map(({ key }) => key.toLowerCase())
  const action = keys.indexOf('action')
  const account = keys.findIndex((key) => key === 'username' || key === 'password')
  return account >= 0 && (action < 0 || account < action)
}
