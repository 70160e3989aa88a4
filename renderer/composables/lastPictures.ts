/** The last picture of each stream that was on this window's screen, for whoever opens it next: black tells a person nothing. */
const kept = new Map<string, string>()
const mostKept = 64
/** Across, in pixels: enough to recognise the place by until the first live picture. */
const width = 640

/** Keeps what is shown now under the stream's name. Nothing is kept where nothing is shown. */
export function keepLastPicture(stream: string, shown: HTMLVideoElement | HTMLImageElement): void {
  const picture = pictureOf(shown)
  if (picture === undefined) return
  kept.delete(stream)
  kept.set(stream, picture)
  for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest)
}

export function lastPicture(stream: string): string | undefined {
  return kept.get(stream)
}

/** A small JPEG of what is shown, as a data URL. */
export function pictureOf(shown: HTMLVideoElement | HTMLImageElement): string | undefined {
  const [across, down] = 'videoWidth' in shown ? [shown.videoWidth, shown.videoHeight] : [shown.naturalWidth, shown.naturalHeight]
  if (!across || !down) return undefined
  const canvas = document.createElement('canvas')
  canvas.width = Math.min(width, across)
  canvas.height = Math.round((canvas.width * down) / across)
  canvas.getContext('2d')?.drawImage(shown, 0, 0, canvas.width, canvas.height)
  return canvas.toDataURL('image/jpeg', 0.8)
}
