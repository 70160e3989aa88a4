/** What a player shows of itself. */
export interface PlayerSigns {
  /** ms since the last new frame. */
  readonly silentMs: number
  /** s of data the player holds ahead of the picture. */
  readonly ahead: number
  /** The gateway gets pictures from the camera. */
  readonly isFed: boolean
  /** The player reported an error it cannot leave by itself. */
  readonly hasFailed: boolean
}

const frozenMs = 2000
const hungryMs = 4000
const enough = 0.5

/**
 * True when only a new player helps: it failed, it holds data and shows no new frame, or it stopped asking for data that is
 * there. A camera that is silent is no reason: the old player keeps its last picture and goes on by itself.
 */
export function needsRebuild({ silentMs, ahead, isFed, hasFailed }: PlayerSigns): boolean {
  if (!isFed) return false
  return hasFailed || (silentMs > frozenMs && ahead > enough) || silentMs > hungryMs
}
