import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { type Desk, startDesk } from '#test/support/desk.ts'

let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await startDesk({ base: '127.37.0.0', kinds: ['ipc', 'nvr'] })
  page = desk.page
  for (const place of [1, 2]) {
    await desk.row(desk.addressOf(place)).click()
    await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'All settings' }).waitFor()
  }
})

afterAll(() => desk.close())

const tripwire = { kind: 'Analysis', subtype: 21, source: 1 } as const
const row = (words: RegExp) => page.getByRole('row', { name: words })

it('alarms of a camera and of a recorder stand on one list as they come, with the names of the manual', async () => {
  await page.getByRole('link', { name: 'Alarms' }).click()
  await page.getByText('1 tells by itself, 1 asked every second').waitFor()
  await desk.shoot('alarms-none')
  desk.site.devices[0]?.device.raise({ ...tripwire, active: true })
  await row(/Going on.*Tripwire.*Channel 1/).waitFor()
  desk.site.devices[1]?.device.raise({ kind: 'Disk', subtype: 4, source: 2, active: true })
  await row(/Going on.*Disk full.*Disk 2/).waitFor()
  await page.getByText('Going on 2').waitFor()
  desk.site.devices[0]?.device.raise({ ...tripwire, active: false })
  await row(/Over.*Tripwire/).waitFor()
  await page.getByText('Going on 1').waitFor()
  expect(desk.complaints).toEqual([])
})

it('what came while nobody heard a device is found after it, and the time is named', async () => {
  desk.site.devices[0]?.cutAttached()
  desk.site.devices[0]?.device.raise({ ...tripwire, subtype: 24, active: true })
  await row(/Gap.*Not heard for/).waitFor()
  await row(/Going on.*Perimeter/).waitFor()
  await desk.shoot('alarms-list')
})

it('the list is narrowed by name, kind and state with the keyboard alone', async () => {
  await page.getByLabel('Filter the alarms').focus()
  await page.keyboard.type('trip')
  await row(/Perimeter/).waitFor({ state: 'detached' })
  await row(/Tripwire/).waitFor()
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Delete')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Disk')
  await row(/Perimeter/).waitFor({ state: 'detached' })
  await row(/Disk full/).waitFor()
  await page.keyboard.type('All')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await row(/Tripwire/).waitFor({ state: 'detached' })
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'All settings' }).waitFor()
})

it('alarms that come while one is elsewhere are counted at the top of every screen, and marked when one looks', async () => {
  desk.site.devices[0]?.device.raise({ ...tripwire, subtype: 28, active: true })
  await page.getByRole('link', { name: '1 new alarm' }).click()
  await row(/Object left.*new/).waitFor()
  expect(await row(/Tripwire.*new/).count()).toBe(0)
})

it('nobody is heard any more once a person says so', async () => {
  await page.getByRole('button', { name: 'Stop listening' }).click()
  await page.getByText('Not listening', { exact: true }).waitFor()
  await expect.poll(() => desk.site.devices[0]?.attached()).toBe(0)
  await row(/Object left/).waitFor()
  expect(desk.complaints).toEqual([])
})
