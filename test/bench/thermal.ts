import type { BenchRow } from './report.ts'
import { startThermal, type Thermal } from './thermal/bench.ts'
import { calibrated, emissivities } from './thermal/measured.ts'
import { mapped } from './thermal/mapped.ts'
import { searchedForDead } from './thermal/pixels.ts'

/** Cameras with other noise, other dead pixels and their own errors. */
const cameras = 3
const targets = { emissivity: 0.02, blackBody: 0.2, found: 100, falseOnes: 1, mapping: 0.5 } as const

/**
 * What the application finds out of thermal cameras whose truth is known: each is read and written as a person's wizard would, over HTTP, and
 * reckons otherwise than the application does. The worst of three cameras counts.
 */
export async function thermalBench(): Promise<readonly BenchRow[]> {
  const body = await ofEach('thermal-body', async (bench) => {
    const blackBody = await calibrated(bench)
    return { blackBody, emissivity: await emissivities(bench), pixels: await searchedForDead(bench), mapping: await mapped(bench) }
  })
  const dual = await ofEach('thermal-dual', searchedForDead)
  const pixels = [...body.map((one) => one.pixels), ...dual]
  const worst = (values: readonly number[]) => Math.max(...values)
  const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0)
  const before = worst(body.map(({ blackBody }) => Math.abs(blackBody.before)))
  const after = worst(body.map(({ blackBody }) => Math.abs(blackBody.after)))
  const emissivity = worst(body.map((one) => one.emissivity))
  const planted = sum(pixels.map((one) => one.planted))
  const found = (100 * sum(pixels.map((one) => one.found))) / planted
  const falseOnes = (10_000 * sum(pixels.map((one) => one.falseOnes))) / sum(pixels.map((one) => one.all))
  const stillDead = sum(pixels.map((one) => one.stillDead))
  const mapping = worst(body.map((one) => one.mapping))
  return [
    row(
      'emissivity of three surfaces by a thermometer 0.3 K off, worst error',
      emissivity,
      '',
      `<= ${targets.emissivity}`,
      emissivity <= targets.emissivity,
    ),
    row('black body before its calibration, error', before, 'K', 'none', true),
    row(
      'black body after its calibration by a reference 0.1 K off, and 10 min later, worst error',
      after,
      'K',
      `< ${targets.blackBody}`,
      after < targets.blackBody,
    ),
    row(`dead pixels found, of ${planted} in six detectors`, found, '%', `${targets.found}`, found >= targets.found),
    row('pixels suspected that are well', falseOnes, 'in 10,000', `<= ${targets.falseOnes}`, falseOnes <= targets.falseOnes),
    row('dead pixels left once those found were corrected', stillDead, '', '0', stillDead === 0),
    row(
      'a place mapped onto the other picture, worst error of its diagonal',
      mapping,
      '%',
      `< ${targets.mapping}`,
      mapping < targets.mapping,
    ),
  ]
}

async function ofEach<T>(profile: 'thermal-body' | 'thermal-dual', measure: (bench: Thermal) => Promise<T>): Promise<readonly T[]> {
  const results: T[] = []
  for (let camera = 1; camera <= cameras; camera++) {
    const bench = await startThermal(profile, camera)
    try {
      results.push(await measure(bench))
    } finally {
      await bench.close()
    }
  }
  return results
}

function row(name: string, value: number, unit: string, target: string, ok: boolean): BenchRow {
  return { name, value, unit, reference: '', referenceValue: null, ratio: null, target, ok }
}
