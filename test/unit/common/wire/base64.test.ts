import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64 } from '#common/wire/base64.ts'

describe('base64 of UTF-8', () => {
  it('is what others make of a text, and comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const base64 = toBase64(text)
        expect(base64).toBe(Buffer.from(text, 'utf8').toString('base64'))
        expect(fromBase64(base64)).toBe(text)
      }),
    )
  })

  it.each(['http://192.168.0.1/', 'abc', 'ab=', 'a===', '////'])('is not %s', (text) => {
    expect(fromBase64(text)).toBeUndefined()
  })
})
