export interface Throttled {
  /** Runs the work now, or once the pause since the last run is over; calls in between count as one. */
  call(): void
  cancel(): void
}

/** Runs work at most once in `ms`; the last call is never lost. */
export function throttle(work: () => void, ms: number): Throttled {
  let timer: NodeJS.Timeout | undefined
  let last = -Infinity

  function run(): void {
    timer = undefined
    last = performance.now()
    work()
  }

  return {
    call() {
      if (timer) return
      const wait = last + ms - performance.now()
      if (wait <= 0) run()
      else timer = setTimeout(run, wait)
    },
    cancel() {
      clearTimeout(timer)
    },
  }
}
