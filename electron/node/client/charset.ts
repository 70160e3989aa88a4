/** How a device writes text: UTF-8, as devices were seen to do, or GBK, as older firmware of the same makers does. */
export type Charset = 'utf-8' | 'gbk'

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
  const chinese = /\uFFFD(?![\r\n]|$)/.test(lossy) ? decoded(strictGbk, body) : undefined
  return chinese === undefined ? { text: lossy, charset: 'utf-8' } : { text: chinese, charset: 'gbk' }
}

/** The charset of a text that has more than ASCII. */
export function charsetOf(body: Buffer): Charset | undefined {
  return body.some((byte) => byte >= 0x80) ? readText(body).charset : undefined
}

/** A query in percent-escaped UTF-8 as the same query in percent-escaped GBK. What GBK does not have goes out as UTF-8. */
export function inGbk(query: string): string {
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
  return byte.toString(16).toUpperCase()
}
