import { mapping } from '#common/catalog/body/calibration.ts'
import type { Point } from '#common/geometry/outline.ts'
import { restore } from '#common/schema/infer.ts'
import { fitMapping } from '#common/thermal/mapping.ts'
import { visiblePlaceOf } from '#simulator/thermal/lenses.ts'
import { disc, type Scene } from '#simulator/thermal/scene.ts'
import type { Thermal } from './bench.ts'

const distance = 5
/** Warm discs on a board, % of the thermal picture: the first are picked, the last looked at afterwards. */
const marks: readonly Point[] = [
  { x: 18, y: 20 },
  { x: 80, y: 17 },
  { x: 84, y: 82 },
  { x: 15, y: 78 },
  { x: 50, y: 35 },
  { x: 47, y: 66 },
  { x: 30, y: 50 },
  { x: 68, y: 48 },
  { x: 60, y: 80 },
]
const picked = 6
const radius = 2
/** A visible picture and the pixels of it a person's mouse is off. */
const visible = { width: 1280, height: 720, off: 1.5 } as const

const board: Scene = {
  air: { temperature: 22, humidity: 50 },
  reflected: 22,
  things: [
    { name: 'board', covers: () => true, temperature: 21, emissivity: 0.95, distance },
    ...marks.map(({ x, y }, index) => disc(`mark ${index}`, [x, y, radius], { temperature: 40, emissivity: 0.95, distance })),
  ],
}

/** The worst error, % of the thermal picture's diagonal, of marks that were not picked, by the pairs the camera has stored. */
export async function mapped({ heat, grid, write, read }: Thermal): Promise<number> {
  heat.show(board)
  const seen: Point[] = []
  for (const mark of marks) seen.push(await middleOf(mark, grid))
  const visibly = marks.map((mark, index) => clicked(visiblePlaceOf(mark, distance), index))
  const before = await read(mapping.id)
  const points = { visible: visibly.slice(0, picked).map(hundredths), thermal: seen.slice(0, picked).map(hundredths) }
  await write(mapping.id, { ...before, number: 1, depth: distance, ...points })
  const stored = restore(mapping.fields, await read(mapping.id))
  const pairs = stored.visible.map((from, index) => ({ from, to: stored.thermal[index] ?? { x: 0, y: 0 } }))
  const fitted = fitMapping(pairs, heat.kind)
  if (typeof fitted === 'string') throw new Error(`no mapping: ${fitted}`)
  const errors = marks.slice(picked).map((mark) => {
    const at = fitted.at(visiblePlaceOf(mark, distance))
    return Math.hypot(((at.x - mark.x) / 100) * heat.kind.width, ((at.y - mark.y) / 100) * heat.kind.height)
  })
  return (Math.max(...errors, fitted.worst.pixels) / Math.hypot(heat.kind.width, heat.kind.height)) * 100
}

/** The middle of what is warm around a place, by a grid of readings. */
async function middleOf({ x, y }: Point, grid: Thermal['grid']): Promise<Point> {
  const [columns, rows, reach] = [25, 25, 5]
  const read = await grid({ fromX: x - reach, toX: x + reach, fromY: y - reach, toY: y + reach, columns, rows })
  let [sum, across, down] = [0, 0, 0]
  read.forEach((value, at) => {
    const warm = Math.min(1, Math.max(0, (value - 26) / 8))
    sum += warm
    across += warm * (x - reach + ((at % columns) / (columns - 1)) * 2 * reach)
    down += warm * (y - reach + (Math.floor(at / columns) / (rows - 1)) * 2 * reach)
  })
  return { x: across / sum, y: down / sum }
}

/** Not quite where it is: a little off in another direction each time. */
function clicked({ x, y }: Point, turn: number): Point {
  const [right, down] = [Math.cos(turn * 2.4), Math.sin(turn * 2.4)]
  return hundredths({ x: x + (right * visible.off * 100) / visible.width, y: y + (down * visible.off * 100) / visible.height })
}

function hundredths({ x, y }: Point) {
  return { x: Math.round(x * 100) / 100, y: Math.round(y * 100) / 100 }
}
