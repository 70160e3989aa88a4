import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { charsetOf, inGbk, readText } from '#node/client/charset.ts'

const gbk = (...bytes: readonly number[]) => Buffer.from(bytes)

describe('the text of an answer', () => {
  it('is UTF-8 wherever it can be', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(readText(Buffer.from(text))).toEqual({ text: text.replace(/^\uFEFF/, ''), charset: 'utf-8' })
      }),
    )
  })

  it('is GBK where it is no UTF-8, and is GBK', () => {
    expect(readText(gbk(...Buffer.from('name='), 0xb2, 0xd6, 0xbf, 0xe2))).toEqual({ text: 'name=仓库', charset: 'gbk' })
  })

  it('stays UTF-8 where a device cut a character off at the end of a value', () => {
    const cut = Buffer.concat([Buffer.from('name=Süd 仓').subarray(0, -1), Buffer.from('\nport=80')])
    expect(readText(cut)).toEqual({ text: 'name=Süd \uFFFD\nport=80', charset: 'utf-8' })
  })

  it('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof readText(Buffer.from(bytes)).text === 'string'))
  })

  it('tells nothing of its charset while it is plain English', () => {
    expect(charsetOf(Buffer.from('name=Dock'))).toBeUndefined()
  })
})

describe('a query for a device that writes GBK', () => {
  it('has the bytes the device wrote, and leaves what GBK does not have in UTF-8', () => {
    expect(inGbk('name=%E4%BB%93%E5%BA%93%201&note=%F0%9F%98%80')).toBe('name=%B2%D6%BF%E2%201&note=%F0%9F%98%80')
  })

  it('is read by the device as what was meant', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0x4e00, max: 0x9fa5 })), (codes) => {
        const text = String.fromCodePoint(...codes)
        const bytes = Buffer.from(inGbk(encodeURIComponent(text)).replaceAll('%', ''), 'hex')
        expect(new TextDecoder('gbk').decode(bytes)).toBe(text)
      }),
    )
  })
})
