import { describe, expect, it } from 'vitest'
import { comparison, keepOrder, keysBetween, placedRows, rowAfter, rowWindow, type Column } from '#renderer/components/base/table.ts'

interface Device {
  readonly name: string
  readonly address: string
  readonly offset: number | null
}

const columns: readonly Column<Device>[] = [
  { key: 'address', title: 'Address', value: (row) => row.address },
  { key: 'offset', title: 'Clock', value: (row) => `${row.offset} s`, sortValue: (row) => row.offset },
]

describe('sorting', () => {
  it('puts address .5 before .41', () => {
    expect(sorted([dock('a', '192.168.10.41'), dock('b', '192.168.10.5')], { key: 'address', descending: false })).toEqual(['b', 'a'])
  })

  it.each([false, true])('puts what has no value last (descending: %s)', (descending) => {
    expect(sorted([dock('none', '', null), dock('one', '', 1)], { key: 'offset', descending })).toEqual(['one', 'none'])
  })

  it('sorts by the number behind what is shown', () => {
    const rows = [dock('late', '', 21.3), dock('early', '', -1.9), dock('near', '', 0.4)]
    expect(sorted(rows, { key: 'offset', descending: true })).toEqual(['late', 'near', 'early'])
  })
})

describe('rows that change while one works on them', () => {
  const by = comparison(columns, { key: 'offset', descending: false })

  it('keep their place although the sorted value changed', () => {
    expect(keepOrder(['a', 'b'], byName([dock('a', '', 9), dock('b', '', 1)]), by)).toEqual(['a', 'b'])
  })

  it('let a new one in where it belongs', () => {
    expect(keepOrder(['a', 'c'], byName([dock('a', '', 1), dock('c', '', 3), dock('b', '', 2)]), by)).toEqual(['a', 'b', 'c'])
  })

  it('close the gap of one that is gone', () => {
    expect(keepOrder(['a', 'b', 'c'], byName([dock('c', '', 3), dock('a', '', 1)]), by)).toEqual(['a', 'c'])
  })

  it('stand as given where nothing is sorted', () => {
    expect(keepOrder(['a', 'b'], byName([dock('b', ''), dock('a', '')]))).toEqual(['b', 'a'])
  })
})

describe('the window', () => {
  it('holds what can be seen and six rows more on each side', () => {
    expect(rowWindow(3000, 600, 30, 5000)).toEqual({ first: 94, last: 126 })
  })

  it('ends with the list', () => {
    expect(rowWindow(149_400, 600, 30, 5000)).toEqual({ first: 4974, last: 5000 })
  })

  it('is empty for an empty list, however far it was scrolled', () => {
    expect(rowWindow(900, 600, 30, 0)).toEqual({ first: 0, last: 0 })
  })

  it('keeps the row in the page that has the focus, far above it', () => {
    expect(placedRows({ first: 100, last: 102 }, 7)).toEqual([
      { index: 7, gap: 7 },
      { index: 100, gap: 92 },
      { index: 101, gap: 0 },
    ])
  })

  it('keeps the row in the page that has the focus, far below it', () => {
    expect(placedRows({ first: 0, last: 1 }, 50)).toEqual([
      { index: 0, gap: 0 },
      { index: 50, gap: 49 },
    ])
  })
})

describe('moving and extending', () => {
  it.each([
    ['ArrowDown', 9, 9],
    ['ArrowUp', 0, 0],
    ['PageDown', 3, 7],
    ['PageUp', 3, 0],
    ['Home', 5, 0],
    ['End', 5, 9],
    ['x', 5, undefined],
  ])('%s from row %s of ten leads to %s', (key, from, to) => {
    expect(rowAfter(key, from, 10, 4)).toBe(to)
  })

  it('takes the rows between two, whichever comes first', () => {
    expect(keysBetween(['a', 'b', 'c', 'd'], 'd', 'b')).toEqual(['b', 'c', 'd'])
  })

  it('takes only the second when the first is no longer there', () => {
    expect(keysBetween(['a', 'b'], 'gone', 'b')).toEqual(['b'])
  })
})

function dock(name: string, address: string, offset: number | null = 0): Device {
  return { name, address, offset }
}

function byName(rows: readonly Device[]) {
  return new Map(rows.map((row) => [row.name, row]))
}

function sorted(rows: readonly Device[], sort: { key: string; descending: boolean }) {
  return keepOrder([], byName(rows), comparison(columns, sort))
}
