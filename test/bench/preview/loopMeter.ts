import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Small beside the target of 15 ms, large enough that the measuring itself costs little. ms. */
const resolutionMs = 5

export interface LoopMeter {
  /** How much later than due this process came to a timer since the last question: the 99th of a hundred, ms. */
  p99(): number
}

/** Node's own histogram of this process's event loop. It holds whole intervals; what was asked for is taken off. */
export function meterLoop(): LoopMeter {
  const loop = monitorEventLoopDelay({ resolution: resolutionMs })
  loop.enable()
  return {
    p99() {
      const delayMs = loop.percentile(99) / 1e6 - resolutionMs
      loop.reset()
      return Math.max(0, delayMs)
    },
  }
}
