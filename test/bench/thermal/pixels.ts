import { badPixelCandidates } from '#common/thermal/badPixels.ts'
import { deadPixelsOf } from '#simulator/thermal/detector.ts'
import type { Thermal } from './bench.ts'

export interface Searched {
  readonly planted: number
  readonly found: number
  readonly falseOnes: number
  readonly all: number
  /** Dead ones that still read nonsense once the candidates were corrected. */
  readonly stillDead: number
}

/** Pixels to each side of the grids a picture is read in. */
const tile = 96
/** A pixel is a candidate if it is one in each of so many pictures: who passes is not. */
const pictures = 2

/** Dead pixels searched for with the camera's own readings, corrected, and looked at again. */
export async function searchedForDead(bench: Thermal): Promise<Searched> {
  const { kind } = bench.heat
  const planted = deadPixelsOf(kind)
  const names = await candidates(bench)
  await bench.act('thermal.correctPixels', { pixels: names.map((name) => placeOf(name, kind)) })
  const left = await candidates(bench)
  return {
    planted: planted.size,
    found: names.filter((name) => planted.has(name)).length,
    falseOnes: names.filter((name) => !planted.has(name)).length,
    all: kind.width * kind.height,
    stillDead: left.filter((name) => planted.has(name)).length,
  }
}

type Size = { readonly width: number; readonly height: number }

async function candidates(bench: Thermal): Promise<readonly string[]> {
  let names: readonly string[] | undefined
  for (let turn = 0; turn < pictures; turn++) {
    const seen = new Set(badPixelCandidates(await picture(bench)).map(({ column, row }) => `${column},${row}`))
    names = names ? names.filter((name) => seen.has(name)) : [...seen]
    bench.wait(3700)
  }
  return names ?? []
}

/** Every pixel of the detector, read in grids whose points are the middles of pixels. */
async function picture({ grid, heat: { kind } }: Thermal) {
  const values = new Array<number | undefined>(kind.width * kind.height)
  for (let top = 0; top < kind.height; top += tile) {
    for (let left = 0; left < kind.width; left += tile) {
      const [columns, rows] = [Math.min(tile, kind.width - left), Math.min(tile, kind.height - top)]
      const [from, to] = [placeOf(`${left},${top}`, kind), placeOf(`${left + columns - 1},${top + rows - 1}`, kind)]
      const read = await grid({ fromX: from.x, fromY: from.y, toX: to.x, toY: to.y, columns, rows })
      read.forEach((value, at) => {
        values[(top + Math.floor(at / columns)) * kind.width + left + (at % columns)] = value
      })
    }
  }
  return { columns: kind.width, rows: kind.height, values }
}

function placeOf(name: string, { width, height }: Size) {
  const [x = 0, y = 0] = name.split(',').map(Number)
  return { x: ((x + 0.5) / width) * 100, y: ((y + 0.5) / height) * 100 }
}
