/**
 * This computer's time in ms since the epoch, with fractions, running evenly from now on.
 *
 * Steps of the system clock are not followed, so make a new one for each measurement. Waits at most 1 ms for the system clock to tick.
 */
export function wallClock(): () => number {
  const before = Date.now()
  let tick = before
  while (tick === before) tick = Date.now()
  const start = tick - performance.now()
  return () => start + performance.now()
}

/** Minutes this computer's zone is ahead of UTC at an instant. */
export function computerShift(instantMs: number): number {
  return -new Date(instantMs).getTimezoneOffset()
}
