import { type MaybeRefOrGetter, shallowRef, toValue } from 'vue'
import { type Cell, cellGrid, type Cells, indexOf, withLine, withRectangle } from '#common/analysis/cells.ts'

export interface GridPaintingOptions {
  readonly cells: MaybeRefOrGetter<Cells>
  /** `isMore` goes on with the change before. */
  readonly changed: (cells: Cells, isMore: boolean) => void
}

/** What is painted from a press to letting go. */
interface Stroke {
  readonly from: Cell
  readonly last: Cell
  /** As the first cell was not. */
  readonly isOn: boolean
  readonly isRectangle: boolean
  readonly before: Cells
  readonly now: Cells
}

/** Switches the cells of a grid on and off, by strokes of a pointer and with the keyboard, without any of the picture. */
export function useGridPainting({ cells, changed }: GridPaintingOptions) {
  /** Where the keyboard is. */
  const at = shallowRef<Cell>({ column: cellGrid.wide / 2, row: cellGrid.high / 2 })
  let stroke: Stroke | undefined

  function isOnAt(cell: Cell): boolean {
    return toValue(cells)[indexOf(cell)] ?? false
  }

  return {
    at,
    /** The first cell decides whether a stroke paints or takes away. */
    begin(cell: Cell, isRectangle: boolean): void {
      const [before, isOn] = [toValue(cells), !isOnAt(cell)]
      const now = withLine(before, cell, cell, isOn)
      stroke = { from: cell, last: cell, isOn, isRectangle, before, now }
      at.value = cell
      changed(now, false)
    },
    /** Nothing is said where the pointer is still on the same cell. */
    go(to: Cell): void {
      if (!stroke || (to.column === stroke.last.column && to.row === stroke.last.row)) return
      const { from, last, isOn, isRectangle, before } = stroke
      const now = isRectangle ? withRectangle(before, from, to, isOn) : withLine(stroke.now, last, to, isOn)
      stroke = { ...stroke, last: to, now }
      at.value = to
      changed(now, true)
    },
    end(): void {
      stroke = undefined
    },
    toggle(): void {
      changed(withLine(toValue(cells), at.value, at.value, !isOnAt(at.value)), false)
    },
    /** By so many cells, to the edge at the most; where it paints, those it passes become as the one it came from. */
    move(columns: number, rows: number, paints: boolean): void {
      const from = at.value
      const to = {
        column: Math.min(cellGrid.wide - 1, Math.max(0, from.column + columns)),
        row: Math.min(cellGrid.high - 1, Math.max(0, from.row + rows)),
      }
      at.value = to
      if (paints && isOnAt(to) !== isOnAt(from)) changed(withLine(toValue(cells), from, to, isOnAt(from)), false)
    },
    fill(isOn: boolean): void {
      changed(
        toValue(cells).map(() => isOn),
        false,
      )
    },
    invert(): void {
      changed(
        toValue(cells).map((isOn) => !isOn),
        false,
      )
    },
  }
}
