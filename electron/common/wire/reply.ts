import { parseLines, type Pair } from './pairs.ts'
import { WireError } from './wireError.ts'

/** What a text body says, before any descriptor looks at it. */
export type Reply =
  | { readonly kind: 'ok'; readonly note: string }
  | { readonly kind: 'error'; readonly code: number }
  | { readonly kind: 'pairs'; readonly pairs: readonly Pair[] }
  | { readonly kind: 'text'; readonly text: string }

// Looked for near the start only: blanks may stand in three places, which a long text would be tried against again and again.
const errorForm = /^error\s*,?\s*return\s*=\s*(?<code>-?\d+)/i
const errorLength = 80
const okForm = /^ok\b(?<note>.*)$/is

/** `rtsp://host:554/snl/live/1/1/<token>=-<token>=`: the `=` in it make no pair. */
const addressForm = /^[a-z]{2,10}:\/\//i

/**
 * Sorts a body: `OK`, `error, Return=-508` in any case and spacing, pairs, or plain text (`Not Find AlarmInfo`).
 *
 * @throws WireError for an empty body and for a page of HTML, which a router or a proxy sends.
 */
export function readReply(body: string): Reply {
  const text = body.replace(/^\uFEFF/, '').trim()
  if (text === '') throw new WireError('', 'empty', 'no answer text')
  if (/^<(?:!doctype|html|\?xml|head|body)/i.test(text)) throw new WireError('', 'html', text.slice(0, 80))
  const code = errorForm.exec(text.slice(0, errorLength))?.groups?.['code']
  if (code !== undefined) return { kind: 'error', code: Number(code) }
  const isOneLine = !/[\r\n]/.test(text)
  const note = okForm.exec(text)?.groups?.['note']
  if (note !== undefined && isOneLine) return { kind: 'ok', note: note.trim() }
  if (isOneLine && addressForm.test(text)) return { kind: 'text', text }
  const pairs = parseLines(text)
  return pairs.some((pair) => pair.value !== null) ? { kind: 'pairs', pairs } : { kind: 'text', text }
}
