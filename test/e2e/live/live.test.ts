import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { httpVideo, snapshot } from '#common/catalog/stream/live.ts'
import { createAttemptBudget } from '#node/client/budget.ts'
import { createClient } from '#node/client/client.ts'
import { createLive, type Live } from '#node/live/live.ts'
import { clipCamera } from '#simulator/video/clipCamera.ts'
import type { ShownFrame } from '#test/bench/page/main.ts'
import { figuresOf } from '#test/bench/preview/frames.ts'
import { servePreview } from '#test/bench/preview/gateway.ts'
import { startVirtualDevice, type StartedDevice } from '#test/support/virtualDevice.ts'

const top = fileURLToPath(new URL('../../..', import.meta.url))

let folder: string
let camera: StartedDevice
let live: Live
let site: { readonly port: number; close(): void }
let browser: Browser
let isSilent = false
let lines = 0
const whenDone: (() => Promise<unknown> | void)[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-live-'))
  await build({ configFile: join(top, 'build/vite.bench.config.js'), logLevel: 'error', build: { outDir: folder } })
  const pictures = clipCamera('dock', { habits: { statusLine: true, pauseMs: () => (isSilent ? 100 : 0) } })
  camera = await startVirtualDevice({
    camera: {
      ...pictures,
      play(view, encoding, response, signal) {
        lines += 1
        signal.addEventListener('abort', () => (lines -= 1))
        pictures.play(view, encoding, response, signal)
      },
    },
  })
  const client = createClient(camera.endpoint, { budget: createAttemptBudget() })
  await client.signIn(camera.account)
  live = createLive(
    {
      openStream: ({ channel, stream }, signal) => client.stream(httpVideo, { channel, stream }, {}, { signal }),
      takeSnapshot: ({ channel }, signal) => client.bytes(snapshot, { channel }, { quality: 5 }, { signal }),
    },
    { onChanged: () => undefined },
  )
  site = await servePreview(live, folder)
  browser = await chromium.launch({
    executablePath: process.env['SIGHTLINE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
  })
  whenDone.push(
    () => browser.close(),
    () => site.close(),
    () => live.stop(),
    () => client.close(),
    () => camera.close(),
    () => rm(folder, { recursive: true }),
  )
})
afterAll(async () => {
  for (const end of whenDone) await end()
})

const shown = (page: Page) => page.evaluate(() => window.shownFrames)

/** Waits until so many more frames are on the screen, and gives those. */
async function framesAfter(page: Page, seen: number, count: number): Promise<readonly ShownFrame[]> {
  await page.waitForFunction((least) => window.shownFrames.length >= least, seen + count, { polling: 100, timeout: 20_000 })
  return (await shown(page)).slice(seen)
}

describe('the live picture in a browser', () => {
  it('moves, stays close behind the camera, outlives its silence, and closes it when nobody looks', async () => {
    const { viewing } = live.open('camera', { channel: 1, stream: 1 })
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${site.port}/index.html?player=ours&url=${encodeURIComponent(`/live/${viewing}/index.m3u8`)}`)

    const first = await framesAfter(page, 0, 75)
    const { p50, shown: moved } = figuresOf(first.slice(25), { length: 250, frameMs: 40 })
    expect(moved).toBeGreaterThan(40)
    expect(p50).toBeLessThan(1500)

    isSilent = true
    await expect.poll(() => live.state(viewing).state, { timeout: 6000 }).toBe('stalled')
    const before = (await shown(page)).length
    isSilent = false
    const after = await framesAfter(page, before, 25)
    expect(after[0]?.shownAt ?? 0).toBeGreaterThan(first.at(-1)?.shownAt ?? Infinity)
    expect(live.state(viewing).state).toBe('playing')

    expect(lines).toBe(1)
    live.close(viewing)
    await expect.poll(() => lines).toBe(0)
  }, 40_000)
})
