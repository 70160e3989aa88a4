const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** A text as base64 of its UTF-8, filled up with `=`. */
export function toBase64(text: string): string {
  const bytes = [...encodeURIComponent(text).matchAll(/%([0-9A-F]{2})|./g)].map(([sign, hex]) =>
    hex === undefined ? sign.charCodeAt(0) : parseInt(hex, 16),
  )
  return bytesToBase64(bytes)
}

/** Bytes as base64, filled up with `=`. */
export function bytesToBase64(bytes: ArrayLike<number>): string {
  let result = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    for (let index = 0; index < 4; index += 1) result += at + index <= bytes.length ? signs.charAt((word >> (18 - 6 * index)) & 63) : '='
  }
  return result
}

/** Undefined where it is no base64 of UTF-8. */
export function fromBase64(base64: string): string | undefined {
  const bytes = bytesOfBase64(base64)
  if (!bytes) return undefined
  const escaped = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  try {
    return decodeURIComponent(escaped)
  } catch {
    return undefined
  }
}

/** Undefined where it is no base64. */
export function bytesOfBase64(base64: string): Uint8Array | undefined {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(base64)) return undefined
  const plain = base64.replace(/=+$/, '')
  const bytes = new Uint8Array(Math.floor((plain.length * 3) / 4))
  for (let at = 0; at < bytes.length; at += 1) {
    const first = Math.floor(at / 3) * 4 + (at % 3)
    const [high, low] = [signs.indexOf(plain.charAt(first)), signs.indexOf(plain.charAt(first + 1))]
    const kept = 2 * ((at % 3) + 1)
    bytes[at] = (high << kept) | (low >> (6 - kept))
  }
  return bytes
}
