import { describe, expect, it } from 'vitest'
import { diff } from '#common/schema/diff.ts'
import { choice, flag, int, list, optional, real, text } from '#common/schema/make.ts'
import { pick } from '#common/schema/pick.ts'
import { rowsOf } from '#common/schema/rows.ts'
import { readScalar, writeScalar } from '#common/schema/scalars.ts'
import { byteLength, validateField, validateFields } from '#common/schema/validate.ts'
import { everyKind } from '#test/support/everyKind.ts'

const fields = {
  name: text('Name', { max: 5 }),
  speed: optional(int('Speed', { min: 1, max: 9, unit: 'fps' })),
  lite: optional(flag('Lite only', { series: ['ipc-lite'] })),
  users: list('User', 'user', { min: 1, max: 2, item: { user: text('User'), password: optional(text('Password', { secret: true })) } }),
}
const value = { name: 'Dock', speed: 5, users: [{ user: 'a', password: 'one' }, { user: 'b' }] }

describe('diff', () => {
  it('finds nothing between a value and its copy', () => {
    expect(diff(fields, value, structuredClone(value))).toEqual([])
  })

  it('names label, unit and place, and marks secrets', () => {
    const after = { name: 'Dock', speed: 7, users: [{ user: 'a', password: 'two' }] }
    expect(diff(fields, value, after)).toEqual([
      { path: 'speed', label: 'Speed', before: 5, after: 7, unit: 'fps' },
      { path: 'users[0].password', label: 'Password', group: 'User 1', before: 'one', after: 'two', secret: true },
      { path: 'users[1].user', label: 'User', group: 'User 2', before: 'b', after: undefined },
    ])
  })

  it('shows a point that moved by its own place', () => {
    const at = (x: number) => ({ outline: [{ x: 1, y: 2 }, { x, y: 4 }] }) // prettier-ignore
    expect(diff({ outline: everyKind.outline }, at(3), at(5))).toEqual([
      { path: 'outline[1].x', label: 'X', group: 'Outline 2', before: 3, after: 5 },
    ])
  })
})

describe('pick', () => {
  it('leaves secrets behind, in lists too', () => {
    expect(pick(fields, value)).toEqual({ name: 'Dock', speed: 5, users: [{ user: 'a' }, { user: 'b' }] })
  })
})

describe('rows', () => {
  it('are those of the product line, in the order the device wants them', () => {
    expect(rowsOf(fields, 'ipc').map(({ name }) => name)).toEqual(['name', 'speed', 'users'])
    expect(rowsOf(fields, 'ipc-lite').map(({ name }) => name)).toEqual(['name', 'speed', 'lite', 'users'])
    expect(rowsOf(fields).map(({ name }) => name)).toEqual(['name', 'speed', 'lite', 'users'])
  })
})

describe('validation', () => {
  it('says where in a list something is wrong, and how many there may be', () => {
    expect(validateFields(fields, { name: 'Dockyard', users: [] })).toEqual([
      { path: 'name', problem: 'tooLong', limits: { max: 5, length: 8 } },
      { path: 'users', problem: 'tooFew', limits: { min: 1, max: 2 } },
    ])
    const many = [{ user: 'a' }, {}, { user: 'c', password: 3 }]
    expect(validateFields(fields, { name: '', users: many })).toEqual([
      { path: 'users', problem: 'tooMany', limits: { min: 1, max: 2 } },
      { path: 'users[1].user', problem: 'missing' },
      { path: 'users[2].password', problem: 'wrongKind' },
    ])
  })

  it.each([
    ['a special value outranks the range', -1000, []],
    ['below', -6, [{ path: 'p', problem: 'tooSmall', limits: { min: -5, max: 500 } }]],
    ['above', 501, [{ path: 'p', problem: 'tooLarge', limits: { min: -5, max: 500 } }]],
    ['not whole', 1.5, [{ path: 'p', problem: 'notWhole' }]],
    ['not a number', NaN, [{ path: 'p', problem: 'wrongKind' }]],
    ['text', '5', [{ path: 'p', problem: 'wrongKind' }]],
  ])('of a number: %s', (_name, number, issues) => {
    expect(validateField(everyKind.whole, number, 'p')).toEqual(issues)
  })

  it('of a choice names the options', () => {
    expect(validateField(everyKind.choice, 'two', 'p')).toEqual([
      { path: 'p', problem: 'notOneOf', limits: { options: 'none, one, other' } },
    ])
  })

  it('counts bytes of UTF-8 as the device does', () => {
    for (const sample of ['', 'abc', 'ä', '東', '🚚', 'a\u0000']) expect(byteLength(sample)).toBe(new TextEncoder().encode(sample).length)
  })
})

describe('one value on the wire', () => {
  it.each(['1', 'true', 'ON', 'True'])('%j is on', (raw) => {
    expect(readScalar(flag('F'), raw, 'p')).toBe(true)
  })

  it.each(['0', 'false', 'Off'])('%j is off', (raw) => {
    expect(readScalar(flag('F'), raw, 'p')).toBe(false)
  })

  it('is written as the set has it: digits, words', () => {
    expect(writeScalar(real('R', { digits: 6 }), 23.3)).toBe('23.300000')
    expect(writeScalar(flag('F', { words: 'words' }), false)).toBe('false')
    expect(writeScalar(flag('F'), true)).toBe('1')
    expect(writeScalar(choice('C', { 4: 'main' }), '?77')).toBe('77')
  })

  it('that is blank is not there, save for text', () => {
    expect([readScalar(int('I'), '', 'p'), readScalar(flag('F'), '', 'p'), readScalar(text('T'), '', 'p')]).toEqual([
      undefined,
      undefined,
      '',
    ])
  })

  it.each(['4a', '1,5', '--1', '0x10', 'Infinity', '1e999', '1 2'])('%j is no number, and says where', (raw) => {
    expect(() => readScalar(real('R'), raw, 'regions[0].outline[2].x')).toThrow(
      expect.objectContaining({ name: 'WireError', path: 'regions[0].outline[2].x', problem: 'notANumber' }),
    )
  })
})
