/**
 * The eight states anything can be in. Shape and word carry it, colour only helps.
 *
 * - `ok` holds, measured or read back
 * - `warn` works, a person should look
 * - `fail` failed or would fail, a person must act
 * - `lock` the device refuses us
 * - `ask` waits for a decision
 * - `busy` at work; always shown with time or step
 * - `wait` planned, not begun
 * - `off` not there or left out; the reason stands beside it
 */
export type Kind = 'ok' | 'warn' | 'fail' | 'lock' | 'ask' | 'busy' | 'wait' | 'off'

/** What a screen reader hears in place of a shape that has no word beside it. Callers may pass their own. */
export const words: Readonly<Record<Kind, string>> = {
  ok: 'Holds',
  warn: 'To look at',
  fail: 'Failed',
  lock: 'Locked',
  ask: 'Waits for you',
  busy: 'At work',
  wait: 'Waits',
  off: 'Left out',
}
