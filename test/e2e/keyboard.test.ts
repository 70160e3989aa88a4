import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, startDesk } from '#test/support/desk.ts'
import { tabThrough } from '#test/support/keyboard.ts'

let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await startDesk({ base: '127.22.0.0', kinds: ['ipc', 'lite', 'ipc-clock-fast'] })
  page = desk.page
  await desk.row(desk.addressOf(3)).waitFor()
})

afterAll(() => desk.close())

const press = (...keys: readonly string[]) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
const tabTo = (target: Locator, most?: number) => tabThrough(page, target, most)
const button = (name: string | RegExp) => page.getByRole('button', { name }).last()

async function focused(): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? '')
}

describe('with the keyboard only', () => {
  it('a device is found by its name, and opened', async () => {
    await press('Control+k')
    await page.keyboard.type('93:56')
    await press('Enter')
    await page.getByRole('heading', { name: /Sign in to IPCamera 15:93:56/ }).waitFor()
  })

  it('a person signs in, and sees the picture', async () => {
    await tabTo(page.getByRole('textbox', { name: 'User' }))
    await press('Control+a')
    await page.keyboard.type('admin')
    await tabTo(page.getByLabel('Password', { exact: true }))
    await page.keyboard.type('sightline-demo')
    await press('Enter')
    await page.getByText(/Live, \d+ ms behind/).waitFor()
  })

  it('the address is changed, reviewed, written and proven', async () => {
    await tabTo(button('Network'))
    await press('Enter')
    await tabTo(page.getByRole('textbox', { name: 'Address', exact: true }))
    await press('Control+a')
    await page.keyboard.type('127.22.9.41')
    await press('Enter') // Names
    await page.getByRole('heading', { name: /^Names/ }).waitFor()
    await press('Enter') // Ports and services
    await page.getByRole('heading', { name: 'Ports and services' }).waitFor()
    await press('Enter')
    await page.getByRole('heading', { name: /^Review/ }).waitFor()
    await expect.poll(() => button(/^Write 1 change/).isEnabled()).toBe(true)
    await press('Enter')
    await expect.poll(() => button('Back to device').isEnabled(), { timeout: 60_000 }).toBe(true)
    await desk.shoot('20-keyboard-proof')
    await press('Enter')
    await desk.row('127.22.9.41:8080').waitFor()
  })

  it('the list is walked with the arrows, and its rows are chosen with Space', async () => {
    await tabTo(page.getByPlaceholder('Name, address, MAC'), 60)
    await press('Control+a', 'Delete')
    await desk.row(desk.addressOf(3)).waitFor()
    await tabTo(page.getByRole('rowgroup').last(), 60)
    await press('Home', 'ArrowDown')
    const second = await focused()
    await press(' ', 'Shift+ArrowDown')
    await page.getByText('2 chosen').waitFor()
    await desk.shoot('21-keyboard-chosen')
    await press('ArrowUp')
    expect(await focused()).toBe(second)
    await press('Escape')
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0)
  })

  it('the clock is measured, a city chosen, and the wizard left with nothing written', async () => {
    await press('Control+k')
    await page.keyboard.type('93:58')
    await press('Enter')
    await tabTo(page.getByLabel('Password', { exact: true }))
    await page.keyboard.type('sightline-demo')
    await press('Enter')
    await tabTo(button('Time'))
    await press('Enter')
    const city = page.getByRole('combobox', { name: /City/ })
    await city.waitFor({ timeout: 30_000 })
    await tabTo(city)
    await page.keyboard.type('Copenh')
    await press('ArrowDown', 'Enter')
    await page
      .getByText(/Copenhagen/)
      .first()
      .waitFor()
    await desk.shoot('22-keyboard-time')
    await press('Escape')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await tabTo(dialog.getByRole('button', { name: /Leave|Discard/ }), 6)
    await press('Enter')
    await page.getByText(/Live, \d+ ms behind/).waitFor()
  })

  it('the journal is read, and the theme changed', async () => {
    await tabTo(page.getByRole('link', { name: 'Journal' }), 60)
    await press('Enter')
    await page.getByText('Proven').first().waitFor()
    const themeNow = () => page.evaluate(() => document.documentElement.dataset['theme'])
    const before = await themeNow()
    await tabTo(button(/^Theme/), 60)
    await press('Enter')
    expect(await themeNow()).not.toBe(before)
    await desk.shoot('23-keyboard-journal')
  })

  it('never made the page complain', () => {
    expect(desk.complaints).toEqual([])
  })
})
