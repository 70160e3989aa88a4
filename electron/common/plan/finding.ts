/** What was checked before a write, and how it stands. The renderer writes the sentence from `check` and `facts`. */
export interface Finding {
  readonly check:
    | 'valid'
    | 'addressFree'
    | 'addressTwice'
    | 'inSubnet'
    | 'gatewayInSubnet'
    | 'notOurAddress'
    | 'reachableAfter'
    | 'portsDiffer'
    | 'budget'
    | 'clock'
    | 'room'
    | 'unchanged'
    | 'answer'
  readonly verdict: 'ok' | 'warn' | 'fail'
  readonly facts: Readonly<Record<string, string | number>>
}
