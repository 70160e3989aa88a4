/** Which columns the list shows, in their order; undefined as long as nobody chose. */
export type ColumnChoice = readonly string[] | undefined

/** The column that names the device: a row without it says nothing. */
export const fixedColumn = 'name'

/** What was remembered, or nothing where it is no list of names. */
export function readChoice(text: string | null): ColumnChoice {
  if (text === null) return undefined
  try {
    const keys: unknown = JSON.parse(text)
    return Array.isArray(keys) && keys.every((key) => typeof key === 'string') ? keys : undefined
  } catch {
    return undefined
  }
}

/** The columns of a choice in its order. Those that are not there any more are left out; the fixed one is never missing. */
export function chosenColumns<C extends { readonly key: string }>(all: readonly C[], choice: readonly string[]): readonly C[] {
  const keys = choice.includes(fixedColumn) ? choice : [fixedColumn, ...choice]
  return keys.flatMap((key) => all.find((column) => column.key === key) ?? [])
}

/** Every column for the dialog: those shown in their order, then the others. */
export function offered<C extends { readonly key: string }>(all: readonly C[], shown: readonly string[]): readonly C[] {
  return [...chosenColumns(all, shown), ...all.filter(({ key }) => key !== fixedColumn && !shown.includes(key))]
}

export function withColumn(shown: readonly string[], key: string, on: boolean): readonly string[] {
  const others = shown.filter((one) => one !== key)
  return on ? [...others, key] : others
}

/** Changes places with its neighbour: -1 towards the start, 1 towards the end. At the edge nothing changes. */
export function movedColumn(shown: readonly string[], key: string, by: -1 | 1): readonly string[] {
  const from = shown.indexOf(key)
  const other = shown[from + by]
  if (from < 0 || other === undefined) return shown
  return shown.map((one, at) => (at === from ? other : at === from + by ? key : one))
}
