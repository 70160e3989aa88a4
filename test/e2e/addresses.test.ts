import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, startDesk } from '#test/support/desk.ts'

let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await startDesk({ base: '127.36.0.0', kinds: ['ipc'], fresh: ['ipc', 'ipc', 'ipc-new', 'ipc'], moveMs: 700 })
  page = desk.page
  await page.getByText('Same address').nth(3).waitFor()
})

afterAll(() => desk.close())

const button = (name: string | RegExp) => page.getByRole('button', { name }).last()
const fresh = () => desk.site.devices.slice(1)
const newAddress = (index: number) => page.getByRole('textbox', { name: /^New address of/ }).nth(index)

describe('four cameras fresh from the box, all at one address', () => {
  it('are shown as such, and the way out is on the page of each', async () => {
    await page.getByText('Same address').first().click()
    await page.getByText(/shares 127\.36\.0\.2 with others/).waitFor()
    await desk.shoot('addresses-1-shared')
    await button('Give each its own address').click()
    await page.getByRole('heading', { name: 'An address for each device' }).waitFor()
    expect(await page.getByRole('textbox', { name: /^New address of/ }).count()).toBe(4)
    await page.getByText('4 addresses are missing').waitFor()
  })

  it('get addresses in order, and a slip is named in its row', async () => {
    await page.getByLabel('First new address').fill('127.36.1.10')
    await button('Fill in order').click()
    expect(await newAddress(3).inputValue()).toBe('127.36.1.13')
    await newAddress(3).fill('127.36.1.10')
    await page.getByText('127.36.1.10 stands twice in the table').first().waitFor()
    await desk.shoot('addresses-2-table')
    expect(await button('Check').isDisabled()).toBe(true)
  })

  it('are checked against the network before anything is written', async () => {
    await newAddress(3).fill('127.36.0.1')
    await button('Check').click()
    await page.getByText(/127\.36\.0\.1 belongs to/).waitFor()
    await desk.shoot('addresses-3-taken')
    await button('Change the table').click()
    await newAddress(3).fill('127.36.1.13')
    await button('Check').click()
    await page.getByRole('heading', { name: 'Account of these devices' }).waitFor()
    await desk.shoot('addresses-4-check')
  })

  it('are moved one after the other, each proven, with one press of a button', async () => {
    await page.getByLabel('A device without a password yet is given this one').check()
    await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
    await button('Move 4 devices').click()
    await page.getByRole('heading', { name: '1 of 4 moved', exact: true }).waitFor()
    await page.getByText('Under way').first().waitFor()
    await desk.shoot('addresses-5-running')
    await page.getByRole('heading', { name: '4 of 4 moved and proven' }).waitFor({ timeout: 60_000 })
    await desk.shoot('addresses-6-done')
    const expected = ['127.36.1.10', '127.36.1.11', '127.36.1.12', '127.36.1.13']
    expect(fresh().map((device) => device.listening()?.address)).toEqual(expected)
    await button('Close').click()
    for (const address of expected) await desk.row(address).waitFor()
    expect(await page.getByText('Same address').count()).toBe(0)
    expect(desk.complaints).toEqual([])
  })
})
