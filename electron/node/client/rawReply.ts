import type { ConsoleReply } from '#common/console/reply.ts'
import { readText } from './charset.ts'
import type { Answer } from './exchange.ts'
import { codeError, errorCodeOf, mask, type Reading } from './replies.ts'

/** An answer as it came, made to be looked at; without the account. */
export type RawReply = Omit<ConsoleReply, 'asked' | 'answered' | 'stale'>

/** Characters, and bytes of what is no text. Ours: more is read nowhere. */
const mostText = 65_536
const mostBytes = 4096
const bytesPerLine = 16

export function rawReply(answer: Answer, { place, secrets }: Reading): RawReply {
  const { status, headers, body, sentAtMs, answeredAtMs } = answer
  const { text, charset } = readText(body)
  const isBinary = charset === 'broken' || body.includes(0)
  const code = errorCodeOf(answer)
  return {
    status,
    contentType: headers['content-type'] ?? '',
    bytes: body.length,
    text: isBinary ? inHex(body.subarray(0, mostBytes)) : shown(mask(text.slice(0, mostText), secrets)),
    isBinary,
    isCut: isBinary ? body.length > mostBytes : text.length > mostText,
    ...(code === undefined ? {} : { error: { ...codeError(code), ...place } }),
    tookMs: answeredAtMs - sentAtMs,
  }
}

/** `000010  ff d8 ff e0 …` */
function inHex(bytes: Buffer): string {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += bytesPerLine) {
    const line = [...bytes.subarray(at, at + bytesPerLine)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
    lines.push(`${at.toString(16).padStart(6, '0')}  ${line}`)
  }
  return lines.join('\n')
}

/** Bytes inside of text that cannot be seen stand there as `\\x1b`. */
function shown(text: string): string {
  return text.replace(/[^\P{Cc}\t\r\n]/gu, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)
}
