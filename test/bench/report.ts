/** One figure of a bench, beside the same figure of something well known measured in the same run. */
export interface BenchRow {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What it is compared with; empty when nothing is. */
  readonly reference: string
  readonly referenceValue: number | null
  /** `value / referenceValue`. */
  readonly ratio: number | null
  /** In words: `<= 300`. */
  readonly target: string
  readonly ok: boolean
}

/** Is given what follows its name on the command line. */
export type Bench = (args: readonly string[]) => Promise<readonly BenchRow[]>

/** The rows for people. */
export function asTable(rows: readonly BenchRow[]): string {
  const cells = rows.map(({ name, value, unit, reference, referenceValue, target, ok }) => [
    ok ? 'ok' : 'MISSED',
    name,
    `${rounded(value)} ${unit}`,
    `target ${target}`,
    referenceValue === null ? '' : `${reference} ${rounded(referenceValue)} ${unit}`,
  ])
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? []
  return cells
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}

function rounded(value: number): string {
  return Number(value.toPrecision(4)).toString()
}
