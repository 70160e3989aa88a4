/** Cells of the burned-in number: a white and a black one to find it, then twelve bits, the highest first. */
const bits = 12
const cellsAcross = 80

/** The number burned into the picture now shown, `undefined` where the two cells before it are not white and black. */
export function readCounter(video: HTMLVideoElement, strip: CanvasRenderingContext2D): number | undefined {
  const { videoWidth, videoHeight } = video
  if (videoWidth === 0) return undefined
  const cell = videoWidth / cellsAcross
  const width = Math.round(cell * (bits + 2))
  strip.canvas.width = width
  strip.canvas.height = 1
  strip.drawImage(video, 0, videoHeight - cell / 2, width, 1, 0, 0, width, 1)
  const { data } = strip.getImageData(0, 0, width, 1)
  const isWhite = (index: number) => (data[Math.floor((index + 0.5) * cell) * 4] ?? 0) > 128
  if (!isWhite(0) || isWhite(1)) return undefined
  let counter = 0
  for (let index = 0; index < bits; index += 1) counter = counter * 2 + (isWhite(index + 2) ? 1 : 0)
  return counter
}
