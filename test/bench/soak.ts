import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { chromium, type Page } from 'playwright-core'
import { demoAccount } from '#simulator/profiles.ts'
import { startSite } from '#simulator/site.ts'
import type { BenchRow } from './report.ts'
import { trendOf } from './soak/trend.ts'

const pictures = 16
/** A sample is taken so often, ms. */
const everyMs = 30_000
/** What is taken before is warming up: caches fill, code is compiled. */
const warmUpMs = 5 * 60_000

/** Sixteen live pictures on one screen for `MINUTES` (30 unless given): what page and host hold, and whether it grows. */
export async function soakBench([minutes = '30']: readonly string[]): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-soak-'))
  const site = await startSite({ kinds: Array.from({ length: pictures }, () => 'ipc' as const), base: '127.35.0.0' })
  const host = await startHost(folder)
  const browser = await chromium.launch({
    executablePath: process.env['SIGHTLINE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--autoplay-policy=no-user-gesture-required'],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    await openWall(page, host.url)
    return await watch(page, host.pid, Number(minutes) * 60_000)
  } finally {
    await browser.close()
    host.stop()
    await site.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Sample {
  readonly atMs: number
  /** MB after a collection. */
  readonly heap: number
  /** MB of its own, the host's. */
  readonly host: number
  /** Sockets and files the host has open. */
  readonly open: number
  /** Pictures that showed a new frame since the sample before. */
  readonly moving: number
}

async function watch(page: Page, pid: number, lengthMs: number): Promise<readonly BenchRow[]> {
  const session = await page.context().newCDPSession(page)
  const samples: Sample[] = []
  const begun = performance.now()
  let shown = await frames(page)
  while (performance.now() - begun < lengthMs) {
    await pause(everyMs)
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    const now = await frames(page)
    const sample = {
      atMs: performance.now() - begun,
      heap: usedSize / 2 ** 20,
      host: ownMb(pid),
      open: readdirSync(`/proc/${pid}/fd`).length,
      moving: now.filter((count, index) => count > (shown[index] ?? 0)).length,
    }
    shown = now
    samples.push(sample)
    console.log(
      `${Math.round(sample.atMs / 1000)} s: page ${sample.heap.toFixed(1)} MB, host ${sample.host.toFixed(1)} MB, ${sample.open} open`,
    )
  }
  return rows(samples.filter(({ atMs }) => atMs >= Math.min(warmUpMs, lengthMs / 3)))
}

function rows(samples: readonly Sample[]): readonly BenchRow[] {
  const grows = (name: string, of: keyof Sample): BenchRow => {
    const { growth, error, mean } = trendOf(samples.map((sample) => ({ x: sample.atMs, y: sample[of] })))
    const percent = (100 * growth) / mean
    return {
      name: `soak ${name}, growth of ${mean.toFixed(1)} in ${minutesOf(samples)} min, ± ${((200 * error) / mean).toFixed(1)} %`,
      value: Number(percent.toPrecision(3)),
      unit: '%',
      reference: '',
      referenceValue: null,
      ratio: null,
      target: '<= 5, or none within two errors',
      ok: percent <= 5 || growth <= 2 * error,
    }
  }
  const still = Math.min(...samples.map(({ moving }) => moving))
  return [
    grows('heap of the page, MB', 'heap'),
    grows('memory of the host, MB', 'host'),
    grows('open files of the host', 'open'),
    {
      ...grows('', 'moving'),
      name: 'soak pictures moving in the worst half minute',
      value: still,
      unit: `of ${pictures}`,
      target: `>= ${pictures}`,
      ok: still >= pictures,
    },
  ]
}

function minutesOf(samples: readonly Sample[]): number {
  return Math.round(((samples.at(-1)?.atMs ?? 0) - (samples[0]?.atMs ?? 0)) / 60_000)
}

function frames(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => [...document.querySelectorAll('video')].map((one) => one.getVideoPlaybackQuality().totalVideoFrames))
}

function ownMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return (Number(/^RssAnon:\s*(\d+)/m.exec(status)?.[1]) + Number(/^VmSwap:\s*(\d+)/m.exec(status)?.[1])) / 1024
}

/** The web host in a process of its own. */
async function startHost(folder: string): Promise<{ readonly url: string; readonly pid: number; stop(): void }> {
  const child = spawn(process.execPath, [resolve('dist/main/web.js')], {
    env: {
      ...process.env,
      SIGHTLINE_SITE: join(folder, 'Soak'),
      SIGHTLINE_ACCOUNTS: join(folder, 'accounts.json'),
      SIGHTLINE_ADAPTERS: '127.0.0.1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((found, reject) => {
    child.once('exit', (code) => reject(new Error(`the host ended with ${code}`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [address] = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(line) ?? []
      if (address !== undefined) found(address)
    })
  })
  return { url, pid: child.pid ?? 0, stop: () => child.kill() }
}

async function openWall(page: Page, url: string): Promise<void> {
  page.setDefaultTimeout(60_000)
  await page.goto(url)
  await page.getByText(`${pictures} devices`).first().waitFor()
  await page.getByRole('checkbox', { name: 'Choose all devices' }).check()
  await page.getByRole('button', { name: `Sign in to ${pictures} devices` }).click()
  await page.getByRole('textbox', { name: 'User' }).fill(demoAccount.user)
  await page.getByLabel('Password', { exact: true }).fill(demoAccount.password)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Sign in to ${pictures} devices` })
    .click()
  await page.getByText(`${pictures} of ${pictures} signed in`).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await page.getByRole('button', { name: `Pictures of ${pictures} devices` }).click()
  await page.getByText(`${pictures} live`).waitFor()
}
