import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { type Desk, startDesk } from '#test/support/desk.ts'
import { tabThrough } from '#test/support/keyboard.ts'

let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await startDesk({ base: '127.38.0.0', kinds: ['ipc', 'ipc', 'ipc', 'nvr'] })
  page = desk.page
  await desk.row(desk.addressOf(4)).waitFor()
  await page.getByRole('checkbox').first().check()
  await page
    .getByRole('button', { name: /^Sign in/ })
    .last()
    .click()
  await page.getByRole('dialog').getByLabel('Password', { exact: true }).fill('sightline-demo')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Compare settings' }).waitFor()
})

afterAll(() => desk.close())

const device = (place: number) => desk.site.devices[place - 1]?.device
const server = (place: number) => device(place)?.kept('time.ntp')['server']
/** The second alarm input, as a device keeps it. */
const inputTwo = 'alarm.input#2'
const box = (name: string | RegExp) => page.getByRole('checkbox', { name, exact: true })

it('what differs among devices is found, copied to the others, and proven on each; all by keyboard', async () => {
  for (const place of [1, 2, 3])
    device(place)?.keep('time.ntp', { ...device(place)?.kept('time.ntp'), server: `10.0.0.${place}`, port: 123 })
  await page.keyboard.press('Escape')
  await tabThrough(page, page.getByRole('button', { name: 'Compare settings' }))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Which settings?' }).waitFor()
  expect(await page.getByRole('button', { name: 'Read from 4 devices' }).isDisabled()).toBe(true)
  await tabThrough(page, page.getByLabel('Setting, key, value'))
  await page.keyboard.type('ntp')
  await tabThrough(page, box('Time server (NTP)'))
  await page.keyboard.press('Space')
  await desk.shoot('bulk-1-choose')
  await tabThrough(page, page.getByRole('button', { name: 'Read from 4 devices' }))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'What differs' }).waitFor()
  await page.getByText('10.0.0.3').waitFor()
  await tabThrough(page, box('Server'))
  await page.keyboard.press('Space')
  await desk.shoot('bulk-2-differs')
  const check = page.getByRole('button', { name: 'Check 1 field on 3 devices' })
  await tabThrough(page, check)
  await page.keyboard.press('Enter')
  const write = page.getByRole('button', { name: 'Write to 3 devices' })
  await write.waitFor()
  await desk.shoot('bulk-3-check')
  expect(server(2)).toBe('10.0.0.2')
  await tabThrough(page, write)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Written', exact: true }).waitFor()
  await page.getByText('3 proven').or(page.getByText('2 proven')).first().waitFor()
  await desk.shoot('bulk-4-written')
  expect([1, 2, 3, 4].map(server)).toEqual(['10.0.0.1', '10.0.0.1', '10.0.0.1', '10.0.0.1'])
  expect(desk.complaints).toEqual([])
})

it('compared again, nothing differs any more', async () => {
  await page.getByRole('button', { name: 'Compare again' }).click()
  await page.getByRole('heading', { name: 'What differs' }).waitFor()
  await page.getByText('The same on all: Time server').waitFor()
  await page.getByText('Nothing differs').waitFor()
  expect(await box('Server').count()).toBe(0)
})

it('of a setting that a device has several of, the one is compared and given that was chosen', async () => {
  const name = (place: number) => device(place)?.kept(inputTwo)['name']
  for (const place of [1, 2, 3]) device(place)?.keep(inputTwo, { ...device(place)?.kept('alarm.input'), name: `Door ${place}` })
  await page.getByRole('button', { name: 'Other settings' }).click()
  await page.getByLabel('Setting, key, value').fill('ntp')
  await box('Time server (NTP)').uncheck()
  await page.getByLabel('Setting, key, value').fill('alarm input')
  await box('Alarm input').check()
  await page.getByRole('combobox', { name: 'Alarm input' }).selectOption('2')
  await page.getByRole('button', { name: 'Read from 4 devices' }).click()
  await page.getByRole('heading', { name: 'Alarm input, 2' }).waitFor()
  await box('Name').check()
  await page.getByRole('button', { name: /^Check 1 field on/ }).click()
  await page.getByRole('button', { name: /^Write to/ }).click()
  await page.getByRole('heading', { name: 'Written', exact: true }).waitFor()
  await expect.poll(() => [1, 2, 3].map(name)).toEqual(['Door 1', 'Door 1', 'Door 1'])
  await page.getByRole('button', { name: 'Compare again' }).click()
  await page.getByText('Nothing differs').waitFor()
})

it('many settings of many devices stand in order: what differs first, then what is the same', async () => {
  await page.getByRole('button', { name: 'Other settings' }).click()
  await page.getByLabel('Setting, key, value').fill('')
  await page.getByRole('heading', { name: 'Which settings?' }).waitFor()
  for (const chapter of ['Network', 'Time', 'Video streams', 'Alarms']) await box(chapter).check()
  await page.getByRole('button', { name: 'Read from 4 devices' }).click()
  await page.getByText('The same on all').waitFor()
  await page.getByText('tells devices apart').first().waitFor()
  await desk.shoot('bulk-5-many')
  expect(desk.complaints).toEqual([])
})
