import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, startDesk } from '#test/support/desk.ts'

const account = { user: 'admin', password: 'sightline-demo' }

let desk: Desk
let page: Page
let row: Desk['row']
let addressOf: Desk['addressOf']
let shoot: Desk['shoot']

beforeAll(async () => {
  desk = await startDesk({ base: '127.21.0.0', kinds: ['ipc', 'nvr', 'ipc-new', 'ipc-clock-fast', 'thermal-dual', 'lite'] })
  ;({ page, row, addressOf, shoot } = desk)
})

afterAll(() => desk.close())

async function signIn(): Promise<void> {
  await page.getByRole('textbox', { name: 'User' }).fill(account.user)
  await page.getByLabel('Password', { exact: true }).fill(account.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Seconds of video the player has shown. */
async function played(): Promise<number> {
  return page.evaluate(() => document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0)
}

describe('commissioning a camera, by someone who has read nothing', () => {
  it('finds every device of the site by itself', async () => {
    for (let index = 1; index <= 6; index += 1) await row(addressOf(index)).waitFor()
    await shoot('01-found')
  })

  it('says what is wrong when the password is, and what to do', async () => {
    await row(addressOf(1)).click()
    await page.getByLabel('Password', { exact: true }).fill('wrong')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    const message = page.getByRole('alert')
    await message.waitFor()
    const said = (await message.textContent()) ?? ''
    expect([/refused the sign-in/, /not right/, /1 left/, /−508/].filter((part) => !part.test(said))).toEqual([])
    await shoot('02-wrong-password')
  })

  it('signs in and shows moving video', async () => {
    await signIn()
    await page.getByText(/Live, \d+ ms behind/).waitFor()
    const before = await played()
    await expect.poll(played, { timeout: 10_000 }).toBeGreaterThan(before + 25)
    await shoot('03-live')
  })

  it('gives it another address and proves it by identity and by reading back', async () => {
    await page.getByRole('button', { name: 'Network' }).click()
    await page.getByRole('textbox', { name: 'Address', exact: true }).fill('127.21.9.41')
    await shoot('04-network-address')
    await page.getByRole('button', { name: 'Next: Names' }).click()
    await page.getByRole('button', { name: /^Next/ }).click()
    await page
      .getByRole('button', { name: /^Review/ })
      .last()
      .click()
    const write = page.getByRole('button', { name: /^Write 1 change/ })
    await expect.poll(() => write.isEnabled(), { timeout: 15_000 }).toBe(true)
    await shoot('05-network-review')
    await write.click()
    await page.getByText('Same ID and MAC').waitFor({ timeout: 60_000 })
    const back = page.getByRole('button', { name: 'Back to device' })
    await expect.poll(() => back.isEnabled(), { timeout: 60_000 }).toBe(true)
    await shoot('06-network-proof')
    await back.click()
    await row('127.21.9.41:8080').waitFor()
    await page.getByText(/Live, \d+ ms behind/).waitFor()
  })

  it('puts a clock right that is 21 s ahead, on the second', async () => {
    await row(addressOf(4)).click()
    await signIn()
    await page.getByText(/Live, \d+ ms behind/).waitFor()
    await page.getByRole('button', { name: 'Time' }).click()
    await page
      .getByText(/^\+2[01]\.\d+ s$/)
      .first()
      .waitFor({ timeout: 30_000 })
    await page.getByText('This computer, once').click()
    await shoot('07-time')
    await page
      .getByRole('button', { name: /^Review/ })
      .last()
      .click()
    const write = page.getByRole('button', { name: /^Write/ })
    await expect.poll(() => write.isEnabled(), { timeout: 15_000 }).toBe(true)
    await shoot('08-time-review')
    await write.click()
    const back = page.getByRole('button', { name: 'Back to device' })
    await expect.poll(() => back.isEnabled(), { timeout: 60_000 }).toBe(true)
    await shoot('09-time-proof')
    await back.click()
  })

  it('keeps the story in the journal, with its proof, and no password in any file', async () => {
    await page.getByRole('link', { name: 'Journal' }).click()
    await page.getByText('Proven').nth(1).waitFor()
    await shoot('10-journal')
    const journal = await readFile(join(desk.folder, 'journal.jsonl'), 'utf8')
    expect(journal).toContain('"what":"ended","state":"done"')
    expect(journal).not.toContain(account.password)
  })

  it('gives a device fresh from the box its first password', async () => {
    await page.getByRole('link', { name: 'Devices' }).click()
    await row(addressOf(3)).click()
    await signIn()
    await page.getByRole('heading', { name: /first password/ }).waitFor()
    await shoot('11-first-password')
    await page.getByLabel('Password', { exact: true }).fill('Fresh-box-1')
    await page.getByLabel('Password again', { exact: true }).fill('Fresh-box-1')
    await page.getByRole('button', { name: 'Set first password' }).click()
    await page.getByText(/Live, \d+ ms behind/).waitFor()
  })

  it('plays a recorder’s channel, which it offers over RTSP only', async () => {
    await row(addressOf(2)).click()
    await signIn()
    await page.getByText(/Live, \d+ ms behind/).waitFor()
    await shoot('12-recorder')
  })

  it('looks right in daylight and on a large screen', async () => {
    await page.getByRole('button', { name: /^Theme/ }).click()
    await shoot('13-light')
    await page.setViewportSize({ width: 1920, height: 1080 })
    await shoot('14-large')
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  })

  it('never made the page complain', () => {
    expect(desk.complaints).toEqual([])
  })
})
