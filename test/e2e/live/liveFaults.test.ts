import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { build } from 'vite'
import { httpVideo, snapshot } from '#common/catalog/stream/live.ts'
import { createAttemptBudget } from '#node/client/budget.ts'
import { createClient } from '#node/client/client.ts'
import { createLive } from '#node/live/live.ts'
import { servePreview } from '#test/bench/preview/gateway.ts'
import { clips, directedCamera } from '#test/support/directedCamera.ts'
import { startVirtualDevice } from '#test/support/virtualDevice.ts'

const top = fileURLToPath(new URL('../../..', import.meta.url))

let folder: string
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-faults-'))
  await build({ configFile: join(top, 'build/vite.bench.config.js'), logLevel: 'error', build: { outDir: folder } })
  browser = await chromium.launch({
    executablePath: process.env['SIGHTLINE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
  })
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true })
})

/** A camera a test directs, the gateway, and a page of its own. */
async function aPicture(onTestFinished: (end: () => Promise<void>) => void) {
  const camera = directedCamera()
  const clock = { skewMs: 0 }
  const device = await startVirtualDevice({ camera })
  const client = createClient(device.endpoint, { budget: createAttemptBudget() })
  await client.signIn(device.account)
  const live = createLive(
    {
      openStream: ({ channel, stream }, signal) => client.stream(httpVideo, { channel, stream }, {}, { signal }),
      takeSnapshot: ({ channel }, signal) => client.bytes(snapshot, { channel }, { quality: 5 }, { signal }),
    },
    { onChanged: () => undefined, now: () => Date.now() + clock.skewMs },
  )
  const site = await servePreview(live, folder)
  const page = await browser.newPage()
  onTestFinished(async () => {
    await page.close()
    site.close()
    live.stop()
    await client.close()
    await device.close()
  })
  let viewing = ''
  let from = 0

  return {
    camera,
    clock,
    state: () => live.state(viewing),
    /** Opens the picture in the page. */
    async watch() {
      viewing = live.open('camera', { channel: 1, stream: 1 }).viewing
      await page.goto(`http://127.0.0.1:${site.port}/index.html?player=ours&url=${encodeURIComponent(`/live/${viewing}/index.m3u8`)}`)
    },
    /** Waits until the screen has that width, and then for a second's worth of pictures. */
    async moves(width: number) {
      await page.waitForFunction((wanted) => document.querySelector('video')?.videoWidth === wanted, width, { polling: 50 })
      from = await page.evaluate(() => window.shownFrames.length)
      await page.waitForFunction((least) => window.shownFrames.length >= least, from + 25, { polling: 50 })
    },
    /** The player stops and holds what it has, as one whose decoder hangs. */
    freeze: () => page.evaluate(() => document.querySelector('video')?.pause()),
    /** Tells one player from the next: each has a source of its own. */
    player: () => page.evaluate(() => document.querySelector('video')?.src),
    pause: (ms: number) => page.waitForTimeout(ms),
    /** Until the camera's group of pictures begins anew; its pictures are those of one clock. */
    nextKeyFrame: () => page.waitForTimeout(1000 - (Date.now() % 1000)),
  }
}

// Side by side: each has its own camera and page, and most of them wait.
describe.concurrent('the live picture moves again', () => {
  it('after a silence of 2 s, on the same connection', async ({ onTestFinished, expect }) => {
    const { camera, watch, moves } = await aPicture(onTestFinished)
    await watch()
    await moves(640)
    await camera.beSilent(2000)
    await moves(640)
    expect(camera.opened).toBe(1)
  })

  it('after the connection was cut inside a picture, though the camera goes on in the middle of a group', async ({
    onTestFinished,
    expect,
  }) => {
    const { camera, watch, moves } = await aPicture(onTestFinished)
    await watch()
    await moves(640)
    camera.startsWithKey = false
    camera.cut()
    await moves(640)
    expect(camera.opened).toBe(2)
  })

  it('in its new size when the camera changes it on a key frame', async ({ onTestFinished, expect }) => {
    const { camera, watch, moves, state } = await aPicture(onTestFinished)
    await watch()
    await moves(640)
    camera.clipFromKey = clips.large
    await moves(1280)
    await expect.poll(() => state()).toMatchObject({ state: 'playing', width: 1280 })
  })

  it('in its new size when the camera changes it between two key frames, which no decoder takes', async ({ onTestFinished }) => {
    const { camera, watch, moves, nextKeyFrame, pause } = await aPicture(onTestFinished)
    await watch()
    await moves(640)
    await nextKeyFrame()
    await pause(400)
    camera.clip = clips.large
    await moves(1280)
  })

  it('in a new player when the one there freezes while the camera goes on', async ({ onTestFinished, expect }) => {
    const { camera, watch, moves, freeze, player } = await aPicture(onTestFinished)
    await watch()
    await moves(640)
    const frozen = await player()
    await freeze()
    await moves(640)
    expect(await player()).not.toBe(frozen)
    expect(camera.opened).toBe(1)
  })

  it('when key frames are missing for 4 s, from the first that comes', async ({ onTestFinished, expect }) => {
    const { camera, watch, moves, pause, state } = await aPicture(onTestFinished)
    camera.hasNoKeys = true
    camera.startsWithKey = false
    await watch()
    await pause(4000)
    expect(state().state).toBe('opening')
    camera.hasNoKeys = false
    await moves(640)
  })

  it('when this computer’s clock is put an hour back, and an hour ahead', async ({ onTestFinished, expect }) => {
    const { camera, clock, watch, moves } = await aPicture(onTestFinished)
    await watch()
    await moves(640)
    clock.skewMs = -3_600_000
    await moves(640)
    clock.skewMs = 3_600_000
    await moves(640)
    expect(camera.opened).toBe(1)
  })

  it('when a camera that had no connection to spare has one', async ({ onTestFinished, expect }) => {
    const { camera, watch, moves, state } = await aPicture(onTestFinished)
    camera.mostConnections = 0
    await watch()
    await expect.poll(() => state().error?.kind).toBe('unreachable')
    camera.mostConnections = 2
    await moves(640)
  })
})
