import type { BatchProgress, BatchRow } from '#common/batch/addresses.ts'
import type { Kind } from '#renderer/components/base/kind.ts'

const kinds = [
  ['done', 'ok'],
  ['busy', 'busy'],
  ['waits', 'wait'],
  ['failed', 'fail'],
  ['left', 'off'],
] as const satisfies readonly (readonly [BatchRow['state'], Kind])[]

/** How many rows stand how. */
export function countsOf(
  rows: readonly BatchRow[],
): readonly { readonly state: BatchRow['state']; readonly kind: Kind; readonly count: number }[] {
  return kinds.map(([state, kind]) => ({ state, kind, count: rows.filter((row) => row.state === state).length }))
}

/** Devices that a batch which was stopped or cut short would go on with. */
export function leftOver({ rows }: Pick<BatchProgress, 'rows'>): number {
  return rows.filter(({ state }) => state === 'busy' || state === 'waits' || state === 'left').length
}
