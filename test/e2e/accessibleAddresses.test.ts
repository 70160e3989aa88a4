import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { deviceKey } from '#common/device/device.ts'
import { type Desk, startDesk } from '#test/support/desk.ts'
import { tabThrough } from '#test/support/keyboard.ts'
import { describeScreens, goTo, makeReadable, type Screen } from '#test/support/readable.ts'

let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await startDesk({ base: '127.39.0.0', kinds: ['ipc'], fresh: ['ipc', 'ipc', 'ipc'], moveMs: 300 })
  page = desk.page
  await makeReadable(page)
  await page.getByText('Same address').nth(2).waitFor()
})

afterAll(() => desk.close())

const button = (name: string | RegExp) => page.getByRole('button', { name }).last()
const keys = () => desk.site.devices.slice(1).map(({ device }) => deviceKey(device.identity()))

/** The camera that holds the address is left out of the table: a stranger the batch waits for. */
const screens: readonly Screen[] = [
  [
    'the table of addresses',
    async () => {
      await goTo(desk, `/addresses?devices=${keys().join(',')}`)
      await page.getByLabel('First new address').fill('127.39.1.10')
      await page.getByRole('checkbox', { name: /^Move/ }).first().uncheck()
      await button('Fill in order').click()
      await page
        .getByRole('textbox', { name: /^New address/ })
        .last()
        .fill('127.39.1.10')
      await page.getByText('stands twice').first().waitFor()
    },
  ],
  [
    'the check of a table that cannot be written',
    async () => {
      await page
        .getByRole('textbox', { name: /^New address/ })
        .last()
        .fill('127.39.0.1')
      await button('Check').click()
      await page.getByText(/belongs to/).waitFor()
    },
  ],
  [
    'the account of many devices',
    async () => {
      await button('Change the table').click()
      await page
        .getByRole('textbox', { name: /^New address/ })
        .last()
        .fill('127.39.1.12')
      await button('Check').click()
      await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
    },
  ],
  [
    'a batch that waits for a stranger to go',
    async () => {
      await button('Move 2 devices').click()
      await button('Give it 127.39.1.13').waitFor()
      await desk.shoot('addresses-7-stranger')
    },
  ],
  [
    'a batch that was stopped',
    async () => {
      await button('Stop after this one').click()
      await button('Go on with 2 devices').waitFor()
      await desk.shoot('addresses-8-stopped')
    },
  ],
]

describeScreens(() => desk, screens)

describe('with the keyboard only', () => {
  it('the devices of a table are chosen, filled in, checked, moved and proven', async () => {
    await page.keyboard.press('Escape')
    await tabThrough(page, page.getByRole('checkbox', { name: 'Choose all' }))
    await page.keyboard.press('Space')
    await tabThrough(page, button('Give addresses'))
    await page.keyboard.press('Enter')
    await tabThrough(page, page.getByLabel('First new address'))
    await page.keyboard.type('127.39.2.20')
    await tabThrough(page, page.getByRole('checkbox', { name: 'Move IPCamera 15:93:56' }))
    await page.keyboard.press('Space')
    await tabThrough(page, button('Fill in order'))
    await page.keyboard.press('Enter')
    await tabThrough(page, button('Check'))
    await page.keyboard.press('Enter')
    await tabThrough(page, page.getByLabel('Password', { exact: true }))
    await page.keyboard.type('sightline-demo')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '3 of 3 moved and proven' }).waitFor({ timeout: 60_000 })
    await tabThrough(page, button('Close'))
    await page.keyboard.press('Enter')
    await desk.row('127.39.2.22').waitFor()
    expect(desk.complaints).toEqual([])
  })
})
