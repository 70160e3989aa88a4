import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { escapeXml, findXml, readXml } from '#common/wire/xml.ts'

describe('a small document', () => {
  it('is read by local names, whatever the prefixes and attributes', () => {
    const text = '<?xml version="1.0"?><!-- a > b --><s:a x="1>2" y=\'"\'><t:b/> one <c>two</c></s:a>'
    expect(readXml(text)).toEqual({
      name: 'a',
      text: 'one',
      children: [
        { name: 'b', text: '', children: [] },
        { name: 'c', text: 'two', children: [] },
      ],
    })
  })

  it('has the five entities of XML, numbers and CDATA; others stay as they are', () => {
    expect(readXml('<a>&lt;&amp;&gt;&quot;&apos;&#252;&#x9580;&bomb;&#0;&#1114112;<![CDATA[<&lt;]]></a>')?.text).toBe(
      `<&>"'ü門&bomb;&#0;&#1114112;<&lt;`,
    )
  })

  it.each([
    ['cut off in the middle', '<a><b>x</b><c>y', { b: 'x', c: 'y' }],
    ['with an end that nothing begins', '<a><b>x</z></b><c>y</c></a>', { b: 'x', c: 'y' }],
    ['with an end left out', '<a><b>x</b><c>y</a>', { b: 'x', c: 'y' }],
  ])('%s gives what there is', (_, text, expected) => {
    const root = readXml(text)
    expect(Object.fromEntries((root?.children ?? []).map(({ name, text: inner }) => [name, inner]))).toEqual(expected)
  })

  it('is found in at any depth', () => {
    const root = readXml('<a><b><c>deep</c></b></a>')
    expect(root && findXml(root, 'c')?.text).toBe('deep')
    expect(root && findXml(root, 'd')).toBeUndefined()
  })
})

describe('a hostile document', () => {
  it.each([
    ['a DOCTYPE, with which entities could be blown up', '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'],
    ['more elements than any device has', `<a>${'<b/>'.repeat(2001)}</a>`],
    ['elements in elements without end', '<a>'.repeat(40)],
    ['more text than a datagram carries', `<a>${'x'.repeat(65_536)}</a>`],
    ['no element', 'HTTP/1.1 400 Bad Request'],
    ['nothing', ''],
  ])('of %s is refused', (_, text) => {
    expect(readXml(text)).toBeUndefined()
  })

  it('never throws', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '</',
      '/>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      'a:',
      '"',
      "'",
      '&#x',
      ';',
      ' ',
      'ü',
      '\0',
    )
    fc.assert(fc.property(fc.array(fc.oneof(pieces, fc.string())), (parts) => void readXml(parts.join(''))))
  })
})

describe('text that is written', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(readXml(`<a>${escapeXml(text)}</a>`)?.text).toBe(text.trim())
      }),
    )
  })
})
