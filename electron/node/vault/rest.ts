import type { Accounts } from './accountsText.ts'

/** A place on a disk where accounts rest. Each deed fails with an `AppFailure`, and then changes nothing. */
export interface Rest {
  /** What is there now; another program may have written since. */
  read(): Promise<Accounts>
  write(accounts: Accounts): Promise<void>
  remove(): Promise<void>
}
