import type { Clock } from '../clock/clock.ts'

export interface Account {
  readonly user: string
  readonly password: string
}

/** What comes of showing a user name and a password; the numbers are the device's error codes (manual 3.2). */
export type Verdict = { readonly ok: true; readonly user: string } | { readonly ok: false; readonly code: -507 | -508 | -527 }

/** Failures in a row that lock an account, ours; the manual's range is [1, 30] (2.6.1.25.3). */
const failuresUntilLock = 5

/** ms a lock lasts. */
const lockMs = 30 * 60_000

export interface Accounts {
  /** True while no account exists: the device wants its first password (-528). */
  readonly isEmpty: () => boolean
  /** Judges an attempt. `proves` says whether what was shown fits the true password. */
  readonly judge: (user: string, proves: (password: string) => boolean) => Verdict
  /** Adds an account or gives it a new password; a lock on it ends. */
  readonly put: (account: Account) => void
  readonly has: (user: string) => boolean
}

/** The accounts of one device, each locked for a while after too many failures. While locked, the right password fails as well. */
export function createAccounts(initial: readonly Account[], clock: Clock): Accounts {
  const passwords = new Map(initial.map(({ user, password }) => [user, password]))
  const failures = new Map<string, number>()
  const lockedUntil = new Map<string, number>()

  function judge(user: string, proves: (password: string) => boolean): Verdict {
    const password = passwords.get(user)
    if (password === undefined) return { ok: false, code: -507 }
    const until = lockedUntil.get(user)
    if (until !== undefined) {
      if (clock.now() < until) return { ok: false, code: -527 }
      lockedUntil.delete(user)
    }
    if (proves(password)) {
      failures.delete(user)
      return { ok: true, user }
    }
    const count = (failures.get(user) ?? 0) + 1
    failures.set(user, count)
    if (count < failuresUntilLock) return { ok: false, code: -508 }
    failures.delete(user)
    lockedUntil.set(user, clock.now() + lockMs)
    return { ok: false, code: -527 }
  }

  return {
    isEmpty: () => passwords.size === 0,
    judge,
    put: ({ user, password }) => {
      passwords.set(user, password)
      failures.delete(user)
      lockedUntil.delete(user)
    },
    has: (user) => passwords.has(user),
  }
}
