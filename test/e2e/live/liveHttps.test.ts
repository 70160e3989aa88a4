import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { siteCamera } from '#simulator/siteCamera.ts'
import { type Desk, startDesk } from '#test/support/desk.ts'

let desk: Desk
/** What cuts each stream the camera sends now. */
const streams = new Set<() => void>()

beforeAll(async () => {
  desk = await startDesk({
    base: '127.29.0.0',
    kinds: ['ipc'],
    https: true,
    camera: (profile) => {
      const camera = siteCamera(profile)
      return {
        ...camera,
        play(view, encoding, response, signal) {
          const cut = () => void response.destroy()
          streams.add(cut)
          signal.addEventListener('abort', () => streams.delete(cut))
          camera.play(view, encoding, response, signal)
        },
      }
    },
  })
})
afterAll(() => desk.close())

const button = (name: string) => desk.page.getByRole('button', { name, exact: true }).last()

describe('a camera reached over HTTPS', () => {
  it('shows its picture, moving, once its certificate is accepted', async () => {
    const { page, addressOf, row } = desk
    await row(addressOf(1)).waitFor()
    await button('Add').click()
    await page.getByRole('menuitem').first().click()
    await page.getByRole('textbox', { name: 'Address', exact: true }).fill(`https://${addressOf(1).replace(/:.*/, '')}:8443`)
    await button('Ask who it is').click()
    await button('Accept this certificate').click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
    await button('Sign in').click()
    await page.getByText(/Live, \d+ ms behind/).waitFor()
    const frames = () => page.evaluate(() => document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0)
    const before = await frames()
    await expect.poll(frames, { timeout: 15_000 }).toBeGreaterThan(before + 25)
    expect(streams.size).toBe(1)
    await desk.shoot('32-https')
  })

  it('is not watched any more when another certificate is shown, and a person is asked', async () => {
    desk.site.devices[0]?.device.quirks.add('otherCertificate')
    for (const cut of streams) cut()
    await button('Accept the new certificate').waitFor()
    await desk.shoot('33-https-changed')
    expect(streams.size).toBe(0)
    expect(desk.complaints).toEqual([])
  })
})
