const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** A text as base64 of its UTF-8, filled up with `=`. */
export function toBase64(text: string): string {
  const bytes = [...encodeURIComponent(text).matchAll(/%([0-9A-F]{2})|./g)].map(([sign, hex]) =>
    hex === undefined ? sign.charCodeAt(0) : parseInt(hex, 16),
  )
  let result = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.slice(at, at + 3)
    const word = first * 65_536 + second * 256 + third
    const four = [18, 12, 6, 0].map((bits) => signs[Math.floor(word / 2 ** bits) % 64] ?? '')
    result += four.map((sign, index) => (at + index <= bytes.length ? sign : '=')).join('')
  }
  return result
}

/** Undefined where it is no base64 of UTF-8. */
export function fromBase64(base64: string): string | undefined {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(base64)) return undefined
  const plain = base64.replace(/=+$/, '')
  let escaped = ''
  for (let at = 0; at < plain.length; at += 4) {
    const four = [...plain.slice(at, at + 4)]
    const word = [0, 1, 2, 3].reduce((sum, index) => sum * 64 + Math.max(0, signs.indexOf(four[index] ?? 'A')), 0)
    for (const bits of [16, 8, 0].slice(0, four.length - 1))
      escaped += `%${(Math.floor(word / 2 ** bits) % 256).toString(16).padStart(2, '0')}`
  }
  try {
    return decodeURIComponent(escaped)
  } catch {
    return undefined
  }
}
