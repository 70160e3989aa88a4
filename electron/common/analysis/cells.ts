import type { Fields } from '../schema/field.ts'
import type { AnyValues } from '../schema/infer.ts'
import { bytesOfBase64, bytesToBase64 } from '../wire/base64.ts'

/**
 * How many cells a picture has, whatever its proportions.
 *
 * An inference: the manual says "base code of the image in the area" and no more (line 20453). Its one printed value (line 20406) has 1154
 * bytes, all 0 but 0x11 0x11 0x11 0x10 every 32 bytes, five times. Only with four bits a cell, the high ones first, do these touch; 32 bytes
 * are 64 cells then, and 1152 bytes 36 rows, the proportions of a picture. What the two bytes behind them mean is not known.
 */
export const cellGrid = { wide: 64, high: 36 } as const

const gridBytes = (cellGrid.wide * cellGrid.high) / 2

/** Whether each cell is on, row by row from the upper left one: 64 × 36. */
export type Cells = readonly boolean[]

/** The name of the text of a setting that is a grid of cells; undefined where it has none. */
export function cellsField(fields: Fields): string | undefined {
  return Object.entries(fields).find(([, field]) => field.kind === 'text' && field.cells)?.[0]
}

/** The cells of a Base64 text; undefined where it is not understood: no Base64, or fewer bytes than the grid has. */
export function readCells(base64: unknown): Cells | undefined {
  const bytes = typeof base64 === 'string' ? bytesOfBase64(base64) : undefined
  if (!bytes || bytes.length < gridBytes) return undefined
  return Array.from({ length: cellGrid.wide * cellGrid.high }, (_, cell) => valueAt(bytes, cell) !== 0)
}

/**
 * The text with other cells on. One that stays on keeps its value, whatever that is; one that is switched on gets 1, as printed. Bytes behind
 * the grid stay as they are. A text that is not understood is given back.
 */
export function writeCells(base64: string, cells: Cells): string {
  const bytes = readCells(base64) && bytesOfBase64(base64)
  if (!bytes) return base64
  for (const [cell, isOn] of cells.entries()) {
    const value = valueAt(bytes, cell)
    if (isOn === (value !== 0)) continue
    const byte = bytes[cell >> 1] ?? 0
    bytes[cell >> 1] = cell % 2 === 0 ? (byte & 0x0f) | (isOn ? 0x10 : 0) : (byte & 0xf0) | (isOn ? 0x01 : 0)
  }
  return bytesToBase64(bytes)
}

/** The cells of a setting; undefined where it has none, or none that are understood. */
export function cellsIn(fields: Fields, values: AnyValues): Cells | undefined {
  const name = cellsField(fields)
  return name === undefined ? undefined : readCells(values[name])
}

/** The values with other cells on. */
export function withCells(fields: Fields, values: AnyValues, cells: Cells): AnyValues {
  const name = cellsField(fields) ?? ''
  const text = values[name]
  return typeof text === 'string' ? { ...values, [name]: writeCells(text, cells) } : values
}

/** Four bits, the high ones first. */
function valueAt(bytes: Uint8Array, cell: number): number {
  const byte = bytes[cell >> 1] ?? 0
  return cell % 2 === 0 ? byte >> 4 : byte & 0x0f
}

/** A cell of the grid: column and row from 0. */
export interface Cell {
  readonly column: number
  readonly row: number
}

/** The cell on which a place of the picture lies, in parts [0, 1] of its width and height; the nearest for a place beside it. */
export function cellAt(x: number, y: number): Cell {
  return { column: clamped(Math.floor(x * cellGrid.wide), cellGrid.wide), row: clamped(Math.floor(y * cellGrid.high), cellGrid.high) }
}

/** The place of a cell in the list. */
export function indexOf({ column, row }: Cell): number {
  return row * cellGrid.wide + column
}

/** With all cells on the straight way from one to another on, or off: a hand is faster than its pointer tells. */
export function withLine(cells: Cells, from: Cell, to: Cell, isOn: boolean): Cells {
  const steps = Math.max(1, Math.abs(to.column - from.column), Math.abs(to.row - from.row))
  const next = [...cells]
  for (let step = 0; step <= steps; step += 1) {
    const part = step / steps
    const column = Math.round(from.column + (to.column - from.column) * part)
    next[indexOf({ column, row: Math.round(from.row + (to.row - from.row) * part) })] = isOn
  }
  return next
}

/** With all cells of a rectangle on, or off; its corners are opposite ones. */
export function withRectangle(cells: Cells, a: Cell, b: Cell, isOn: boolean): Cells {
  const [left, right] = [Math.min(a.column, b.column), Math.max(a.column, b.column)]
  const [top, bottom] = [Math.min(a.row, b.row), Math.max(a.row, b.row)]
  return cells.map((was, index) => {
    const [column, row] = [index % cellGrid.wide, Math.floor(index / cellGrid.wide)]
    return column >= left && column <= right && row >= top && row <= bottom ? isOn : was
  })
}

export function countOn(cells: Cells): number {
  return cells.filter(Boolean).length
}

/** How many are switched on, and how many off, between two. */
export function cellsChanged(before: Cells, after: Cells): { readonly on: number; readonly off: number } {
  return {
    on: after.filter((isOn, index) => isOn && !before[index]).length,
    off: before.filter((wasOn, index) => wasOn && !after[index]).length,
  }
}

function clamped(value: number, length: number): number {
  return Math.min(length - 1, Math.max(0, value))
}
