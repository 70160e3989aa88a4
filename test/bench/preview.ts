import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { playClip } from '#simulator/video/multipartStream.ts'
import { startVirtualDevice } from '#test/support/virtualDevice.ts'
import type { ShownFrame } from './page/main.ts'
import { role, startGateway } from './gatewayProcess.ts'
import { benchClip } from './preview/benchClip.ts'
import { type Figures, figuresOf } from './preview/frames.ts'
import { runGateway } from './preview/gateway.ts'
import { startReference } from './preview/reference.ts'
import type { BenchRow } from './report.ts'

const settleMs = 5000
const measureMs = 30_000

/** Delay, stalls and CPU of the live picture, 1080p25 at 4 Mbit/s, beside ffmpeg and hls.js on the same camera in the same run. */
export async function previewBench(): Promise<readonly BenchRow[]> {
  if (process.env[role] === 'gateway') {
    runGateway()
    return new Promise(() => undefined)
  }
  const page = resolve('dist/bench')
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '-c', 'build/vite.bench.config.js', '--logLevel', 'error'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const clip = benchClip()
  const frameMs = 1000 / clip.framesPerSecond
  const camera = await startVirtualDevice({
    camera: {
      snapshot: () => Promise.resolve(Buffer.alloc(0)),
      play: (_view, _encoding, response, signal) => playClip(clip, response, signal),
    },
  })
  const gateway = await startGateway('preview', { cameras: [camera.endpoint], account: camera.account, page })
  // Only here: the gateway's process runs this file too, and what it costs must be its own.
  const { chromium } = await import('playwright-core')
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-background-networking', '--autoplay-policy=no-user-gesture-required'],
  })
  try {
    const site = `http://127.0.0.1:${gateway.port}`
    const measure = (player: string, url: string, around: () => Promise<number | undefined>) =>
      watch(`${site}/index.html?player=${player}&url=${encodeURIComponent(url)}`, around)

    async function watch(address: string, cpu: () => Promise<number | undefined>): Promise<Figures & { readonly cpu: number | undefined }> {
      const tab = await browser.newPage({ viewport: { width: 1366, height: 768 } })
      await tab.goto(address)
      await pause(settleMs)
      await takeFrames(tab)
      const before = await cpu()
      await pause(measureMs)
      const after = await cpu()
      const figures = figuresOf(await takeFrames(tab), { length: clip.units.length, frameMs })
      await tab.close()
      return { ...figures, cpu: before === undefined || after === undefined ? undefined : (100 * (after - before)) / measureMs }
    }

    let used = 0
    const ours = await measure('ours', `/live/${gateway.viewings[0]}/index.m3u8`, async () => (used += (await gateway.use()).cpuMs))
    const reference = await startReference(camera.endpoint, camera.account, resolve(page, 'reference'))
    for (let waited = 0; waited < 50 && !existsSync(resolve(page, 'reference/index.m3u8')); waited += 1) await pause(200)
    const theirs = await measure('reference', '/reference/index.m3u8', async () => reference.cpuMs())
    reference.stop()
    return rows(ours, theirs)
  } finally {
    await browser.close()
    gateway.stop()
    await camera.close()
  }
}

function rows(
  ours: Figures & { readonly cpu: number | undefined },
  theirs: Figures & { readonly cpu: number | undefined },
): readonly BenchRow[] {
  const reference = 'ffmpeg -c copy -f hls + hls.js'
  const row = (name: string, unit: string, value: number, other: number | undefined, most: number): BenchRow => ({
    name,
    value: rounded(value),
    unit,
    reference,
    referenceValue: other === undefined || Number.isNaN(other) ? null : rounded(other),
    ratio: other === undefined || Number.isNaN(other) || other === 0 ? null : rounded(value / other),
    target: `<= ${most}`,
    ok: value <= most,
  })
  return [
    row('preview delay p50', 'ms', ours.p50, theirs.p50, 300),
    row('preview delay p95', 'ms', ours.p95, theirs.p95, 400),
    row('preview stalls over 200 ms', 'in 30 s', ours.stalls, theirs.stalls, 0),
    row('preview frames missed', '%', ours.missed, theirs.missed, 1),
    row('preview gateway CPU', '% of a core', ours.cpu ?? Number.NaN, theirs.cpu, 5),
  ]
}

async function takeFrames(page: Page): Promise<readonly ShownFrame[]> {
  return page.evaluate(() => window.shownFrames.splice(0))
}

function chromiumPath(): string {
  return process.env['SIGHTLINE_CHROMIUM'] ?? '/usr/bin/chromium'
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}
