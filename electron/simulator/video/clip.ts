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

/** Reads an Annex B file whose access units begin with a delimiter (x264 `aud=1`). */
export function readVideoClip(file: string | URL, framesPerSecond = clipRate): Clip {
  return { units: splitUnits(readFileSync(file)), framesPerSecond, contentType: 'video/h264' }
}

/** Reads JPEG pictures written one after the other. */
export function readStillClip(file: string | URL): Clip {
  return { units: splitPictures(readFileSync(file)), framesPerSecond: stillRate, contentType: 'image/jpeg' }
}

/** Number of the picture that is due: all cameras share one clock, so that a delay can be measured from outside. */
export function dueAt({ units, framesPerSecond }: Clip, nowMs: number): number {
  return Math.floor((nowMs / 1000) * framesPerSecond) % units.length
}

const delimiter = Buffer.from([0, 0, 0, 1, 9])

function splitUnits(file: Buffer): Uint8Array[] {
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
