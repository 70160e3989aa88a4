/**
 * The line of a page in a browser: all its pictures over one WebSocket. A browser keeps six HTTP connections to a host, and each
 * picture holds one while it waits for its next part, so that the seventh picture would never come.
 *
 * The page sends `12 /live/…` to ask and `12` to give up; the host answers with a head and the body in one binary message.
 */
export interface LineHead {
  readonly id: number
  /** As in HTTP; 0 never comes. */
  readonly status: number
  /** Number of a JPEG picture, else 0. */
  readonly picture: number
}

/** Bytes before the body. */
export const lineHeadLength = 12

export function writeLineHead({ id, status, picture }: LineHead): Uint8Array {
  const head = new DataView(new ArrayBuffer(lineHeadLength))
  head.setUint32(0, id)
  head.setUint32(4, status)
  head.setUint32(8, picture)
  return new Uint8Array(head.buffer)
}

/** @throws RangeError when the message is shorter than a head. */
export function readLineHead(message: ArrayBuffer): LineHead {
  const head = new DataView(message)
  return { id: head.getUint32(0), status: head.getUint32(4), picture: head.getUint32(8) }
}

/** What a page sent; without a path it gives the question up. Undefined for what is neither. */
export function readLineQuestion(text: string): { readonly id: number; readonly path?: string } | undefined {
  const { id, path } = /^(?<id>\d{1,9})(?: (?<path>\/live\/\S*))?$/.exec(text)?.groups ?? {}
  return id === undefined ? undefined : { id: Number(id), ...(path === undefined ? {} : { path }) }
}
