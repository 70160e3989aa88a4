import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { type Desk, startDesk } from '#test/support/desk.ts'

let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await startDesk({ base: '127.28.0.0', kinds: ['ipc', 'nvr'] })
  page = desk.page
  await desk.row(desk.addressOf(1)).click()
  await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'All settings' }).click()
})

afterAll(() => desk.close())

it('a technician who knows only the key of the device finds the setting, changes it, and sees it proven; all by keyboard', async () => {
  await page.getByLabel('Setting, key, value').focus()
  await page.keyboard.type('subgetway')
  await page.getByText('2 found').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const mtu = page.getByRole('textbox', { name: /^MTU/ })
  await mtu.waitFor()
  await page.getByText('answered in').waitFor()
  await desk.shoot('settings-found')
  while (!(await mtu.evaluate((element) => element === document.activeElement))) await page.keyboard.press('Tab')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('9999')
  await page.getByText('MTU is too large, 500 to 1500').waitFor()
  expect(await page.getByRole('button', { name: 'Review and write' }).isDisabled()).toBe(true)
  await desk.shoot('settings-wrong')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('1400')
  await page.getByText('Nothing has been written').waitFor()
  const review = page.getByRole('button', { name: 'Review and write' })
  while (!(await review.evaluate((element) => element === document.activeElement))) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const write = page.getByRole('button', { name: 'Write 1 change and prove' })
  await page.getByText('Sign-in attempts left').waitFor()
  await desk.shoot('settings-review')
  while (!(await write.evaluate((element) => element === document.activeElement))) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Close' }).last().waitFor()
  await page.getByRole('dialog').getByText('Read back').first().waitFor()
  await desk.shoot('settings-proven')
  expect(desk.site.devices[0]?.device.kept('network.ipv4')).toMatchObject({ cards: [{ mtu: 1400 }] })
  await page.keyboard.press('Escape')
  await page.getByText('mtu=1400').waitFor()
  expect(desk.complaints).toEqual([])
})

it('a camera pans for as long as the button is held, by mouse and by key, and stops when the window is left', async () => {
  const course = () => (desk.site.devices[0]?.device.kept('ptz.position/1') as { by?: { pan: number } }).by?.pan
  await page.getByLabel('Setting, key, value').fill('')
  await page.getByRole('button', { name: /^PTZ/ }).click()
  await page.getByRole('button', { name: 'Pan and tilt' }).click()
  const speed = page.getByRole('textbox', { name: /^Pan speed/ })
  await speed.fill('21')
  const button = page.getByRole('button', { name: 'Pan and tilt while held' })
  await button.hover()
  await page.mouse.down()
  await expect.poll(course).toBe(20)
  await desk.shoot('settings-held')
  await page.mouse.move(10, 10)
  expect(course()).toBe(20)
  await page.mouse.up()
  await expect.poll(course).toBe(0)

  await speed.fill('-21')
  await button.focus()
  await page.keyboard.down('Space')
  await expect.poll(course).toBe(-20)
  await page.keyboard.up('Space')
  await expect.poll(course).toBe(0)

  await page.keyboard.down('Space')
  await expect.poll(course).toBe(-20)
  await page.getByRole('button', { name: 'Back to the device' }).click()
  await expect.poll(course).toBe(0)
  await page.keyboard.up('Space')
  expect(desk.complaints).toEqual([])
})
