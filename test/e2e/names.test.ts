import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { type Desk, startDesk } from '#test/support/desk.ts'
import { tabThrough } from '#test/support/keyboard.ts'
import { describeScreens, goTo, makeReadable, pageOf } from '#test/support/readable.ts'

let desk: Desk
let page: Page

const kinds = ['ipc', 'lite', 'nvr', 'ipc'] as const

beforeAll(async () => {
  desk = await startDesk({ base: '127.60.0.0', kinds, quirks: ['okButUnchanged:device.name@4'] })
  page = desk.page
  await makeReadable(page)
  for (const [index] of kinds.entries()) {
    await desk.row(desk.addressOf(index + 1)).click()
    await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
    await page.keyboard.press('Enter')
    await button('Texts').waitFor()
  }
})

afterAll(() => desk.close())

const button = (name: string | RegExp) => page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) })
const newName = (n: number) => page.getByRole('textbox', { name: /^New name of/ }).nth(n - 1)
const stateOf = (n: number) => page.getByRole('grid', { name: 'Devices' }).getByRole('row').nth(n)
const device = (n: number) => desk.site.devices[n - 1]?.device ?? expect.fail('no device')
const keyOf = (n: number) => pageOf(desk, n).replace('/devices/', '')

describe('names for many devices', () => {
  it('are asked for where devices are chosen', async () => {
    await tabThrough(page, page.getByRole('checkbox', { name: 'Choose all' }), 60)
    await page.keyboard.press('Space')
    await desk.shoot('names-chosen')
    await button('Names').click()
    await button('Check 4 devices').waitFor()
  })

  it('come from a template: what it asks for is typed once, the rest counts', async () => {
    await goTo(desk, `/names?devices=${[1, 2, 3, 4].map(keyOf).join(',')}`)
    await page.getByText('Say what site, building are').waitFor()
    expect(await button(/^Check 4 devices/).isDisabled()).toBe(true)
    await tabThrough(page, page.getByLabel('site', { exact: true }), 60)
    await page.keyboard.type('Dock')
    await page.keyboard.press('Tab')
    await page.keyboard.type('B2')
    await expect.poll(() => newName(1).inputValue()).toBe('Dock-B2-01')
    expect(await newName(4).inputValue()).toBe('Dock-B2-04')
  })

  it('one may be typed over; what a device does not take, or has twice, is said in its row before anything is written', async () => {
    await newName(2).fill('Dock/B2')
    await page.getByText('1 name to correct').waitFor()
    await newName(2).fill('Dock-B2-01')
    await page
      .getByText(/would be called the same/)
      .first()
      .waitFor()
    await newName(2).fill('Dock-B2-gate')
    await page.getByRole('checkbox', { name: 'Text on its picture' }).check()
    await desk.shoot('names')
  })

  it('are checked on every device, and nothing has been written', async () => {
    await button('Check 4 devices').click()
    await button('Write to 4 devices').waitFor()
    await desk.shoot('names-check')
    expect(device(1).kept('device.info')).not.toMatchObject({ name: 'Dock-B2-01' })
  })

  it('are written and proven device by device; one that keeps its old name stops no other', async () => {
    await button('Write to 4 devices').click()
    await page.getByRole('heading', { name: 'Written', exact: true }).waitFor()
    for (const [n, name] of [
      [1, 'Dock-B2-01'],
      [2, 'Dock-B2-gate'],
      [3, 'Dock-B2-03'],
    ] as const)
      await expect.poll(() => stateOf(n).textContent()).toMatch(new RegExp(`Proven.*${name}`))
    await expect.poll(() => stateOf(4).textContent()).toMatch(/Failed/)
    await desk.shoot('names-written')
  })

  it('stand on the pictures of cameras; a recorder keeps the names of its channels', () => {
    expect(device(1).kept('osd.texts/1')).toMatchObject({ texts: [{ lines: [{ kind: 'Time' }] }, { lines: [{ content: 'Dock-B2-01' }] }] })
    expect(device(2).kept('osd.places/1#2')).toMatchObject({ content: 'Dock-B2-gate' })
    expect(device(3).kept('osd.places/1#2')).not.toMatchObject({ content: 'Dock-B2-03' })
  })

  it('are the names on the list from then on', async () => {
    await button('Done').click()
    await page.getByText('Dock-B2-gate').first().waitFor()
    expect(desk.complaints).toEqual([])
  })
})

describe('the wizard for names', () => {
  describeScreens(
    () => desk,
    [['with four devices', () => goTo(desk, `/names?devices=${[1, 2, 3, 4].map(keyOf).join(',')}`).then(() => newName(4).waitFor())]],
  )
})
