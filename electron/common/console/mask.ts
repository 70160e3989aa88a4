import type { Fields } from '../schema/field.ts'
import { dots, isOpenKey, looksSecret, veilPairs, veilText } from '../schema/veil.ts'
import { formatQuery, type Pair } from '../wire/pairs.ts'
import type { Recognised } from './recognise.ts'
import type { TypedRequest } from './typed.ts'

/** `GET /cgi-bin/param.cgi?…` as it goes out, but for secrets: those of the catalog, and what is one by its name. */
export function shownRequest({ program, query }: TypedRequest, recognised: Recognised): string {
  const byName = (pair: Pair) => (pair.value !== null && pair.value !== '' && looksSecret(pair.key) ? { ...pair, value: dots } : pair)
  return written(program, veilPairs(fieldsOf(recognised), query).map(byName))
}

/** Characters; a line of the journal stays readable. Ours. */
const longestKept = 600

/**
 * The same for the journal, which never holds a secret: a value is kept only where the catalog says that it is none. A misspelt password
 * is no less of one.
 */
export function keptRequest({ program, query }: TypedRequest, recognised: Recognised): string {
  const fields = fieldsOf(recognised)
  const isKept = (pair: Pair) => pair.value === null || pair.value === '' || isNaming(pair) || isOpenKey(fields, pair.key)
  const text = written(
    program,
    query.map((pair) => (isKept(pair) ? pair : { ...pair, value: dots })),
  )
  return text.length > longestKept ? `${text.slice(0, longestKept)}…` : text
}

/** A reply as it may be shown. */
export function shownReply(text: string, recognised: Recognised): string {
  const fields = recognised.as === 'action' ? (recognised.entry.answer ?? {}) : fieldsOf(recognised)
  return veilText(fields, text).replace(/^([^=\r\n]*)=([^\r\n]+)$/gm, (line: string, key: string) =>
    looksSecret(key) ? `${key}=${dots}` : line,
  )
}

/** What a request may hold besides the words that name it. */
function fieldsOf(recognised: Recognised): Fields {
  switch (recognised.as) {
    case 'unknown':
      return {}
    case 'get':
    case 'set':
      return recognised.entry.fields
    case 'action':
    case 'feed':
      return recognised.entry.args
  }
}

/** The words and numbers that say what a request is about (manual 1.3). */
function isNaming({ key, value }: Pair): boolean {
  return /^(?:action|type)$/i.test(key) || (/^(?:camera|stream|netCard)ID$/i.test(key) && /^\d{0,4}$/.test(value ?? ''))
}

function written(program: string, query: readonly Pair[]): string {
  return query.length === 0 ? `GET ${program}` : `GET ${program}?${formatQuery(query).replaceAll(encodeURIComponent(dots), dots)}`
}
