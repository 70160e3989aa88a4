import { readFileSync } from 'node:fs'

/** A loop of coded pictures; entry n is what the camera sends as its nth. */
export interface Clip {
  readonly units: readonly Uint8Array[]
  readonly framesPerSecond: number
  readonly contentType: 'video/h264' | 'video/h265' | 'image/jpeg'
}

/** Frames a second of all committed clips. */
const clipRate = 25
/** Of their JPEG series: every tenth frame, sent at this rate, shows the same movement. */
const stillRate = 2.5

/** Reads an Annex B file whose access units begin with a delimiter (`aud=1`); H.265 by the file's name. */
export function readVideoClip(file: string | URL, framesPerSecond = clipRate): Clip {
  const is265 = String(file).endsWith('.h265')
  const units = splitUnits(readFileSync(file), is265 ? delimiter265 : delimiter264)
  return { units, framesPerSecond, contentType: is265 ? 'video/h265' : 'video/h264' }
}

/** Reads JPEG pictures written one after the other. */
export function readStillClip(file: string | URL): Clip {
  return { units: splitPictures(readFileSync(file)), framesPerSecond: stillRate, contentType: 'image/jpeg' }
}

/** Number of the picture that is due: all cameras share one clock, so that a delay can be measured from outside. */
export function dueAt({ units, framesPerSecond }: Clip, nowMs: number): number {
  return Math.floor((nowMs / 1000) * framesPerSecond) % units.length
}

const delimiter264 = Buffer.from([0, 0, 0, 1, 9])
const delimiter265 = Buffer.from([0, 0, 0, 1, 0x46, 1])

function splitUnits(file: Buffer, delimiter: Buffer): Uint8Array[] {
  const starts: number[] = []
  for (let at = file.indexOf(delimiter); at >= 0; at = file.indexOf(delimiter, at + 1)) starts.push(at)
  return starts.map((start, index) => file.subarray(start, starts[index + 1] ?? file.length))
}

const pictureStart = Buffer.from([0xff, 0xd8, 0xff])

function splitPictures(file: Buffer): Uint8Array[] {
  const starts: number[] = []
  for (let at = file.indexOf(pictureStart); at >= 0; at = file.indexOf(pictureStart, at + 3)) starts.push(at)
  return starts.map((start, index) => file.subarray(start, starts[index + 1] ?? file.length))
}
