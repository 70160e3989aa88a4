import { describe, expect, it } from 'vitest'
import { decode } from '#common/schema/decode.ts'
import { erase } from '#common/schema/infer.ts'
import { list, optional, numbered, text } from '#common/schema/make.ts'
import { odditiesOf } from '#common/schema/oddities.ts'
import { mostOddities } from '#common/wire/oddity.ts'

const fields = {
  name: optional(text('Name')),
  region: list('Regions', 'region', {
    item: { id: text('Id'), point: list('Points', 'point', { item: { x: text('X') } }) },
  }),
  mail: numbered('Recipients', { item: { to: text('To', { key: 'mail{n}' }) } }),
}

function read(...lines: readonly string[]) {
  const pairs = lines.map((line) => {
    const [key = '', value] = line.split('=')
    return { key, value: value ?? null }
  })
  const decoded = decode(fields, pairs)
  return { value: erase(decoded.value), odd: odditiesOf(fields, pairs, decoded) }
}

const region = (id: number, ...points: readonly number[]) => [
  `id=${id}`,
  `pointCount=${points.length}`,
  'pointBegin=1',
  ...points.flatMap((x, index) => (index === 0 ? [`x=${x}`] : [`next_pointURL=${index + 1}`, `x=${x}`])),
  `pointEnd=${points.length}`,
]

describe('an answer as it should be', () => {
  it('has nothing odd about it, lists in lists and repeated item keys included', () => {
    const whole = ['name=a', 'regionCount=2', 'regionBegin=1', ...region(1, 4, 5), 'next_regionURL=2', ...region(2, 6), 'regionEnd=2']
    expect(read(...whole, 'mail1=a', 'mail2=b').odd).toEqual([])
  })

  it('may leave out every mark', () => {
    expect(read('name=a').odd).toEqual([])
  })
})

describe('what is odd about an answer that can be read', () => {
  it('a key twice in one record, by its name and not by its value', () => {
    expect(read('name=a', 'Name=b')).toEqual({ value: { name: 'b', region: [], mail: [] }, odd: [{ kind: 'twice', key: 'name' }] })
  })

  it('a numbered key twice', () => {
    expect(read('mail1=a', 'mail2=a', 'mail1=b').odd).toEqual([{ kind: 'twice', key: 'mail1' }])
  })

  it('a count that is not so', () => {
    expect(read('regionCount=5', 'regionBegin=1', ...region(1, 4), 'regionEnd=1').odd).toEqual([
      { kind: 'count', key: 'regionCount', said: 5, has: 1 },
    ])
  })

  it('a count inside an item that is not so', () => {
    const [first, , ...rest] = region(1, 4)
    expect(read('regionBegin=1', first ?? '', 'pointCount=3', ...rest, 'regionEnd=1').odd).toEqual([
      { kind: 'count', key: 'pointCount', said: 3, has: 1 },
    ])
  })

  it('a list without an End', () => {
    const { value, odd } = read('regionBegin=1', ...region(1, 4))
    expect([value['region'], odd]).toEqual([[{ id: '1', point: [{ x: '4' }] }], [{ kind: 'noEnd', key: 'regionBegin' }]])
  })

  it('a key nobody knows, twice, is no oddity of a known one', () => {
    expect(read('name=a', 'newKey=1', 'newKey=2').odd).toEqual([])
  })

  it('is told up to a limit, however much there is', () => {
    const many = Array.from({ length: 50 }, (_, index) => `mail${index}=a`)
    expect(read(...many, ...many).odd).toHaveLength(mostOddities)
  })
})
