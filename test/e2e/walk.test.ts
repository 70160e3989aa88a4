import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { weekDays } from '#common/catalog/shared/week.ts'
import { project } from '#simulator/scene/ground.ts'
import { type Desk, startDesk } from '#test/support/desk.ts'
import { tabThrough } from '#test/support/keyboard.ts'

let desk: Desk
let page: Page

const always = Object.values(weekDays).map((day) => ({ day, from: 0, to: 86_400 }))
const point = (x: number, y: number) => ({ ...project({ x, y }) })
/** Where the passer-by walks, and where nobody ever is. */
const walked = [point(2, 8.5), point(2, 9.5), point(4, 9.5), point(4, 8.5)]
const empty = [
  { x: 2, y: 2 },
  { x: 8, y: 2 },
  { x: 8, y: 8 },
  { x: 2, y: 8 },
]
const region = { sensitivity: 5, limitType: false, limitSize: false }

beforeAll(async () => {
  desk = await startDesk({ base: '127.42.0.0', kinds: ['ipc'] })
  page = desk.page
  const device = desk.site.devices[0]?.device
  const rule = (id: string, more: object) => device?.keep(`${id}/1`, { ...device.kept(`${id}/1`), ...more })
  rule('analysis.perimeter', {
    enabled: true,
    schedule: always,
    regions: [
      { ...region, outline: walked },
      { ...region, limitType: true, type: 'Person', outline: empty },
    ],
  })
  for (const id of [
    'smartMotion',
    'areaEntered',
    'areaLeft',
    'doubleTripwire',
    'groupLoitering',
    'wrongDirection',
    'fireSmoke',
    'peopleCounting',
  ])
    rule(`analysis.${id}`, { enabled: false })
  rule('alarm.motion', { enabled: false })
  await desk.row(desk.addressOf(1)).click()
  await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Walk test' }).click()
})

afterAll(() => desk.close())

const button = (name: string | RegExp) => page.getByRole('button', { name })
const line = (name: string) => page.getByRole('button', { name: new RegExp(name) })

it('a plan is made of the rules that are on, and the device is heard', async () => {
  await button('Read the rules and begin').click()
  await line('Perimeter intrusion 1.*Person').waitFor()
  await line('Perimeter intrusion 1.*Vehicle.*must fire').waitFor()
  await line('Perimeter intrusion 2.*Person.*must fire').waitFor()
  await line('Perimeter intrusion 2.*Vehicle.*must stay silent').waitFor()
  await page.getByText('The device tells by itself').waitFor()
  await page.getByText(/^Switched off on this device:.*Tripwire/).waitFor()
})

it('a line is walked by the keyboard: it fires, with the picture and the time of the device', async () => {
  await page.getByLabel('Time to get there').selectOption('0 s')
  await page.getByLabel('Time to be seen').selectOption('15 s')
  await tabThrough(page, line('Perimeter intrusion 1.*Person'), 60)
  await page.keyboard.press('Enter')
  await tabThrough(page, button('Walk it'), 60)
  await page.keyboard.press('Enter')
  await page.getByText('Walk: Perimeter intrusion 1, Person').waitFor()
  await desk.shoot('walk-count')
  await line('passed.*Perimeter intrusion 1.*Person').waitFor()
  const picture = page.getByRole('img', { name: 'Picture at the alarm of Perimeter intrusion 1' })
  await picture.waitFor()
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100)
  await page
    .getByText(/^Device time/)
    .first()
    .waitFor()
  await desk.shoot('walk-passed')
})

it('one who leaves the screen comes back to the test as it was', async () => {
  await button('Leave it open').click()
  await button('Walk test').click()
  await line('passed.*Perimeter intrusion 1.*Person').waitFor()
})

it('what no alarm can prove is judged by eye, with a note, and kept with the device', async () => {
  await line('Perimeter intrusion 2.*Person').click()
  await page.getByLabel('Note').fill('No way to get there')
  await button('Failed by eye').click()
  await line('failed.*Perimeter intrusion 2.*Person').getByText('by hand: No way to get there').waitFor()
  await page.getByText('2 of 4 lines judged, 1 passed').waitFor()
})

it('a kind of target that cannot get there counts neither as passed nor as failed, once somebody says why', async () => {
  for (const rule of ['Perimeter intrusion 1', 'Perimeter intrusion 2']) {
    await line(`${rule}.*Vehicle`).click()
    expect(await button('Not applicable here').isDisabled()).toBe(true)
    await page.getByLabel('Note').fill('Bollards at the gate')
    await button('Not applicable here').click()
    await line(`not here.*${rule}.*Vehicle`).getByText('by hand: Bollards at the gate').waitFor()
  }
  await page.getByText('2 of 2 lines judged, 1 passed, 2 not applicable').waitFor()
  await desk.shoot('walk-kinds')
  await button('End the test').click()
  await page.getByText('1 of 2 passed, 1 failed, 2 not applicable').waitFor()
})

it('an earlier test is looked at with its evidence, and gone on with where it was left', async () => {
  await page.getByText('1 of 2 passed, 1 failed, 2 not applicable').click()
  await line('passed.*Perimeter intrusion 1.*Person').click()
  await page.getByRole('img', { name: 'Picture at the alarm of Perimeter intrusion 1' }).waitFor()
  expect(await button('Walk it').count()).toBe(0) // it is over
  await desk.shoot('walk-earlier')
  await button('Go on with this test').click()
  await page.getByText('2 of 2 lines judged, 1 passed, 2 not applicable').waitFor()
  await line('failed.*Perimeter intrusion 2.*Person').click()
  await button('Walk it again').waitFor()
  await button('End the test').click()
  await expect.poll(() => page.getByText('1 of 2 passed, 1 failed, 2 not applicable').count()).toBe(2)
  expect(desk.complaints).toEqual([])
})
