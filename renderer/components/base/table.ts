/** What a table is made of, and the pure part of how it behaves. */

export type CellValue = string | number | null | undefined

export interface Column<R> {
  readonly key: string
  readonly title: string
  /** Numbers stand at the end, with their unit. @default 'start' */
  readonly align?: 'start' | 'end' | undefined
  /** px; columns without one share what is left. */
  readonly width?: number | undefined
  readonly sortable?: boolean | undefined
  /** How the words look: the name is `strong`, what matters less is `dim`. */
  readonly look?: 'strong' | 'dim' | undefined
  /** What the cell shows, unless a slot `cell-<key>` shows it. */
  readonly value: (row: R) => CellValue
  /** What it is sorted by, where that differs from what it shows. */
  readonly sortValue?: ((row: R) => CellValue) | undefined
}

export interface Sort {
  readonly key: string
  readonly descending: boolean
}

/** Rows [first, last) are in the page. */
export interface RowWindow {
  readonly first: number
  readonly last: number
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** Compares two rows by the sorted column; what has no value comes last either way. */
export function comparison<R>(columns: readonly Column<R>[], sort: Sort | undefined): ((a: R, b: R) => number) | undefined {
  const column = columns.find(({ key }) => key === sort?.key)
  if (!sort || !column) return undefined
  const read = column.sortValue ?? column.value
  return (a, b) => {
    const [left, right] = [read(a), read(b)]
    if (isMissing(left) || isMissing(right)) return Number(isMissing(left)) - Number(isMissing(right))
    const order = typeof left === 'number' && typeof right === 'number' ? left - right : collator.compare(String(left), String(right))
    return sort.descending ? -order : order
  }
}

/**
 * The order of rows after they changed: whoever had a place keeps it, whoever is new is put in by `compare`.
 *
 * So no row moves under the hand of someone who works on it, until the sort is pressed again.
 */
export function keepOrder<R>(known: readonly string[], rows: ReadonlyMap<string, R>, compare?: (a: R, b: R) => number): string[] {
  if (!compare) return [...rows.keys()]
  const order = known.filter((key) => rows.has(key))
  if (order.length === rows.size) return order
  const placed = new Set(order)
  const fresh = [...rows].filter(([key]) => !placed.has(key)).sort(([, a], [, b]) => compare(a, b))
  if (order.length === 0) return fresh.map(([key]) => key)
  const merged: string[] = []
  let next = 0
  for (const key of order) {
    for (let one = fresh[next]; one && compare(rows.get(key) as R, one[1]) > 0; one = fresh[++next]) merged.push(one[0])
    merged.push(key)
  }
  return [...merged, ...fresh.slice(next).map(([key]) => key)]
}

/** Which rows are in the page when it is scrolled to `top`; all lengths in px, `spare` rows more on each side. */
export function rowWindow(top: number, height: number, rowHeight: number, count: number, spare = 6): RowWindow {
  const first = Math.max(0, Math.min(count, Math.floor(top / rowHeight)) - spare)
  return { first, last: Math.min(count, Math.ceil((top + height) / rowHeight) + spare) }
}

/** The rows of a window and `pinned`, which stays in the page wherever it is; `gap` rows are left out before each. */
export function placedRows({ first, last }: RowWindow, pinned: number): readonly { readonly index: number; readonly gap: number }[] {
  const indices = Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at)
  if (pinned >= 0 && pinned < first) indices.unshift(pinned)
  if (pinned >= last) indices.push(pinned)
  return indices.map((index, at) => ({ index, gap: index - (indices[at - 1] ?? -1) - 1 }))
}

/** The keys from one to the other, both included, whichever comes first. */
export function keysBetween(keys: readonly string[], from: string, to: string): readonly string[] {
  const [a, b] = [keys.indexOf(from), keys.indexOf(to)]
  if (a < 0 || b < 0) return b < 0 ? [] : [to]
  return keys.slice(Math.min(a, b), Math.max(a, b) + 1)
}

/** Where a key press leads from row `at` of `count`; undefined if the key does not move. */
export function rowAfter(key: string, at: number, count: number, page: number): number | undefined {
  const last = count - 1
  if (count === 0) return undefined
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, at + 1)
    case 'ArrowUp':
      return Math.max(0, at - 1)
    case 'PageDown':
      return Math.min(last, at + page)
    case 'PageUp':
      return Math.max(0, at - page)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}

function isMissing(value: CellValue): value is null | undefined | '' {
  return value === null || value === undefined || value === ''
}
