import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { formatLines, formatQuery, maxBodyLength, parseLines, parseQuery } from '#common/wire/pairs.ts'
import { WireError } from '#common/wire/wireError.ts'

const wellFormed = fc.string({ unit: 'binary' }).map((text) => text.replace(/[\uD800-\uDFFF]/gu, ''))

describe('a body', () => {
  it('is split at the first = of each line: pictures in base64 end in =', () => {
    expect(parseLines('AIPictureData=QUI9PQ==')).toEqual([{ key: 'AIPictureData', value: 'QUI9PQ==' }])
  })

  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('has lines that end in %s', (_name, end) => {
    expect(parseLines(['a=1', 'b=2', ''].join(end))).toEqual([
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
    ])
  })

  it('may print blanks around = as devices do, and marks without a value', () => {
    expect(parseLines('videoResolutionCount =2\n\n  streamEncoderFlag = 0 \nPlateEnd')).toEqual([
      { key: 'videoResolutionCount', value: '2' },
      { key: 'streamEncoderFlag', value: '0' },
      { key: 'PlateEnd', value: null },
    ])
  })

  it('may begin with a byte order mark', () => {
    expect(parseLines('\uFEFFyear=2026')).toEqual([{ key: 'year', value: '2026' }])
  })

  it('is refused above the limit, and read up to it', () => {
    expect(() => parseLines('a'.repeat(5 * 1024 * 1024))).toThrow(WireError)
    expect(() => parseQuery('a'.repeat(5 * 1024 * 1024))).toThrow(WireError)
    expect(parseLines('a'.repeat(maxBodyLength))).toHaveLength(1)
  })

  it('gets no line more than it has pairs, whatever stands in a value', () => {
    const pairs = fc.array(fc.record({ key: fc.stringMatching(/^[A-Za-z]\w{0,8}$/), value: fc.string({ unit: 'binary' }) }))
    const holds = fc.property(pairs, (all) => {
      expect(parseLines(formatLines(all)).map(({ key }) => key)).toEqual(all.map(({ key }) => key))
    })
    fc.assert(holds)
  })

  it('of any text is read or refused with a WireError', () => {
    const holds = fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(parseLines(text).every(({ key, value }) => key === key.trim() && value === (value?.trim() ?? null))).toBe(true)
    })
    fc.assert(holds)
  })
})

describe('a query', () => {
  it('carries & = % + # and every script in keys and values', () => {
    const pair = fc.record({ key: wellFormed.map((text) => `k${text.trim()}k`), value: fc.option(wellFormed) })
    const holds = fc.property(fc.array(pair), (pairs) => {
      expect(parseQuery(formatQuery(pairs))).toEqual(pairs)
    })
    fc.assert(holds)
  })

  it('has nothing in it that a URL cannot carry', () => {
    const holds = fc.property(fc.string({ unit: 'binary' }), (value) => {
      expect(formatQuery([{ key: 'deviceName', value }])).toMatch(/^deviceName=[A-Za-z0-9%\-_.!~*'()]*$/)
    })
    fc.assert(holds)
  })

  it('takes + for itself and not for a blank (RFC 3986, manual 1.3)', () => {
    expect(parseQuery('timeZoneName=GMT+01')).toEqual([{ key: 'timeZoneName', value: 'GMT+01' }])
  })

  it('keeps a broken escape as it came', () => {
    expect(parseQuery('a=100%&b=%zz&c=%C3')).toEqual([
      { key: 'a', value: '100%' },
      { key: 'b', value: '%zz' },
      { key: 'c', value: '%C3' },
    ])
  })

  it('skips empty parts, as the printed examples have them', () => {
    expect(parseQuery('action=get&&type= deviceInfo&')).toEqual([
      { key: 'action', value: 'get' },
      { key: 'type', value: 'deviceInfo' },
    ])
  })

  it('turns half a character into a replacement mark and does not throw', () => {
    expect(formatQuery([{ key: 'deviceName', value: 'a\uD83D' }])).toBe('deviceName=a%EF%BF%BD')
  })
})
