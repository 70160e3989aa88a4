import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { type Desk, startDesk } from '#test/support/desk.ts'

let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await startDesk({ base: '127.52.0.0', kinds: ['ipc'] })
  page = desk.page
  await desk.row(desk.addressOf(1)).click()
  await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'All settings' }).click()
})

afterAll(() => desk.close())

async function tabTo(wanted: Locator): Promise<void> {
  while (!(await wanted.evaluate((element) => element === document.activeElement))) await page.keyboard.press('Tab')
}

it('an expert finds a request by its title, reads, sets, sees the form read again, and sends it once more; all by keyboard', async () => {
  await page.getByLabel('Setting, key, value').focus()
  await page.keyboard.type('device name')
  await page.getByText(/ found$/).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const name = page.getByRole('textbox', { name: /^Name/ })
  await name.waitFor()
  await tabTo(page.getByRole('button', { name: 'Raw requests' }))
  await page.keyboard.press('Enter')
  const line = page.getByRole('combobox', { name: 'Request' })
  await tabTo(line)
  await page.keyboard.press('Control+A')
  await page.keyboard.type('ports')
  await page.getByRole('option').first().waitFor()
  await desk.shoot('console-offers')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByText('Reads: Ports').waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('httpPort=').waitFor()
  await desk.shoot('console-read')

  await page.keyboard.press('Control+A')
  await page.keyboard.type('http://127.0.0.1/cgi-bin/param.cgi?action=get&type=devicePort')
  await page.getByText('Leave the host out').waitFor()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('param.cgi?action=set&type=deviceName&deviceName=Gate 7')
  await page.getByText('without backup, limits, and read-back').waitFor()
  await page.keyboard.press('Enter')
  await desk.shoot('console-warned')
  expect(desk.site.devices[0]?.device.kept('device.name')).not.toMatchObject({ name: 'Gate 7' })
  await page.keyboard.press('Enter')
  await expect.poll(() => name.inputValue()).toBe('Gate 7')
  expect(desk.site.devices[0]?.device.kept('device.name')).toMatchObject({ name: 'Gate 7' })

  await tabTo(page.getByRole('button', { name: /^Again: param\.cgi\?action=get/ }))
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Answer' }).getByText('httpPort=').waitFor()
  await page.getByRole('region', { name: 'Sent since the program began' }).getByRole('listitem').nth(2).waitFor()

  await page.getByRole('combobox', { name: 'Request' }).focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('operate.cgi?action=reset')
  await page.getByText('takes away what cannot be brought back').waitFor()
  await desk.shoot('console-destroys')
  expect(desk.complaints).toEqual([])
})
