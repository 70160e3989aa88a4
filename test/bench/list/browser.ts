import { readFileSync } from 'node:fs'
import { chromium, type Page } from 'playwright-core'

export interface BenchBrowser {
  readonly page: Page
  /**
   * What the process of the page holds for itself, MB, as the browser's own task manager counts it: without the program's files.
   * Rubbish is collected before: when the browser does so by itself is a matter of luck, and was 60 MB between two runs. Linux.
   */
  memoryMb(): Promise<number>
  close(): Promise<void>
}

/** A browser of its own for one page, so that its memory is its own. */
export async function openBench(): Promise<BenchBrowser> {
  const browser = await chromium.launch({
    executablePath: process.env['SIGHTLINE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  })
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
  const session = await browser.newBrowserCDPSession()
  const own = await page.context().newCDPSession(page)

  return {
    page,
    async memoryMb() {
      await own.send('HeapProfiler.collectGarbage')
      const { processInfo } = await session.send('SystemInfo.getProcessInfo')
      const pages = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => String(id))
      // One is the page's; another may stand ready for the next tab, and is smaller.
      return Math.max(...pages.map(ownKb)) / 1024
    },
    close: () => browser.close(),
  }
}

function ownKb(process: string): number {
  const status = readFileSync(`/proc/${process}/status`, 'utf8')
  return Number(/^RssAnon:\s*(\d+)/m.exec(status)?.[1]) + Number(/^VmSwap:\s*(\d+)/m.exec(status)?.[1])
}

/** The second slowest of so many: p95 of 20. */
export async function slowest(turns: number, deed: (turn: number) => Promise<number>): Promise<number> {
  const took: number[] = []
  for (let turn = 0; turn < turns; turn += 1) took.push(await deed(turn))
  return took.sort((a, b) => b - a)[1] ?? Number.NaN
}
