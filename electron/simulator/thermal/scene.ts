import type { Point } from '../scene/ground.ts'
import type { Weather } from './air.ts'

/** What a thermal camera looks at, with everything about it that a test may want to find out. */
export interface Scene {
  readonly air: Weather
  /** °C of all that is mirrored in the things. */
  readonly reflected: number
  /** Those in front last. The first fills the picture. */
  readonly things: readonly Thing[]
}

export interface Thing {
  readonly name: string
  /** Whether it is at a place of the thermal picture, in % of it, so many s after the scene began. */
  readonly covers: (at: Point, seconds: number) => boolean
  /** °C */
  readonly temperature: number | ((seconds: number, at: Point) => number)
  readonly emissivity: number
  /** m from the camera. */
  readonly distance: number
}

/** s for the person to walk to and fro: as long as the clip. */
const loop = 10

/** The reference: °C it begins at and comes to, and the s after which it has come two thirds of the way. */
const warming = { from: 30, to: 50, seconds: 60 } as const

/** The reference in the hall: % of the picture. */
export const referenceAt = { x: 91, y: 33, width: 9, height: 12 } as const

/** A compressor hall, where the thermal clip shows it: two motors, one with a hot joint, pipes, who passes, and a black body in front. */
export const hall: Scene = {
  air: { temperature: 22, humidity: 50 },
  reflected: 22,
  things: [
    { name: 'wall', covers: () => true, temperature: (_seconds, { y }) => 19 + 0.03 * y, emissivity: 0.93, distance: 9 },
    {
      name: 'floor',
      covers: ({ x, y }) => y > 66 - 0.06 * x,
      temperature: (_seconds, { y }) => 21 + 0.02 * (y - 60),
      emissivity: 0.92,
      distance: 7,
    },
    box('pipe', [0, 16, 100, 5], { temperature: 33, emissivity: 0.88, distance: 8 }),
    ...[16, 33, 77].map((x) => box('leg', [x, 16, 3, 52], { temperature: 28, emissivity: 0.9, distance: 8 })),
    box('motor', [12, 46, 28, 24], { temperature: 41, emissivity: 0.94, distance: 5 }),
    disc('bearing', [26, 58, 7.4], { temperature: 52, emissivity: 0.94, distance: 5 }),
    box('hot motor', [58, 46, 28, 24], { temperature: 58, emissivity: 0.94, distance: 5 }),
    disc('hot bearing', [72, 58, 7.4], { temperature: 72, emissivity: 0.94, distance: 5 }),
    // A screwed joint on the cable box, 2 to 4 pixels wide on most detectors.
    disc('hot joint', [61.3, 49.2, 0.35], { temperature: 118, emissivity: 0.9, distance: 5 }),
    // Bare steel on the hot motor: the same temperature, and reads much colder.
    box('bare plate', [75, 49, 7, 6], { temperature: 58, emissivity: 0.32, distance: 5 }),
    box('painted plate', [80, 62, 5, 6], { temperature: 58, emissivity: 0.82, distance: 5 }),
    box('worn plate', [14, 62, 6, 6], { temperature: 52, emissivity: 0.6, distance: 5 }),
    person(),
    box('reference', [referenceAt.x - 4.5, referenceAt.y - 6, referenceAt.width, referenceAt.height], {
      temperature: (seconds) => warming.to - (warming.to - warming.from) * Math.exp(-seconds / warming.seconds),
      emissivity: 0.97,
      distance: 3,
    }),
  ],
}

/** The same with everything of a name so many % of the picture elsewhere: somebody has kicked the tripod. */
export function withMoved({ things, ...scene }: Scene, name: string, { x, y }: Point): Scene {
  return {
    ...scene,
    things: things.map((thing) =>
      thing.name === name ? { ...thing, covers: (at, seconds) => thing.covers({ x: at.x - x, y: at.y - y }, seconds) } : thing,
    ),
  }
}

type Surface = Pick<Thing, 'temperature' | 'emissivity' | 'distance'>

/** Left, top, width and height. */
function box(name: string, [left, top, width, height]: readonly [number, number, number, number], surface: Surface): Thing {
  return { name, covers: ({ x, y }) => x >= left && x < left + width && y >= top && y < top + height, ...surface }
}

/** Middle and radius in % of the picture's width; the picture is 4 wide and 3 high. */
export function disc(name: string, [x, y, radius]: readonly [number, number, number], surface: Surface): Thing {
  return { name, covers: (at) => Math.hypot(at.x - x, (at.y - y) * 0.75) < radius, ...surface }
}

function person(): Thing {
  return {
    name: 'person',
    covers: ({ x, y }, seconds) => {
      const middle = 46 + 22 * Math.sin((2 * Math.PI * seconds) / loop)
      const isHead = Math.hypot(x - middle, (y - 47.4) * 0.75) < 3.4
      return isHead || (Math.abs(x - middle) < 3 && y >= 52 && y < 84)
    },
    temperature: (_seconds, { y }) => (y < 52 ? 34 : 29),
    emissivity: 0.97,
    distance: 4,
  }
}
