/** Those who wait for the next thing to happen. */
export interface Waiters {
  wait(signal: AbortSignal): Promise<void>
  wake(): void
}

export function createWaiters(): Waiters {
  let waiting = new Set<() => void>()
  return {
    wait(signal) {
      return new Promise((resolve) => {
        if (signal.aborted) return resolve()
        const done = () => {
          signal.removeEventListener('abort', done)
          waiting.delete(done)
          resolve()
        }
        waiting.add(done)
        signal.addEventListener('abort', done)
      })
    },
    wake() {
      const all = waiting
      waiting = new Set()
      for (const done of all) done()
    },
  }
}
