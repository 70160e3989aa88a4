import { type AppError, AppFailure } from '#common/errors/appError.ts'

/** When a request must stop, and why: its time is up, or nobody wants the answer any more. */
export interface Deadline {
  readonly signal: AbortSignal
  /** Throws why it has to stop, if it has to. */
  check(): void
  /** Resolves after `ms`, rejects when it has to stop before. */
  pause(ms: number): Promise<void>
  /** What is waited for, or the reason to stop, whichever comes first. */
  race<T>(work: Promise<T>): Promise<T>
  /** Starts the clock: waiting in a queue does not count. */
  start(): void
  /** Time no longer counts; the signals still do. */
  stopClock(): void
  /** Lets go of clock and signals. */
  done(): void
}

const cancelled: AppError = { kind: 'cancelled' }
const timedOut: AppError = { kind: 'unreachable', why: 'timeout' }

/** A deadline of `timeoutMs` that the given signals end early, for the reason they give where they give one. */
export function createDeadline(timeoutMs: number, signals: readonly (AbortSignal | undefined)[]): Deadline {
  const controller = new AbortController()
  const cancel = () => controller.abort(reasonOf(signals.find((signal) => signal?.aborted)))
  let timer: NodeJS.Timeout | undefined
  for (const signal of signals) {
    if (signal?.aborted) cancel()
    signal?.addEventListener('abort', cancel, { once: true })
  }

  function stopped<T>(promise: Promise<T>): Promise<T> {
    const { signal } = controller
    return new Promise((resolve, reject) => {
      const stop = () => reject(reasonOf(signal))
      if (signal.aborted) stop()
      signal.addEventListener('abort', stop, { once: true })
      promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
    })
  }

  return {
    signal: controller.signal,
    check() {
      if (controller.signal.aborted) throw reasonOf(controller.signal)
    },
    async pause(ms) {
      let pause: NodeJS.Timeout | undefined
      try {
        await stopped(new Promise((resolve) => (pause = setTimeout(resolve, ms))))
      } finally {
        clearTimeout(pause)
      }
    },
    race: stopped,
    start() {
      timer ??= setTimeout(() => controller.abort(new AppFailure(timedOut)), timeoutMs)
    },
    stopClock() {
      clearTimeout(timer)
    },
    done() {
      clearTimeout(timer)
      for (const signal of signals) signal?.removeEventListener('abort', cancel)
    },
  }
}

function reasonOf(signal: AbortSignal | undefined): AppFailure {
  const reason: unknown = signal?.reason
  return reason instanceof AppFailure ? reason : new AppFailure(cancelled)
}
