import { WireError } from './wireError.ts'

/** One line of a body or one parameter of a query. `value` is null where no `=` was printed (bare marks such as `PlateEnd`). */
export interface Pair {
  readonly key: string
  readonly value: string | null
}

/** Longer bodies are refused: the longest the manual prints has 12 kB. Ours. */
export const maxBodyLength = 4 * 1024 * 1024

/**
 * Splits a body of `key=value` lines at the first `=` of each line.
 *
 * LF, CRLF and CR end a line; blanks around key and value are dropped (both occur on devices); empty lines are skipped.
 * Linear in the length of the text.
 */
export function parseLines(text: string): readonly Pair[] {
  if (text.length > maxBodyLength) throw new WireError('', 'tooLong', `${text.length} characters`)
  const body = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  const pairs: Pair[] = []
  let at = -1
  let end: number
  for (let from = body.startsWith('\uFEFF') ? 1 : 0; from < body.length; from = end + 1) {
    end = lineEnd(body, from)
    // Looked for once: a text of many lines without any must not be searched to its end for each of them.
    if (at < from) at = nextEquals(body, from)
    if (at < end) pairs.push({ key: body.slice(from, at).trim(), value: body.slice(at + 1, end).trim() })
    else {
      const key = body.slice(from, end).trim()
      if (key !== '') pairs.push({ key, value: null })
    }
  }
  return pairs
}

/** Splits a query string; `+` stays `+`, as RFC 3986 has it (manual 1.3). Broken escapes are kept as they are. */
export function parseQuery(query: string): readonly Pair[] {
  if (query.length > maxBodyLength) throw new WireError('', 'tooLong', `${query.length} characters`)
  return query
    .split('&')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const { key, value } = splitPair(part)
      return { key: unescape(key).trim(), value: value === null ? null : unescape(value) }
    })
}

/** Writes pairs as a body, one line each. Line breaks inside a value would forge a line and are written as blanks. */
export function formatLines(pairs: readonly Pair[]): string {
  let text = ''
  for (const { key, value } of pairs) text += `${text === '' ? '' : '\n'}${value === null ? key : `${key}=${oneLine(value)}`}`
  return text
}

/** Writes pairs as a query, every reserved character escaped. */
export function formatQuery(pairs: readonly Pair[]): string {
  return pairs.map(({ key, value }) => (value === null ? escape(key) : `${escape(key)}=${escape(value)}`)).join('&')
}

const loneSurrogate = /[\uD800-\uDFFF]/gu

function oneLine(value: string): string {
  return value.includes('\n') || value.includes('\r') ? value.replace(/[\r\n]+/g, ' ') : value
}

function lineEnd(body: string, from: number): number {
  const end = body.indexOf('\n', from)
  return end < 0 ? body.length : end
}

function nextEquals(body: string, from: number): number {
  const at = body.indexOf('=', from)
  return at < 0 ? body.length : at
}

function splitPair(text: string): Pair {
  const at = text.indexOf('=')
  return at < 0 ? { key: text.trim(), value: null } : { key: text.slice(0, at).trim(), value: text.slice(at + 1).trim() }
}

function escape(text: string): string {
  return encodeURIComponent(text.replace(loneSurrogate, '\uFFFD'))
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
