/** What the player should do now. */
export interface Steering {
  readonly rate: number
  /** s on the media clock to jump to; only when far behind. */
  readonly seekTo?: number
}

export interface GovernorInput {
  /** End of what is buffered, s on the media clock. */
  readonly bufferedEnd: number
  /** s */
  readonly currentTime: number
  /** ms, any clock that goes forward. */
  readonly nowMs: number
}

const averaged = 6
const slack = 0.06
const farBehind = 0.8
const seekPauseMs = 1000

/**
 * Keeps the picture `target` seconds behind what is buffered: a little faster when it lags, a little slower before it runs
 * dry, a jump when it is far behind. hls.js itself cannot catch up below one second of buffer.
 */
export function createGovernor(target = 0.18): (input: GovernorInput) => Steering {
  let lags: number[] = []
  let lastSeek = -Infinity
  return ({ bufferedEnd, currentTime, nowMs }) => {
    lags = [...lags, bufferedEnd - currentTime].slice(-averaged)
    const lag = lags.reduce((sum, value) => sum + value, 0) / lags.length
    if (lag > target + farBehind && nowMs - lastSeek >= seekPauseMs) {
      lastSeek = nowMs
      lags = []
      return { rate: 1, seekTo: bufferedEnd - target }
    }
    if (lag > target + slack) return { rate: 1.1 }
    return { rate: lag < target - slack ? 0.95 : 1 }
  }
}
