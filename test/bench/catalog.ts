import { execFileSync } from 'node:child_process'
import { answerOf, forkBench, role } from './gatewayProcess.ts'
import { medianOf } from './settings/median.ts'
import type { BenchRow } from './report.ts'

const turns = 9
const loadMs = 50
const typesMs = 30_000
/** As `npm run types` runs it. */
const asChecked = ['--max-semi-space-size=64', 'node_modules/vue-tsc/bin/vue-tsc.js']

/** What each process loads; all of it from the bundle that holds the application, the catalog in the chunk the application loads. */
const loading = {
  /** What the application needs without the catalog too, zod above all, is there before the clock starts. */
  catalog: async () => {
    await import('#common/device/device.ts')
    return timeOf(() => import('#common/catalog/index.ts'))
  },
  application: () => timeOf(() => import('#node/sightline.ts')),
}

/** What the catalog adds to the start of the application, and how long the compiler needs for all types from nothing. */
export async function catalogBench(): Promise<readonly BenchRow[]> {
  const mine = process.env[role]
  if (mine === 'catalog' || mine === 'application') {
    process.send?.(await loading[mine]())
    return new Promise(() => undefined)
  }
  const catalog: number[] = []
  const application: number[] = []
  for (let turn = 0; turn < turns; turn += 1) {
    catalog.push(await loadedIn('catalog'))
    application.push(await loadedIn('application'))
  }
  const fromNothing = typesTook('--force')
  return [
    row(
      'catalog loaded, median of 9 fresh processes',
      medianOf(catalog),
      'the application, catalog and all',
      medianOf(application),
      loadMs,
    ),
    row('types of the whole project from nothing', fromNothing, 'again with nothing changed', typesTook(), typesMs),
  ]
}

/** ms a fresh process needs for one of them. */
async function loadedIn(what: keyof typeof loading): Promise<number> {
  const child = forkBench('catalog', what)
  try {
    return await answerOf<number>(child)
  } finally {
    child.kill()
  }
}

function typesTook(...args: readonly string[]): number {
  const start = performance.now()
  execFileSync(process.execPath, [...asChecked, '--build', ...args], { stdio: ['ignore', 'inherit', 'inherit'] })
  return performance.now() - start
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function row(name: string, value: number, reference: string, other: number, most: number): BenchRow {
  return {
    name,
    value: Number(value.toPrecision(4)),
    unit: 'ms',
    reference,
    referenceValue: Number(other.toPrecision(4)),
    ratio: Number((value / other).toPrecision(3)),
    target: `< ${most}`,
    ok: value < most,
  }
}
