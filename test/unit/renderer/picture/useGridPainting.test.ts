import { describe, expect, it } from 'vitest'
import { shallowRef } from 'vue'
import { cellGrid, type Cells, countOn, indexOf, withRectangle } from '#common/analysis/cells.ts'
import { edgesOf, fillOf } from '#renderer/components/picture/gridPaths.ts'
import { useGridPainting } from '#renderer/components/picture/useGridPainting.ts'
import { useHistory } from '#renderer/composables/useHistory.ts'

const none: Cells = Array.from({ length: cellGrid.wide * cellGrid.high }, () => false)
const cell = (column: number, row: number) => ({ column, row })
/** Two by two, in the upper left corner. */
const corner = withRectangle(none, cell(0, 0), cell(1, 1), true)

function painting(begun: Cells = none) {
  const cells = shallowRef(begun)
  const history = useHistory<Cells>({ now: cells, give: (next) => (cells.value = next) })
  const hand = useGridPainting({ cells, changed: (next, isMore) => history.change(next, isMore) })
  return { cells, history, hand, isOn: (column: number, row: number) => cells.value[indexOf(cell(column, row))] }
}

describe('painting cells', () => {
  it('paints from a cell that is off, and takes away from one that is on', () => {
    const { cells, hand, isOn } = painting(corner)
    hand.begin(cell(4, 0), false)
    hand.go(cell(0, 0))
    hand.end()
    expect(countOn(cells.value)).toBe(7)
    hand.begin(cell(1, 1), false)
    hand.go(cell(1, 0))
    hand.end()
    expect([isOn(1, 1), isOn(1, 0), isOn(0, 0), countOn(cells.value)]).toEqual([false, false, true, 5])
  })

  it('makes a rectangle as large as it is at the end, not as it once was', () => {
    const { cells, hand } = painting()
    hand.begin(cell(10, 10), true)
    hand.go(cell(30, 30))
    hand.go(cell(12, 9))
    hand.end()
    expect(cells.value).toEqual(withRectangle(none, cell(10, 9), cell(12, 10), true))
  })

  it('is taken back a stroke at a time, however long it was', () => {
    const { cells, history, hand } = painting(corner)
    hand.begin(cell(4, 4), false)
    for (let column = 5; column < 40; column += 1) hand.go(cell(column, 4))
    hand.end()
    hand.toggle()
    history.undo()
    history.undo()
    expect(cells.value).toEqual(corner)
    expect(history.mayUndo.value).toBe(false)
  })

  it('paints nothing after the pointer was let go', () => {
    const { cells, hand } = painting()
    hand.begin(cell(4, 4), false)
    hand.end()
    hand.go(cell(9, 9))
    expect(countOn(cells.value)).toBe(1)
  })
})

describe('by the keyboard', () => {
  it('one goes about, switches a cell, and paints along as the cell one came from', () => {
    const { hand, cells, isOn } = painting()
    hand.move(-100, -100, false)
    expect(hand.at.value).toEqual(cell(0, 0))
    hand.toggle()
    hand.move(1, 0, true)
    hand.move(0, 1, true)
    expect([isOn(0, 0), isOn(1, 0), isOn(1, 1), countOn(cells.value)]).toEqual([true, true, true, 3])
    hand.toggle()
    hand.move(0, -1, true)
    expect([isOn(1, 1), isOn(1, 0), isOn(0, 0)]).toEqual([false, false, true])
    hand.move(-1, 0, false)
    expect(countOn(cells.value)).toBe(1)
  })

  it('all, none, and the other way round', () => {
    const { hand, cells } = painting(corner)
    hand.invert()
    expect(countOn(cells.value)).toBe(none.length - 4)
    hand.fill(true)
    expect(countOn(cells.value)).toBe(none.length)
    hand.fill(false)
    expect(countOn(cells.value)).toBe(0)
  })
})

describe('the shape of cells', () => {
  it('is one piece a row, and an edge around', () => {
    expect(fillOf(corner)).toBe('M0 0H2v1H0zM0 1H2v1H0z')
    expect(edgesOf(corner)).toBe('M0 0H2M0 2H2M0 0V2M2 0V2')
    expect(fillOf(none) + edgesOf(none)).toBe('')
  })

  it('is closed at the edge of the picture, too', () => {
    expect(edgesOf(none.map(() => true))).toBe('M0 0H64M0 36H64M0 0V36M64 0V36')
  })
})
