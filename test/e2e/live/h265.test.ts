import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, startDesk } from '#test/support/desk.ts'

let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await startDesk({ base: '127.32.0.0', kinds: ['ipc-h265', 'ipc-h265-only'] })
  ;({ page } = desk)
})
afterAll(() => desk.close())

async function open(index: number): Promise<void> {
  await desk.row(desk.addressOf(index)).click()
  await page.getByRole('textbox', { name: 'User' }).fill('admin')
  await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const shown = () => page.evaluate(() => document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0)

async function moves(): Promise<void> {
  const before = await shown()
  await expect.poll(shown, { timeout: 15_000 }).toBeGreaterThan(before + 25)
}

describe('a camera whose H.265 this browser cannot play', () => {
  it('shows its H.264 substream and says so', async () => {
    await open(1)
    await page.getByText('Sub stream: this computer cannot play H.265').waitFor()
    await page.getByText(/Live, \d+ ms behind/).waitFor()
    await moves()
    await desk.shoot('20-h265-sub')
  })

  it('with no other stream shows JPEG pictures, and offers to change the substream', async () => {
    await open(2)
    await page.getByText(/^Reduced, /).waitFor()
    await page.getByText('This computer cannot play H.265').first().waitFor()
    await page.getByRole('button', { name: 'See what would change' }).waitFor()
    await desk.shoot('21-h265-reduced')
  })

  it('plays video once a person has had the substream set to H.264, and nothing else is changed', async () => {
    const kept = () => desk.site.devices[1]?.device.kept('stream.video/1/2')
    const before = kept()
    await page.getByRole('button', { name: 'See what would change' }).click()
    const write = page.getByRole('button', { name: 'Set sub stream to H.264' })
    await expect.poll(() => write.isEnabled(), { timeout: 15_000 }).toBe(true)
    await desk.shoot('22-h265-offer')
    expect(kept()).toEqual(before)
    await write.click()
    await page.getByText('1 of 1 proven').first().waitFor({ timeout: 30_000 })
    await desk.shoot('23-h265-proof')
    await page.getByRole('button', { name: 'Show the picture' }).click()
    await page.getByText('Sub stream: this computer cannot play H.265').waitFor()
    await moves()
    expect(kept()).toEqual({ ...before, encoder: 'H.264 Main' })
    expect(desk.complaints).toEqual([])
  })
})
