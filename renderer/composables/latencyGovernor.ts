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
  /** s; how far behind the picture should stay. */
  readonly target: number
}

/** Behind parts of three frames at 25 fps, whose announced length is 0.138 s. */
const shortestTarget = 0.18
/** Of a part that must have come whole before its first frame can be shown. */
const targetOfPart = 1.3

/** How far behind to stay where the playlist announces parts of that length, s. A slow camera's parts are long. */
export function targetFor(partTarget: number | undefined): number {
  return Math.max(shortestTarget, (partTarget ?? 0) * targetOfPart)
}

/** As much faster as the picture lags: 0.3 s too late plays at 1.3. In steps of 5 %, between 10 % and 50 %. */
function fasterBy(excess: number): number {
  return 1 + Math.min(0.5, Math.max(0.1, Math.round(excess * 20) / 20))
}

const averaged = 6
const slack = 0.06
const farBehind = 0.8
const seekPauseMs = 1000

/**
 * Keeps the picture `target` seconds behind what is buffered: a little faster when it lags, a little slower before it runs
 * dry, a jump when it is far behind. hls.js itself cannot catch up below one second of buffer.
 */
export function createGovernor(): (input: GovernorInput) => Steering {
  let lags: number[] = []
  let lastSeek = -Infinity
  return ({ bufferedEnd, currentTime, nowMs, target }) => {
    lags = [...lags, bufferedEnd - currentTime].slice(-averaged)
    const lag = lags.reduce((sum, value) => sum + value, 0) / lags.length
    if (lag > target + farBehind && nowMs - lastSeek >= seekPauseMs) {
      lastSeek = nowMs
      lags = []
      return { rate: 1, seekTo: bufferedEnd - target }
    }
    if (lag > target + slack) return { rate: fasterBy(lag - target) }
    return { rate: lag < target - slack ? 0.95 : 1 }
  }
}
