import { describe, expect, it } from 'vitest'
import { isLackOf } from '#common/schema/lacking.ts'
import { choice, flag, int, real, text } from '#common/schema/make.ts'
import { validateFields } from '#common/schema/validate.ts'

const withName = choice('Mode', { 0: 'off', 1: 'on', '-1': 'not supported' })
const level = int('Level', { min: 0, max: 100, special: { [-1]: 'not supported' } })
const port = int('Port', { min: 1, max: 65_535 })

describe('a -1 of a device', () => {
  it('means that it has not got it, wherever -1 is no value', () => {
    expect(isLackOf(withName, 'not supported')).toBe(true)
    expect(isLackOf(choice('Mode', { 0: 'off' }), '?-1')).toBe(true)
    expect(isLackOf(level, -1)).toBe(true)
    expect(isLackOf(port, -1)).toBe(true)
  })

  it('means what the catalog says where that is something else', () => {
    expect(isLackOf(int('Type', { min: -1, special: { [-1]: 'all' } }), -1)).toBe(false)
    expect(isLackOf(int('Offset', { min: -5, max: 5 }), -1)).toBe(false)
    expect(isLackOf(real('Temperature'), -1)).toBe(false)
    expect(isLackOf(choice('Privacy', { '-1': 'None', 0: 'DES' }), 'None')).toBe(false)
  })

  it('is told of nothing else', () => {
    expect([isLackOf(text('Name'), 'not supported'), isLackOf(flag('On'), false), isLackOf(level, 0), isLackOf(withName, 'off')]).toEqual([
      false,
      false,
      false,
      false,
    ])
    expect(isLackOf(level, undefined)).toBe(false)
  })

  it('goes back as it came with what was changed beside it, and is nothing to choose', () => {
    const fields = { mode: withName, level, port }
    const lacking = { mode: 'not supported', level: -1, port: -1 }
    expect(validateFields(fields, lacking, '', lacking)).toEqual([])
    const has = { mode: 'on', level: 50, port: 80 }
    expect(validateFields(fields, lacking, '', has)).toMatchObject([
      { path: 'mode', problem: 'notOneOf' },
      { path: 'level', problem: 'tooSmall' },
      { path: 'port', problem: 'tooSmall' },
    ])
  })
})
