/** Where a device offers a stream. */
export interface RtspAddress {
  /** Exactly as the device gave it, opaque tail and query included. */
  readonly url: string
  readonly port: number
}

/** Port of a URL that names none (RFC 2326 3.2). */
const defaultPort = 554

/**
 * The first RTSP address in a device's answer, `undefined` where there is none.
 *
 * Only printable characters count: what follows goes into a request line as it is.
 */
export function findRtspUrl(text: string): RtspAddress | undefined {
  const url = /rtsp:\/\/[\x21-\x7e]+/i.exec(text)?.[0]
  if (url === undefined) return undefined
  const port = Number(/^rtsp:\/\/(?:[^/?#]*@)?(?:\[[^\]]*\]|[^:/?#]*):(\d{1,5})(?=[/?#]|$)/i.exec(url)?.[1] ?? defaultPort)
  return port >= 1 && port <= 65_535 ? { url, port } : undefined
}

/**
 * The address an `a=control` names, seen from the description's own (RFC 2326 C.1.1).
 *
 * A relative one is put behind the base with a slash between, query and all: strictly it would replace the base's last piece
 * (RFC 1808), but servers print it to be appended, and clients do.
 */
export function resolveControl(base: string, control: string | undefined): string {
  const plain = control?.trim() ?? ''
  if (plain === '' || plain === '*' || !isPrintable(plain)) return base
  if (/^rtspu?:\/\//i.test(plain)) return plain
  if (plain.startsWith('/')) return `${/^rtsp:\/\/[^/?#]*/i.exec(base)?.[0] ?? ''}${plain}`
  return `${base}${base.endsWith('/') ? '' : '/'}${plain}`
}

/** What relative addresses in a description hang on: Content-Base, else Content-Location, else the address asked. */
export function baseOf(headers: Readonly<Record<string, string>>, asked: string): string {
  const named = [headers['content-base'], headers['content-location']].find((value) => value !== undefined && isRtsp(value))
  return named ?? asked
}

function isRtsp(text: string): boolean {
  return /^rtsp:\/\//i.test(text) && isPrintable(text)
}

function isPrintable(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text)
}
