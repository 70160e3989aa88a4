/**
 * The values of so many unknowns that fit all equations best, by least squares.
 *
 * An equation is its factors and, last, what they are to come to. Undefined where they do not decide every unknown.
 */
export function leastSquares(equations: readonly (readonly number[])[], unknowns: number): readonly number[] | undefined {
  const rows = Array.from({ length: unknowns }, (_, row) =>
    Array.from({ length: unknowns + 1 }, (_none, column) =>
      equations.reduce((sum, equation) => sum + (equation[row] ?? 0) * (equation[column] ?? 0), 0),
    ),
  )
  return solved(rows)
}

/** Below this part of the largest factor a pivot is rounding. */
const nothing = 1e-12

/** Gauss's elimination with the largest pivot of each column. */
function solved(rows: number[][]): readonly number[] | undefined {
  const largest = Math.max(...rows.flatMap((row) => row.slice(0, -1).map(Math.abs)))
  for (let column = 0; column < rows.length; column++) {
    const best = rows.reduce((at, row, index) => (index >= column && size(row, column) > size(rows[at], column) ? index : at), column)
    const pivot = rows[best]
    const here = rows[column]
    if (!pivot || !here || !(size(pivot, column) > largest * nothing)) return undefined
    rows[best] = here
    rows[column] = pivot
    for (const [index, row] of rows.entries()) {
      if (index === column) continue
      const part = (row[column] ?? 0) / (pivot[column] ?? 1)
      for (let at = column; at <= rows.length; at++) row[at] = (row[at] ?? 0) - part * (pivot[at] ?? 0)
    }
  }
  return rows.map((row, index) => (row[rows.length] ?? 0) / (row[index] ?? 1))
}

function size(row: readonly number[] | undefined, column: number): number {
  return Math.abs(row?.[column] ?? 0)
}
