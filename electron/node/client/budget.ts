import type { AppError } from '#common/errors/appError.ts'

/** Attempts to sign in, counted per device and shared by everything that signs in to it. */
export interface AttemptBudget {
  /** Why no attempt may be made now, with the wait; `undefined` when one may. */
  refusal(key: string): Extract<AppError, { readonly kind: 'budget' | 'locked' }> | undefined
  attemptsLeft(key: string): number
  /** The device rejected a credential. */
  failed(key: string): void
  /** The device accepted a credential: the count and the length of the wait start anew. */
  succeeded(key: string): void
  /** The device said that it keeps the account out (-515, -527); it does not say for how long. */
  locked(key: string): void
  /** A person decided to try all the same. */
  forget(key: string): void
  /** Runs one sign-in at a time for each device, in the order of asking. */
  exclusively<T>(key: string, work: () => Promise<T>): Promise<T>
}

export interface AttemptBudgetOptions {
  /**
   * Rejected attempts after which we stop.
   *
   * @default 2
   */
  readonly attempts?: number
  /**
   * ms of the first wait; each further wait is twice the one before. A lone failure is forgotten after as long.
   *
   * @default 30 min, the lock-out reported most often
   */
  readonly windowMs?: number
  /**
   * ms the wait grows to.
   *
   * @default 4 h, ours
   */
  readonly longestMs?: number
  /** ms since the epoch. */
  readonly now?: () => number
}

interface Account {
  readonly failures: number
  readonly lastFailure: number
  /** Waits imposed since the last success. */
  readonly waits: number
  readonly until: number
  readonly why: 'budget' | 'locked'
}

const clean: Account = { failures: 0, lastFailure: 0, waits: 0, until: 0, why: 'budget' }

export function createAttemptBudget({
  attempts = 2,
  windowMs = 30 * 60_000,
  longestMs = 4 * 60 * 60_000,
  now = Date.now,
}: AttemptBudgetOptions = {}): AttemptBudget {
  const accounts = new Map<string, Account>()
  const turns = new Map<string, Promise<unknown>>()

  function accountOf(key: string): Account {
    const account = accounts.get(key) ?? clean
    const isOld = account.failures > 0 && account.failures < attempts && now() - account.lastFailure >= windowMs
    const hasWaited = account.until > 0 && now() >= account.until
    return isOld || hasWaited ? { ...account, failures: 0, until: 0 } : account
  }

  function keepOut(account: Account, why: Account['why']): Account {
    const wait = Math.min(windowMs * 2 ** account.waits, longestMs)
    return { ...account, failures: attempts, lastFailure: now(), waits: account.waits + 1, until: now() + wait, why }
  }

  return {
    refusal(key) {
      const { until, why } = accountOf(key)
      return until > now() ? { kind: why, waitMs: until - now() } : undefined
    },
    attemptsLeft: (key) => Math.max(0, attempts - accountOf(key).failures),
    failed(key) {
      const account = accountOf(key)
      const failures = account.failures + 1
      accounts.set(key, failures < attempts ? { ...account, failures, lastFailure: now() } : keepOut(account, 'budget'))
    },
    succeeded(key) {
      accounts.delete(key)
    },
    locked(key) {
      accounts.set(key, keepOut(accountOf(key), 'locked'))
    },
    forget(key) {
      accounts.delete(key)
    },
    exclusively(key, work) {
      const turn = (turns.get(key) ?? Promise.resolve()).then(work, work)
      const settled = turn.then(
        () => undefined,
        () => undefined,
      )
      turns.set(key, settled)
      void settled.then(() => {
        if (turns.get(key) === settled) turns.delete(key)
      })
      return turn
    },
  }
}
