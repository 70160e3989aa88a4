import { boxAt, type Camera, type Size } from './camera.ts'

/** A stretch of rows of the picture, in percent from its top. */
export interface Band {
  readonly from: number
  readonly to: number
}

/** Whether a target that stands on a row is smaller than a rule asks (percent of the picture); undefined where there is no ground. */
export function isTooSmall(camera: Camera, y: number, target: Size, least: Size): boolean | undefined {
  const box = boxAt(camera, { x: 50, y }, target)
  return box && (box.width < least.width || box.height < least.height)
}

/** The stretches of ground on which a target is smaller than a rule asks: what to tint; judged in the middle of each of so many rows. */
export function bandsTooSmall(camera: Camera, target: Size, least: Size, rows = 100): readonly Band[] {
  const step = 100 / rows
  const bands: Band[] = []
  for (let row = 0; row < rows; row++) {
    if (!isTooSmall(camera, (row + 0.5) * step, target, least)) continue
    const [band, to] = [bands.at(-1), (row + 1) * step]
    if (band?.to === row * step) bands[bands.length - 1] = { from: band.from, to }
    else bands.push({ from: row * step, to })
  }
  return bands
}
