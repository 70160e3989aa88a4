import { mkdtemp, mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fail } from '#common/errors/appError.ts'
import { createAttemptBudget } from '#node/client/budget.ts'
import { createClient, type DeviceClient } from '#node/client/client.ts'
import { createLive, type Live } from '#node/live/live.ts'
import { liveDoor } from '#node/liveDoor.ts'
import type { ProfileId } from '#simulator/profiles.ts'
import { clipCamera } from '#simulator/video/clipCamera.ts'
import { figuresOf } from '#test/bench/preview/frames.ts'
import { servePreview } from '#test/bench/preview/gateway.ts'
import { startVirtualDevice } from '#test/support/virtualDevice.ts'

const top = fileURLToPath(new URL('../../..', import.meta.url))
const pictures = join(top, 'test/pictures')

let live: Live
let site: { readonly port: number; close(): void }
let browser: Browser
const devices = new Map<string, DeviceClient>()
const whenDone: (() => Promise<unknown> | void)[] = []

/** Signs in to a virtual device of that kind; video over HTTP is out of the question. */
async function prepare(profile: ProfileId): Promise<void> {
  const device = await startVirtualDevice({ profile, camera: clipCamera('dock') })
  const client = createClient(device.endpoint, { budget: createAttemptBudget() })
  await client.signIn(device.account)
  devices.set(profile, { ...client, stream: () => fail({ kind: 'device', code: -506, name: 'unsupported', remedy: 'none' }) })
  whenDone.push(
    () => client.close(),
    () => device.close(),
  )
}

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-rtsp-'))
  await mkdir(pictures, { recursive: true })
  await build({ configFile: join(top, 'build/vite.bench.config.js'), logLevel: 'error', build: { outDir: folder } })
  await prepare('nvr')
  await prepare('ipc')
  const open = async (key: string) => {
    const client = devices.get(key) ?? fail({ kind: 'unknownDevice' })
    return { client, identity: await client.whoAreYou() }
  }
  const opened = new Map(await Promise.all([...devices.keys()].map(async (key) => [key, await open(key)] as const)))
  const registry = {
    open: (key: string) => ({ endpoint: { address: '127.0.0.1', port: 80 }, ...(opened.get(key) ?? fail({ kind: 'unknownDevice' })) }),
  }
  live = createLive(liveDoor(registry), { onChanged: () => undefined })
  site = await servePreview(live, folder)
  browser = await chromium.launch({
    executablePath: process.env['SIGHTLINE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
  })
  whenDone.unshift(
    () => browser.close(),
    () => site.close(),
    () => live.stop(),
    () => rm(folder, { recursive: true }),
  )
})
afterAll(async () => {
  for (const end of whenDone) await end()
})

describe('a picture that comes over RTSP', () => {
  it.each([
    ['of a recorder’s channel', 'nvr', 10],
    ['of a camera that refuses video over HTTP', 'ipc', 1],
  ])(
    '%s moves in a browser, close behind',
    async (_what, device, channel) => {
      const { viewing } = live.open(device, { channel, stream: 1 })
      const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
      await page.goto(`http://127.0.0.1:${site.port}/index.html?player=ours&url=${encodeURIComponent(`/live/${viewing}/index.m3u8`)}`)
      await page.waitForFunction(() => window.shownFrames.length >= 75, undefined, { polling: 100, timeout: 20_000 })

      const { p50, shown } = figuresOf((await page.evaluate(() => window.shownFrames)).slice(25), { length: 250, frameMs: 40 })
      expect(shown).toBeGreaterThan(40)
      expect(p50).toBeLessThan(1500)
      expect(live.state(viewing)).toMatchObject({ state: 'playing', width: 1280, height: 720 })
      await page.screenshot({ path: join(pictures, `rtsp-${device}.png`) })
      await page.close()
      live.close(viewing)
    },
    40_000,
  )
})
