import { WireError } from '#common/wire/wireError.ts'

/** One part of a stream: a picture or an access unit. */
export interface Part {
  readonly contentType: string
  readonly bytes: Uint8Array
  /** 90 kHz, by the camera's clock, where the stream carries it; multipart does not. */
  readonly timestamp?: number
  /** Something before it was lost on the way. */
  readonly isAfterGap?: boolean
}

/** The largest part taken: an uncompressed 12 MP frame would not fit, an IDR of any camera does. Ours. */
const maxPart = 16 * 1024 * 1024
const maxHead = 8 * 1024

/**
 * Cuts `multipart/x-mixed-replace` into parts by their Content-Length, never by looking for the boundary in the data.
 *
 * Lines before the headers that are none (the boundary with or without dashes, the manual's `HTTP Code: 200 OK`) are passed
 * over. A part without Content-Length cannot be cut and ends the stream with a WireError.
 */
export async function* readParts(body: AsyncIterable<Uint8Array>): AsyncGenerator<Part, void, undefined> {
  let chunks: Uint8Array[] = []
  let held = 0
  let need = 0
  let head: PartHead | undefined
  for await (const chunk of body) {
    chunks.push(chunk)
    held += chunk.length
    if (held < need) continue
    let buffer = chunks.length === 1 ? chunk : Buffer.concat(chunks)
    for (;;) {
      if (!head) {
        const end = headEnd(buffer)
        if (end === undefined) {
          if (buffer.length > maxHead) throw new WireError('', 'notPairs', 'a part without headers')
          need = 0
          break
        }
        head = parseHead(Buffer.from(buffer.buffer, buffer.byteOffset, end).toString('latin1'))
        buffer = buffer.subarray(end)
      }
      if (buffer.length < head.length) {
        need = head.length
        break
      }
      yield { contentType: head.contentType, bytes: buffer.subarray(0, head.length) }
      buffer = buffer.subarray(head.length)
      head = undefined
    }
    chunks = buffer.length === 0 ? [] : [buffer]
    held = buffer.length
  }
}

interface PartHead {
  readonly contentType: string
  readonly length: number
}

/**
 * Where the headers end: after the empty line that follows a Content-Length.
 *
 * Manual 1.4.6 prints none before the data, 2.1.1.2 does; without one, the zero of a start code or the 0xFF of a JPEG begins it.
 */
function headEnd(buffer: Uint8Array): number | undefined {
  const text = Buffer.from(buffer.buffer, buffer.byteOffset, Math.min(buffer.length, maxHead)).toString('latin1')
  const end = /content-length\s*:[^\n]*\n(?:[^\r\n\0\xff][^\n]*\n)*(?:\r?\n|(?=[\0\xff]))/i.exec(text)
  return end ? end.index + end[0].length : undefined
}

function parseHead(text: string): PartHead {
  const length = Number(/content-length\s*:\s*(\d+)/i.exec(text)?.[1] ?? Number.NaN)
  if (!Number.isInteger(length) || length > maxPart) throw new WireError('Content-Length', 'notANumber', text.slice(0, 80))
  return { length, contentType: (/content-type\s*:\s*([\w/.+-]+)/i.exec(text)?.[1] ?? '').toLowerCase() }
}
