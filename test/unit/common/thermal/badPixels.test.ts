import { describe, expect, it } from 'vitest'
import { badPixelCandidates, type ReadingGrid } from '#common/thermal/badPixels.ts'
import { findingsAt, findingsOf, sizeOnSensor } from '#common/thermal/area.ts'

const [columns, rows] = [80, 60]

/** Noise that is the same in every run: 0.05 K, nearly normal. */
function noise(at: number): number {
  let sum = 0
  for (let turn = 0; turn < 12; turn++) {
    const x = Math.sin((at * 12 + turn + 1) * 12.9898) * 43_758.5453
    sum += x - Math.floor(x)
  }
  return 0.05 * (sum - 6)
}

type Scene = (x: number, y: number) => number

/** As optics show it: each pixel with a little of those beside it. */
function seen(scene: Scene, bad: Readonly<Record<string, number>> = {}): ReadingGrid {
  const blurred = (x: number, y: number) =>
    0.6 * scene(x, y) + 0.1 * (scene(x - 1, y) + scene(x + 1, y) + scene(x, y - 1) + scene(x, y + 1))
  const values = Array.from({ length: columns * rows }, (_, at) => {
    const [x, y] = [at % columns, Math.floor(at / columns)]
    return bad[`${x},${y}`] ?? blurred(x, y) + noise(at)
  })
  return { columns, rows, values }
}

const found = (grid: ReadingGrid) => badPixelCandidates(grid).map(({ column, row }) => `${column},${row}`)

const room: Scene = (x, y) => 20 + 0.05 * y + 0.02 * x
const within = (x: number, y: number, [left, top, width, height]: readonly [number, number, number, number]) =>
  x >= left && x < left + width && y >= top && y < top + height

describe('candidates for bad pixels', () => {
  it('are dead and stuck pixels, the farthest off first, in the middle, at the edge and in a corner', () => {
    const bad = { '40,30': 150, '0,10': -20, '79,59': 90, '20,0': 26 }
    expect(found(seen(room, bad))).toEqual(['40,30', '79,59', '0,10', '20,0'])
  })

  it('are found in twos', () => {
    expect(found(seen(room, { '30,20': 90, '31,20': 95 })).toSorted()).toEqual(['30,20', '31,20'])
  })

  it('are found on a hot thing and beside its edge', () => {
    const motor: Scene = (x, y) => (within(x, y, [20, 15, 30, 20]) ? 75 : room(x, y))
    const bad = { '30,25': -20, '19,20': 140, '20,30': -60 }
    expect(found(seen(motor, bad)).toSorted()).toEqual(Object.keys(bad).toSorted())
  })

  it('say by how much they are off', () => {
    expect(badPixelCandidates(seen(room, { '40,30': 52.3 }))[0]?.off).toBeCloseTo(30, 0)
  })

  it.each<readonly [string, Scene]>([
    ['an even wall', room],
    ['a steep slope', (x, y) => 3 * x + 2 * y],
    ['a straight edge', (x, y) => (x < 40 ? room(x, y) : 75)],
    ['a slanting edge', (x, y) => (x + 0.6 * y < 55 ? room(x, y) : 75)],
    ['a hot box with its corners', (x, y) => (within(x, y, [30, 20, 12, 9]) ? 75 : room(x, y))],
    ['a hot joint of 2 × 2 pixels', (x, y) => (within(x, y, [30, 20, 2, 2]) ? 120 : room(x, y))],
    ['a cold spot of 3 × 2 pixels', (x, y) => (within(x, y, [50, 40, 3, 2]) ? -20 : room(x, y))],
    ['a wire one pixel wide, with its ends', (x, y) => (within(x, y, [10, 30, 50, 1]) ? 60 : room(x, y))],
    ['a disc', (x, y) => (Math.hypot(x - 40, y - 30) < 9 ? 37 : room(x, y))],
    ['a chequered floor', (x, y) => ((Math.floor(x / 4) + Math.floor(y / 4)) % 2 === 0 ? 20 : 45)],
  ])('are none in %s', (_what, scene) => {
    expect(found(seen(scene))).toEqual([])
  })

  it('are none where there are no readings', () => {
    expect(badPixelCandidates({ columns: 2, rows: 2, values: [20, undefined, undefined, undefined] })).toEqual([])
  })
})

describe('a measuring area', () => {
  const sensor = { width: 640, height: 512 }
  const box = (x: number, y: number) => ({ shape: 'rectangle' as const, outline: [{ x: 50, y: 50 }, { x: 50 + x, y: 50 + y }] }) // prettier-ignore

  it('has its size in pixels of the detector', () => {
    const { width, height } = sizeOnSensor(box(10, 20), sensor)
    expect([width.toFixed(3), height.toFixed(3)]).toEqual(['64.000', '102.400'])
  })

  it.each([
    [[], box(10, 10)],
    [['tooSmall'], box(0.7, 10)],
    [['tooSmall'], { shape: 'polygon', outline: [{ x: 10, y: 10 }, { x: 30, y: 30 }, { x: 30.2, y: 30 }] }], // prettier-ignore
    [[], { shape: 'line', outline: [{ x: 10, y: 10 }, { x: 30, y: 10 }] }], // prettier-ignore
    [[], { shape: 'point', outline: [{ x: 10, y: 10 }] }],
    [['offSensor'], { shape: 'point', outline: [{ x: 101, y: 10 }] }],
    [['offSensor'], { shape: 'polygon', outline: [] }],
  ] as const)('is found %j', (findings, area) => {
    expect(findingsOf(area, sensor)).toEqual(findings)
  })

  it('is warned of near what it mirrors, and where most is mirrored', () => {
    expect(findingsAt(22, { emissivity: 0.95, reflected: 20 })).toEqual(['nearReflected'])
    expect(findingsAt(60, { emissivity: 0.1, reflected: 20 })).toEqual(['mostlyMirrored'])
    expect(findingsAt(22, { emissivity: 1, reflected: 20 })).toEqual([])
  })
})
