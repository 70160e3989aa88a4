import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { createSpelling, queryIn, readText } from '#node/client/charset.ts'

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

  it('stays UTF-8, but for the hole, where a device cut a character off at the end of a value', () => {
    const cut = Buffer.concat([Buffer.from('name=Süd 仓').subarray(0, -1), Buffer.from('\nport=80')])
    expect(readText(cut)).toEqual({ text: 'name=Süd \uFFFD\nport=80', charset: 'broken' })
  })

  it('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof readText(Buffer.from(bytes)).text === 'string'))
  })
})

/** What goes out for a value, to a device that wrote this. */
function sent(value: string, ...wrote: readonly Buffer[]): string {
  const spelling = createSpelling()
  for (const body of wrote) spelling.learn(body)
  return queryIn(spelling, [{ key: 'name', value }])
}

const chinese = gbk(...Buffer.from('name='), 0xb2, 0xd6, 0xbf, 0xe2)
const cutOff = Buffer.concat([Buffer.from('name = Süd 仓').subarray(0, -1), Buffer.from(' \r\nport=80')])

describe('a query', () => {
  it('is UTF-8, until a device wrote otherwise; plain English tells nothing', () => {
    expect([sent('仓'), sent('仓', chinese, Buffer.from('name=Dock')), sent('仓', chinese, Buffer.from('name=ü'))]).toEqual([
      'name=%E4%BB%93',
      'name=%B2%D6',
      'name=%E4%BB%93',
    ])
  })

  it('to a device that writes GBK leaves what GBK does not have in UTF-8', () => {
    expect(sent('仓库 1 😀', chinese)).toBe('name=%B2%D6%BF%E2%201%20%F0%9F%98%80')
  })

  it('in GBK is read by the device as what was meant', () => {
    const spelling = createSpelling()
    spelling.learn(chinese)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0x4e00, max: 0x9fa5 })), (codes) => {
        const text = String.fromCodePoint(...codes)
        const escaped = queryIn(spelling, [{ key: '', value: text }]).slice(1)
        expect(new TextDecoder('gbk').decode(Buffer.from(escaped.replaceAll('%', ''), 'hex'))).toBe(text)
      }),
    )
  })

  it('has the very bytes of a value that could not be read whole', () => {
    const { text } = readText(cutOff)
    const value = /= (.*) \r/.exec(text)?.[1] ?? ''
    expect([value, sent(value, cutOff)]).toEqual(['Süd \uFFFD', 'name=%53%C3%BC%64%20%E4%BB'])
  })

  it('has � where a person typed it', () => {
    expect(sent('\uFFFD', cutOff)).toBe('name=%EF%BF%BD')
  })

  it('is made from a bounded memory', () => {
    const spelling = createSpelling()
    for (let n = 0; n < 1000; n += 1) spelling.learn(Buffer.concat([Buffer.from(`name=${n}`), gbk(0xff)]))
    expect([spelling.broken.size, spelling.broken.get('999\uFFFD')]).toEqual([200, '%39%39%39%FF'])
  })
})
