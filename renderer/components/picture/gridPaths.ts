import { cellGrid, type Cells } from '#common/analysis/cells.ts'

const { wide, high } = cellGrid

/** The cells that are on as one SVG path, in cells; a run of them in a row is one piece. */
export function fillOf(cells: Cells): string {
  return runs(wide, high, (column, row) => isOn(cells, column, row))
    .map(({ from, to, line }) => `M${from} ${line}H${to}v1H${from}z`)
    .join('')
}

/** The edges between cells that are on and those that are not as one SVG path, in cells. */
export function edgesOf(cells: Cells): string {
  const across = runs(wide, high + 1, (column, line) => isOn(cells, column, line) !== isOn(cells, column, line - 1))
  const down = runs(high, wide + 1, (row, line) => isOn(cells, line, row) !== isOn(cells, line - 1, row))
  return [
    ...across.map(({ from, to, line }) => `M${from} ${line}H${to}`),
    ...down.map(({ from, to, line }) => `M${line} ${from}V${to}`),
  ].join('')
}

/** All lines between cells. */
export const gridLines = [
  ...Array.from({ length: wide - 1 }, (_, index) => `M${index + 1} 0V${high}`),
  ...Array.from({ length: high - 1 }, (_, index) => `M0 ${index + 1}H${wide}`),
].join('')

function isOn(cells: Cells, column: number, row: number): boolean {
  return column >= 0 && column < wide && row >= 0 && row < high && cells[row * wide + column] === true
}

/** What holds from one place to another along each of some lines. */
function runs(length: number, lines: number, holds: (place: number, line: number) => boolean) {
  const found: { readonly from: number; readonly to: number; readonly line: number }[] = []
  for (let line = 0; line < lines; line += 1) {
    let from: number | undefined
    for (let place = 0; place <= length; place += 1) {
      if (place < length && holds(place, line)) from ??= place
      else if (from !== undefined) {
        found.push({ from, to: place, line })
        from = undefined
      }
    }
  }
  return found
}
