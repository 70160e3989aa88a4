/** Drops answers that were overtaken: only the newest question still counts. */
export interface Turns {
  /** Begins a question; what comes back tells whether it is still the newest. */
  begin(): () => boolean
  /** Nothing under way counts any more. */
  drop(): void
}

export function useTurns(): Turns {
  let turn = 0
  return {
    begin() {
      const mine = ++turn
      return () => mine === turn
    },
    drop() {
      turn += 1
    },
  }
}
