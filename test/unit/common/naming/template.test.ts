import { describe, expect, it } from 'vitest'
import { askedWords, nameFrom, templateFault } from '#common/naming/template.ts'
import { fc } from '#test/support/properties.ts'

const device = { name: 'IPCamera', model: 'IPV57', address: '192.168.1.64' }
const said = { site: 'Dock', building: 'B2' }

describe('a template for names', () => {
  it('counts with as many digits as it has n, and with more where the number has more', () => {
    expect(nameFrom('{site}-{building}-{nn}', said, device, 7)).toBe('Dock-B2-07')
    expect(nameFrom('{nnn}', {}, device, 7)).toBe('007')
    expect(nameFrom('{n}', {}, device, 12)).toBe('12')
  })

  it('takes from the device what the device knows', () => {
    expect(nameFrom('{name} {model} {host}', {}, device, 1)).toBe('IPCamera IPV57 64')
  })

  it('asks for every other word once, in its order', () => {
    expect(askedWords('{site}-{floor}-{site}-{nn}-{name}')).toEqual(['site', 'floor'])
  })

  it('leaves out what nobody has said yet', () => {
    expect(nameFrom('{site}-{nn}', {}, device, 1)).toBe('-01')
  })

  it('has no brace that is open or empty', () => {
    expect(['', '{site', 'site}', '{}', '{ }', 'Gate {nn}'].map(templateFault)).toEqual([
      'empty',
      'brace',
      'brace',
      'brace',
      'brace',
      undefined,
    ])
  })

  it('gives different numbers different names, as long as it counts', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(99_999), fc.nat(99_999), (text, a, b) => {
        const template = `${text.replace(/[{}]/g, '')}{nn}`
        expect(nameFrom(template, {}, device, a) === nameFrom(template, {}, device, b)).toBe(a === b)
      }),
    )
  })

  it('never has a brace left in a name that was filled in', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('{site}', '{nn}', '{name}', 'Gate', '-', '{other}')), (parts) => {
        expect(nameFrom(parts.join(''), said, device, 3)).not.toMatch(/[{}]/)
      }),
    )
  })
})
