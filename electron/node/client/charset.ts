import { formatQuery, type Pair } from '#common/wire/pairs.ts'

/**
 * How a device wrote a text: UTF-8, as devices were seen to do; GBK, as older firmware of the same makers does; or `broken`,
 * UTF-8 with bytes in it that are none, as where a device cut a value off after so many bytes.
 */
export type Charset = 'utf-8' | 'gbk' | 'broken'

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
const strictGbk = new TextDecoder('gbk', { fatal: true })

/**
 * The text of an answer. Nothing declares its charset, so what is no UTF-8 and is GBK is read as GBK. A character that a
 * device cut off at the end of a value, having counted bytes, does not make the rest another charset: it becomes U+FFFD.
 */
export function readText(body: Buffer): { readonly text: string; readonly charset: Charset } {
  const text = decoded(strictUtf8, body)
  if (text !== undefined) return { text, charset: 'utf-8' }
  const lossy = body.toString('utf8')
  const chinese = /\uFFFD(?![ \t]*(?:[\r\n]|$))/.test(lossy) ? decoded(strictGbk, body) : undefined
  return chinese === undefined ? { text: lossy, charset: 'broken' } : { text: chinese, charset: 'gbk' }
}

/** What is to be known of a device's text to write it back as it was. */
export interface Spelling {
  readonly charset: 'utf-8' | 'gbk'
  /** The bytes of values that could not be read whole, percent-escaped, by what was read of them. */
  readonly broken: ReadonlyMap<string, string>
}

export interface SpellingMemory extends Spelling {
  /** Learns from an answer. Plain English is the same in every charset and tells nothing. */
  readonly learn: (body: Buffer) => void
}

/** Broken values kept of one device; the one kept longest goes first. Ours: a device has some dozen texts. */
const mostBroken = 200

export function createSpelling(): SpellingMemory {
  const broken = new Map<string, string>()
  let known: Spelling['charset'] = 'utf-8'
  return {
    get charset() {
      return known
    },
    broken,
    learn(body) {
      if (!body.some((byte) => byte >= 0x80)) return
      const { charset } = readText(body)
      if (charset !== 'broken') known = charset
      else for (const [text, escaped] of brokenValues(body)) broken.set(text, escaped)
      for (const oldest of [...broken.keys()].slice(0, Math.max(0, broken.size - mostBroken))) broken.delete(oldest)
    },
  }
}

/** Pairs as a query, each text in the bytes the device has for it. */
export function queryIn({ charset, broken }: Spelling, query: readonly Pair[]): string {
  return query
    .map((pair) => {
      const escaped = pair.value === null ? undefined : broken.get(pair.value)
      if (escaped !== undefined) return `${formatQuery([{ key: pair.key, value: '' }])}${escaped}`
      return charset === 'gbk' ? inGbk(formatQuery([pair])) : formatQuery([pair])
    })
    .join('&')
}

/** What stands after the first `=` of a line, where it is no UTF-8. Latin-1 has one character a byte. */
function brokenValues(body: Buffer): readonly (readonly [text: string, escaped: string])[] {
  return body
    .toString('latin1')
    .split(/[\r\n]+/)
    .flatMap((line) => {
      const bytes = Buffer.from(/=[ \t]*(?<value>.*?)[ \t]*$/.exec(line)?.groups?.['value'] ?? '', 'latin1')
      if (decoded(strictUtf8, bytes) !== undefined) return []
      return [[bytes.toString('utf8'), [...bytes].map((byte) => `%${hex(byte)}`).join('')] as const]
    })
}

/** A query in percent-escaped UTF-8 as the same query in percent-escaped GBK. What GBK does not have goes out as UTF-8. */
function inGbk(query: string): string {
  return query.replace(/(?:%[89A-F][0-9A-F])+/gi, (escaped) =>
    [...decodeURIComponent(escaped)].map((character) => gbkEscapes().get(character) ?? encodeURIComponent(character)).join(''),
  )
}

let escapes: ReadonlyMap<string, string> | undefined

/** Every character of two bytes, escaped. Made at the first device that needs it: 24,000 entries, some ms. */
function gbkEscapes(): ReadonlyMap<string, string> {
  if (escapes) return escapes
  const known = new Map<string, string>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const bytes = Buffer.of(lead, trail)
      const character = decoded(strictGbk, bytes)
      if (character !== undefined && [...character].length === 1) known.set(character, `%${hex(lead)}%${hex(trail)}`)
    }
  escapes = known
  return known
}

function decoded(decoder: typeof strictUtf8, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0')
}
