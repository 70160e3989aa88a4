import type { Point } from '../scene/ground.ts'
import { throughAir } from './air.ts'
import { deadPixelsOf, type DetectorKind, driftBetween, housingAt, nameOf, noiseAt, type Pixel, secondsUntil } from './detector.ts'
import { radiated, temperatureOf } from './planck.ts'
import { hall, type Scene } from './scene.ts'

/** What a camera makes its temperatures with. */
export interface Corrected {
  readonly emissivity: number
  /** °C */
  readonly reflected: number
  /** m */
  readonly distance: number
  /** °C of the air. */
  readonly ambient: number
}

/** When the camera evens out its detector by itself. */
export interface SelfCorrection {
  readonly minutes: number
  /** K the housing has warmed. */
  readonly degrees: number
}

/** A lens for heat with its detector, in front of a scene. */
export interface HeatCamera {
  readonly kind: DetectorKind
  /** °C a pixel reads now. */
  readonly read: (pixel: Pixel, corrected: Corrected) => number
  /** Pixel at a place in % of the picture. */
  readonly pixelAt: (place: Point) => Pixel
  /** °C of what is there, as a contact thermometer says it. */
  readonly truth: (place: Point) => number
  /** °C inside the housing. */
  readonly housing: () => number
  /** Closes the shutter and evens the detector out. */
  readonly evenOut: () => void
  /** By itself from now on; undefined: when it is told. */
  readonly evenOutBySelf: (when: SelfCorrection | undefined) => void
  /** What the pixels read in the mean is this temperature: from now on, or never mind. */
  readonly calibrate: (against: { readonly pixels: readonly Pixel[]; readonly celsius: number; readonly as: Corrected } | undefined) => void
  /** Pixels that read what their neighbours do; `save` keeps them over a restart, `restart` forgets those that were not saved. */
  readonly correct: (pixels: readonly Pixel[]) => void
  readonly resetPixels: () => void
  readonly savePixels: () => void
  readonly restart: () => void
  /** Somebody puts something else in front of it. */
  readonly show: (scene: Scene) => void
  readonly shown: () => Scene
}

interface Options {
  readonly kind: DetectorKind
  readonly nowMs: () => number
  readonly scene?: Scene
}

/** % relative humidity a camera takes the air to have: none of its settings says. Ours. */
const assumedHumidity = 50
/** ms for which the shutter is closed and the picture stands still. */
const shutterMs = 400
/** Pictures a calibration is taken over. */
const calibrationFrames = 16
const frameMs = 40
/** How much of a pixel is seen at its middle, and at each of four places half a pixel and more away: the blur of a lens. */
const blur = { middle: 0.6, side: 0.1, away: 0.9 } as const

export function createHeatCamera({ kind, nowMs, scene: first = hall }: Options): HeatCamera {
  const dead = deadPixelsOf(kind)
  const began = nowMs()
  let scene = first
  let powered = began
  let evened = began
  let bySelf: SelfCorrection | undefined
  let calibration = 0
  let corrected = new Set<string>()
  let saved = new Set<string>()

  const seconds = (ms: number) => (ms - powered) / 1000

  /** The last time it was evened out, those it did by itself included. */
  function evenedAt(now: number): number {
    while (bySelf) {
      const warm = secondsUntil(housingAt(seconds(evened)) + bySelf.degrees) * 1000 + powered
      const next = Math.min(evened + bySelf.minutes * 60_000, warm)
      if (next > now) break
      evened = next
    }
    return evened
  }

  /** °C a black body would have that looks so, and the detector's own errors. */
  function seenAs(pixel: Pixel, ms: number): number {
    const own = dead.get(nameOf(pixel))
    const last = evenedAt(ms)
    const still = ms - last < shutterMs ? last : ms
    if (own !== undefined && !corrected.has(nameOf(pixel))) return own
    if (corrected.has(nameOf(pixel))) return besides(pixel, still)
    return lit(pixel, still) + kind.offset + driftBetween(seconds(last), seconds(still)) + noiseAt(kind.seed, pixel, still) + calibration
  }

  /** What the living neighbours say. */
  function besides({ x, y }: Pixel, ms: number): number {
    const around = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((across) => ({ x: x + across, y: y + down })))
    const living = around.filter((one) => isOn(one) && !dead.has(nameOf(one)) && !corrected.has(nameOf(one)))
    return living.reduce((sum, one) => sum + seenAs(one, ms), 0) / living.length
  }

  function isOn({ x, y }: Pixel): boolean {
    return x >= 0 && y >= 0 && x < kind.width && y < kind.height
  }

  /** °C of the black body without air that would look as the scene does at a pixel. */
  function lit({ x, y }: Pixel, ms: number): number {
    const at = (across: number, down: number) =>
      arriving({ x: ((x + 0.5 + across) / kind.width) * 100, y: ((y + 0.5 + down) / kind.height) * 100 }, ms)
    const { away, side, middle } = blur
    return temperatureOf(middle * at(0, 0) + side * (at(away, 0) + at(-away, 0) + at(0, away) + at(0, -away)))
  }

  function arriving(place: Point, ms: number): number {
    const thing = thingAt(place, ms)
    if (!thing) return 0
    const through = throughAir(scene.air, thing.distance)
    const leaving = thing.emissivity * radiated(temperatureAt(place, ms)) + (1 - thing.emissivity) * radiated(scene.reflected)
    return through * leaving + (1 - through) * radiated(scene.air.temperature)
  }

  function thingAt(place: Point, ms: number) {
    return scene.things.findLast(({ covers }) => covers(place, (ms - began) / 1000))
  }

  function temperatureAt(place: Point, ms: number): number {
    const temperature = thingAt(place, ms)?.temperature ?? scene.reflected
    return typeof temperature === 'number' ? temperature : temperature((ms - began) / 1000, place)
  }

  function reading(pixel: Pixel, by: Corrected, ms: number): number {
    return targetBehind(seenAs(pixel, ms), by)
  }

  return {
    kind,
    read: (pixel, by) => reading(pixel, by, nowMs()),
    pixelAt: ({ x, y }) => ({
      x: Math.min(kind.width - 1, Math.max(0, Math.floor((x / 100) * kind.width))),
      y: Math.min(kind.height - 1, Math.max(0, Math.floor((y / 100) * kind.height))),
    }),
    truth: (place) => temperatureAt(place, nowMs()),
    housing: () => scene.air.temperature + 8 + housingAt(seconds(nowMs())),
    evenOut: () => {
      evened = nowMs()
    },
    evenOutBySelf: (when) => {
      evened = evenedAt(nowMs())
      bySelf = when
    },
    calibrate: (against) => {
      calibration = 0
      if (!against) return
      const { pixels, celsius, as } = against
      const now = nowMs()
      const samples = Array.from({ length: calibrationFrames }, (_, frame) => pixels.map((pixel) => seenAs(pixel, now - frame * frameMs)))
      const all = samples.flat()
      calibration = appearing(celsius, as) - all.reduce((sum, one) => sum + one, 0) / all.length
    },
    correct: (pixels) => {
      corrected = new Set([...corrected, ...pixels.map(nameOf)])
    },
    resetPixels: () => {
      corrected = new Set()
    },
    savePixels: () => {
      saved = new Set(corrected)
    },
    restart: () => {
      corrected = new Set(saved)
      powered = nowMs()
      evened = powered
    },
    show: (other) => {
      scene = other
    },
    shown: () => scene,
  }
}

/** °C of the target, when the camera is told all about it. */
function targetBehind(seen: number, { emissivity, reflected, distance, ambient }: Corrected): number {
  const through = throughAir({ temperature: ambient, humidity: assumedHumidity }, distance)
  const leaving = (radiated(seen) - (1 - through) * radiated(ambient)) / through
  return temperatureOf((leaving - (1 - emissivity) * radiated(reflected)) / emissivity)
}

/** What a target of that temperature looks like to a camera that is told all about it. */
function appearing(celsius: number, { emissivity, reflected, distance, ambient }: Corrected): number {
  const through = throughAir({ temperature: ambient, humidity: assumedHumidity }, distance)
  const leaving = emissivity * radiated(celsius) + (1 - emissivity) * radiated(reflected)
  return temperatureOf(through * leaving + (1 - through) * radiated(ambient))
}
