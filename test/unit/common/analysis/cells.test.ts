import { describe, expect, it } from 'vitest'
import {
  cellAt,
  cellGrid,
  cellsChanged,
  cellsField,
  countOn,
  indexOf,
  readCells,
  withLine,
  withRectangle,
  writeCells,
} from '#common/analysis/cells.ts'
import { heatMap } from '#common/catalog/analysis/advanced.ts'
import { roi } from '#common/catalog/stream/regions.ts'
import { bytesOfBase64, bytesToBase64 } from '#common/wire/base64.ts'
import { pairsOf, printedRequests } from '#test/support/manual.ts'
import { fc } from '#test/support/properties.ts'

/** As manual 2.6.15.18.1 prints it (line 20406). */
const printed = printedArea()
const all = cellGrid.wide * cellGrid.high
const none = Array.from({ length: all }, () => false)
const read = (base64: string) => readCells(base64) ?? expect.fail('not understood')

function printedArea(): string {
  const texts = printedRequests.flatMap((request) => (request.type === 'HeatMapParam' ? request.texts : []))
  const pairs = texts.filter(({ source }) => source === 'return').flatMap(pairsOf)
  return pairs.find(({ key }) => key === 'HeatMapAreaBase')?.value ?? expect.fail('no printed area')
}

/** Whatever bytes a device may have: values from 0 to 15 in every cell, and any bytes behind them. */
const areas = fc.uint8Array({ minLength: 1152, maxLength: 1160 })
const places = fc.nat(all - 1)

describe('the printed area of the heat map', () => {
  it('is 7 by 5 cells that touch, and two bytes more', () => {
    expect(bytesOfBase64(printed)?.length).toBe(1154)
    expect(read(printed)).toEqual(withRectangle(none, { column: 44, row: 15 }, { column: 50, row: 19 }, true))
    expect(countOn(read(printed))).toBe(35)
  })

  it('is what a virtual device begins with', () => {
    expect(heatMap.sample.area).toBe(printed)
    expect(cellsField(heatMap.fields)).toBe('area')
    expect(cellsField(roi.fields)).toBeUndefined()
  })
})

describe('writing cells', () => {
  it('changes nothing where no cell changes, whatever the values and the bytes behind the grid', () => {
    fc.assert(
      fc.property(areas, (bytes) => {
        const base64 = bytesToBase64(bytes)
        expect(writeCells(base64, read(base64))).toBe(base64)
      }),
    )
  })

  it('paints and takes away again: every other cell, and what is behind the grid, stays to the bit', () => {
    fc.assert(
      fc.property(areas, places, (bytes, place) => {
        const base64 = bytesToBase64(bytes)
        const before = read(base64)
        const painted = writeCells(
          base64,
          before.map((isOn, index) => (index === place ? !isOn : isOn)),
        )
        expect(read(painted).flatMap((isOn, index) => (isOn === before[index] ? [] : [index]))).toEqual([place])
        const after = bytesOfBase64(painted) ?? expect.fail('no Base64')
        const other = place % 2 === 0 ? 0x0f : 0xf0
        expect([...after].filter((byte, at) => at !== place >> 1 && byte !== bytes[at])).toEqual([])
        expect((after[place >> 1] ?? 0) & other).toBe((bytes[place >> 1] ?? 0) & other)
        if (before[place] === false) expect(writeCells(painted, before)).toBe(base64)
      }),
    )
  })

  it('switches a cell on with 1, as printed', () => {
    expect(writeCells(bytesToBase64(new Uint8Array(1154)), read(printed))).toBe(printed)
  })
})

describe('what is not understood', () => {
  it.each([
    ['nothing', ''],
    ['no Base64', 'A'.repeat(1539)],
    ['one byte too few', bytesToBase64(new Uint8Array(1151))],
    ['no text', undefined],
  ])('is no grid, and stays as it is: %s', (_, text) => {
    expect(readCells(text)).toBeUndefined()
    if (text !== undefined) expect(writeCells(text, none)).toBe(text)
  })
})

describe('painting', () => {
  it('takes the cell a place lies on, the nearest beside the picture', () => {
    expect(cellAt(0.5, 0.5)).toEqual({ column: 32, row: 18 })
    expect(cellAt(0.999, -0.1)).toEqual({ column: 63, row: 0 })
    expect(cellAt(1, 1)).toEqual({ column: 63, row: 35 })
  })

  it('leaves no gap on the way from one cell to another', () => {
    const line = withLine(none, { column: 2, row: 1 }, { column: 7, row: 4 }, true)
    const on = line.flatMap((isOn, index) => (isOn ? [index] : []))
    expect(on).toHaveLength(6)
    expect(on[0]).toBe(indexOf({ column: 2, row: 1 }))
    expect(on.at(-1)).toBe(indexOf({ column: 7, row: 4 }))
  })

  it('tells how many cells it switches on and off', () => {
    const after = withRectangle(read(printed), { column: 50, row: 17 }, { column: 52, row: 18 }, true)
    expect(cellsChanged(read(printed), after)).toEqual({ on: 4, off: 0 })
    expect(cellsChanged(read(printed), none)).toEqual({ on: 0, off: 35 })
  })
})
