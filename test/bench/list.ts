import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startWebHost } from '#web/host.ts'
import { openBench, slowest } from './list/browser.ts'
import { bigSite } from './list/bigSite.ts'
import { type ListPage, ourList, watchList } from './list/ours.ts'
import { plainPage, plainTable } from './list/plain.ts'
import type { BenchRow } from './report.ts'

const count = 5000
const changesPerSecond = 50
/** Each deed is done this often, and the second slowest counts: p95 of 20. */
const turns = 20
/** How long the list lies open under changes before its memory is read, ms. */
const openMs = 10_000

interface Figures {
  readonly painted: number
  readonly filter: number
  readonly selectAll: number
  readonly sort: number
  readonly memoryMb: number
}

/** The list of 5,000 devices in a real browser while 50 of them change each second, beside a plain table of the same rows. */
export async function listBench(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-bench-'))
  const site = await bigSite(count)
  const host = await startWebHost({ createSightline: site.create, version: '0', folder, pageFolder: resolve('dist/renderer') })
  const stop = site.stir(changesPerSecond)
  try {
    const ours = await measureOurs(host.url)
    const wholeList = JSON.stringify(site.list())
    const theirs = await measurePlain(wholeList)
    return rows(ours, theirs, wholeList.length)
  } finally {
    stop()
    await host.stop()
    rmSync(folder, { recursive: true })
  }
}

async function measureOurs(
  url: string,
): Promise<Figures & { readonly keyMs: number; readonly longest: number; readonly toldPerSecond: number }> {
  const { page, memoryMb, close } = await openBench()
  try {
    await page.addInitScript(watchList)
    // The first visit fills the cache and warms the browser up; a technician opens the list many times a day.
    await page.goto(url)
    const list = ourList(page)
    await list.painted()
    const opened: number[] = []
    for (let turn = 0; turn < 5; turn += 1) {
      await page.reload()
      opened.push(await list.painted())
    }
    await pause(2000)
    await page.evaluate(() => Object.assign(window.listBench, { told: 0, longest: 0 }))
    await pause(openMs)
    const { told, longest } = await page.evaluate(() => ({ told: window.listBench.told, longest: window.listBench.longest }))
    const deeds = await measureDeeds(list)
    await list.key('End')
    const keyMs = await slowest(turns, (turn) => list.key(turn % 2 === 0 ? 'Home' : 'End'))
    return { painted: Math.max(...opened), ...deeds, keyMs, longest, toldPerSecond: told / (openMs / 1000), memoryMb: await memoryMb() }
  } finally {
    await close()
  }
}

async function measurePlain(text: string): Promise<Figures> {
  const { page, memoryMb, close } = await openBench()
  try {
    await page.addInitScript(watchList)
    await page.goto('data:text/html,' + encodeURIComponent(plainPage))
    const list = plainTable(page, text)
    const painted = await list.painted()
    return { painted, ...(await measureDeeds(list)), memoryMb: await memoryMb() }
  } finally {
    await close()
  }
}

/** Every deed as often and in the same order on both. */
async function measureDeeds(list: Omit<ListPage, 'key'>): Promise<Omit<Figures, 'painted' | 'memoryMb'>> {
  const filter = await slowest(turns, (turn) => list.filter(turn % 2 === 0 ? `dock ${turn + 1}` : ''))
  await list.filter('')
  const selectAll = await slowest(turns, (turn) => list.selectAll(turn % 2 === 0))
  const sort = await slowest(turns, (turn) => list.sort(1 + (turn % 3)))
  return { filter, selectAll, sort }
}

function rows(
  ours: Figures & { readonly keyMs: number; readonly longest: number; readonly toldPerSecond: number },
  theirs: Figures,
  wholeList: number,
): readonly BenchRow[] {
  const table = `plain HTML table of ${count} rows`
  const row = (name: string, unit: string, value: number, reference: string, other: number | null, most: number): BenchRow => ({
    name,
    value: rounded(value),
    unit,
    reference,
    referenceValue: other === null ? null : rounded(other),
    ratio: other === null || other === 0 ? null : rounded(value / other),
    target: `<= ${most}`,
    ok: value <= most,
  })
  return [
    row('list painted after it arrived, slowest of 5', 'ms', ours.painted, table, theirs.painted, 300),
    row('list filtered p95', 'ms', ours.filter, table, theirs.filter, 50),
    row('list all selected p95', 'ms', ours.selectAll, table, theirs.selectAll, 30),
    row('list sorted p95', 'ms', ours.sort, table, theirs.sort, 100),
    row('list Home and End p95, with the device beside it', 'ms', ours.keyMs, '', null, 100),
    row('list memory of the page', 'MB', ours.memoryMb, table, theirs.memoryMb, 250),
    row('list longest task in 10 s of changes', 'ms', ours.longest, '', null, 50),
    row(
      `list told for ${changesPerSecond} changes a second`,
      'kB/s',
      ours.toldPerSecond / 1000,
      'the whole list ten times a second',
      wholeList / 100,
      100,
    ),
  ]
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}
