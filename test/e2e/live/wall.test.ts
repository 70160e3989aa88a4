import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { siteCamera } from '#simulator/siteCamera.ts'
import { type Desk, startDesk } from '#test/support/desk.ts'

let desk: Desk
let page: Page
/** Streams the cameras of the site send now. */
let sending = 0

beforeAll(async () => {
  desk = await startDesk({
    base: '127.24.0.0',
    kinds: Array.from({ length: 16 }, () => 'ipc' as const),
    camera: (profile) => {
      const camera = siteCamera(profile)
      return {
        ...camera,
        play(view, encoding, response, signal) {
          sending += 1
          signal.addEventListener('abort', () => (sending -= 1))
          camera.play(view, encoding, response, signal)
        },
      }
    },
  })
  ;({ page } = desk)
})
afterAll(() => desk.close())

/** Frames each picture has shown, tile by tile. */
const frames = () =>
  page.evaluate(() => [...document.querySelectorAll('video')].map((one) => one.getVideoPlaybackQuality().totalVideoFrames))

async function signInToAll(): Promise<void> {
  for (let index = 1; index <= 16; index += 1) await desk.row(desk.addressOf(index)).waitFor()
  await page.getByRole('checkbox', { name: 'Choose all devices' }).check()
  await page.getByRole('button', { name: 'Sign in to 16 devices' }).click()
  await page.getByRole('textbox', { name: 'User' }).fill('admin')
  await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in to 16 devices' }).click()
  await page.getByText('16 of 16 signed in').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
}

describe('a wall of sixteen pictures', () => {
  it('moves, every one of them', async () => {
    await signInToAll()
    await page.getByRole('button', { name: 'Pictures of 16 devices' }).click()
    await page.getByText('16 live').waitFor({ timeout: 30_000 })
    const before = await frames()
    expect(before).toHaveLength(16)
    await expect
      .poll(async () => (await frames()).filter((now, index) => now < (before[index] ?? 0) + 50).length, { timeout: 20_000 })
      .toBe(0)
    await desk.shoot('30-wall')
  })

  it('is walked with arrows, and Enter leads to the device', async () => {
    const at = () => page.evaluate(() => document.activeElement?.textContent?.trim())
    await page.getByRole('list').getByRole('link').first().focus()
    const first = await at()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    const sixth = await at()
    expect(sixth).not.toBe(first)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: sixth ?? '' }).waitFor()
    await page.goBack()
    await page.getByText('16 live').waitFor({ timeout: 30_000 })
  })

  it('holds no stream for a picture that is out of sight', async () => {
    await page.getByRole('radio', { name: '4', exact: true }).check({ force: true })
    // A row that is about to come into view plays already.
    await expect.poll(() => sending, { timeout: 15_000 }).toBeLessThanOrEqual(6)
    await page.getByText(/^[46] live/).waitFor()
    await desk.shoot('31-wall-4')
    expect(desk.complaints).toEqual([])
  })
})
