import { WireError } from '../wire/wireError.ts'

/** What comes out of an RTSP connection: answers, what the server asks, and the packets between them (RFC 2326 10.12). */
export type RtspMessage =
  | { readonly kind: 'packet'; readonly channel: number; readonly bytes: Uint8Array }
  | ({ readonly kind: 'answer'; readonly status: number } & Message)
  | ({ readonly kind: 'request'; readonly method: string } & Message)

interface Message {
  /** Names in small letters; what is sent several times stands in one value, after commas. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export interface Framing {
  /**
   * Takes bytes as the network brought them and gives what is complete.
   *
   * @throws WireError on bytes that are neither a packet nor RTSP, or on a message too long
   */
  push(chunk: Uint8Array): readonly RtspMessage[]
}

/** Bytes of a head and of a body; a session description of two tracks has under 2000. Ours. */
const maxHead = 16 * 1024
const maxBody = 256 * 1024
const dollar = 0x24

/** Cuts a connection into messages, however the network cut it. Holds at most one message. */
export function createFraming(): Framing {
  let chunks: Uint8Array[] = []
  let held = 0
  let need = 0

  return {
    push(chunk) {
      chunks.push(chunk)
      held += chunk.length
      if (held < need) return []
      const buffer = joined(chunks, held)
      const messages: RtspMessage[] = []
      let at = 0
      for (;;) {
        const taken = take(buffer, at)
        if (typeof taken === 'number') {
          need = taken
          break
        }
        at = taken.end
        if (taken.message) messages.push(taken.message)
      }
      const rest = buffer.subarray(at)
      chunks = rest.length === 0 ? [] : [rest]
      held = rest.length
      return messages
    },
  }
}

interface Taken {
  readonly end: number
  readonly message?: RtspMessage
}

/** The message that begins there, or how many bytes must be held before another look is worth it. */
function take(buffer: Uint8Array, at: number): Taken | number {
  const first = buffer[at]
  if (first === undefined) return 1
  if (first === dollar) return takePacket(buffer, at)
  if (first === 13 || first === 10) return { end: at + 1 }
  if (!isLetter(first)) throw new WireError('', 'notPairs', 'neither RTSP nor a packet')
  const bodyAt = headEnd(buffer, at)
  if (bodyAt === undefined) {
    if (buffer.length - at > maxHead) throw new WireError('', 'tooLong', 'a head without an end')
    return buffer.length - at + 1
  }
  const [start = '', ...lines] = latin1(buffer.subarray(at, bodyAt)).split(/\r?\n/)
  const headers = readHeaders(lines)
  const length = Number(headers['content-length'] ?? 0)
  if (!Number.isInteger(length) || length < 0) throw new WireError('Content-Length', 'notANumber', '')
  if (length > maxBody) throw new WireError('Content-Length', 'tooLong', String(length))
  const end = bodyAt + length
  if (buffer.length < end) return end - at
  const message = { headers, body: buffer.slice(bodyAt, end) }
  const status = /^RTSP\/\d\.\d +(\d{3})\b/.exec(start)?.[1]
  if (status !== undefined) return { end, message: { kind: 'answer', status: Number(status), ...message } }
  const method = /^([A-Z_]+) +\S+ +RTSP\/\d\.\d$/.exec(start)?.[1]
  if (method === undefined) throw new WireError('', 'notPairs', 'no RTSP message')
  return { end, message: { kind: 'request', method, ...message } }
}

function takePacket(buffer: Uint8Array, at: number): Taken | number {
  const [, channel, high, low] = buffer.subarray(at, at + 4)
  if (channel === undefined || high === undefined || low === undefined) return 4
  const length = 4 + high * 256 + low
  if (buffer.length - at < length) return length
  return { end: at + length, message: { kind: 'packet', channel, bytes: buffer.subarray(at + 4, at + length) } }
}

/** Where the body begins: after the first empty line. */
function headEnd(buffer: Uint8Array, at: number): number | undefined {
  const limit = Math.min(buffer.length, at + maxHead)
  for (let index = buffer.indexOf(10, at); index >= 0 && index < limit; index = buffer.indexOf(10, index + 1)) {
    if (buffer[index + 1] === 10) return index + 2
    if (buffer[index + 1] === 13 && buffer[index + 2] === 10) return index + 3
  }
  return undefined
}

function readHeaders(lines: readonly string[]): Readonly<Record<string, string>> {
  const headers = new Map<string, string>()
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon <= 0) continue
    const name = line.slice(0, colon).trim().toLowerCase()
    const value = line.slice(colon + 1).trim()
    const before = headers.get(name)
    headers.set(name, before === undefined ? value : `${before}, ${value}`)
  }
  return Object.fromEntries(headers)
}

function isLetter(byte: number): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = chunks
  if (chunks.length === 1 && only) return only
  const all = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}
