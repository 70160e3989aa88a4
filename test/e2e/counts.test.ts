import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { peopleCounting } from '#common/catalog/analysis/counting.ts'
import { weekDays } from '#common/catalog/shared/week.ts'
import { deviceKey } from '#common/device/device.ts'
import { erase } from '#common/schema/infer.ts'
import { systemClock } from '#simulator/clock/clock.ts'
import { haveCounted } from '#simulator/rules/counter.ts'
import { project } from '#simulator/scene/ground.ts'
import { type Desk, startDesk } from '#test/support/desk.ts'
import { tabThrough } from '#test/support/keyboard.ts'
import { goTo } from '#test/support/readable.ts'

let desk: Desk
let page: Page

/** The site begins on Tuesday, 2026-03-10, 12:00 in London: no summer time yet. */
const noon = Date.UTC(2026, 2, 10, 12)
const shift = noon - Date.now()
const at = (day: number, hour: number, minute = 0) => Date.UTC(2026, 2, day, hour, minute)

/** Two go in and one out in every loop of 10 s: 720 and 360 an hour. */
const [near, far] = [project({ x: 0, y: 6.5 }), project({ x: 0, y: 14 })]
const always = Object.values(weekDays).map((name) => ({ day: name, from: 0, to: 86_400 }))
const rule = { ...erase(peopleCounting.sample), startX: near.x, startY: near.y, endX: far.x, endY: far.y, schedule: always }

beforeAll(async () => {
  desk = await startDesk({
    base: '127.61.0.0',
    kinds: ['ipc', 'ipc'],
    clock: { now: () => Date.now() + shift, later: systemClock.later },
    quirks: ['unsupported:getStatisticsInfo@2'],
  })
  page = desk.page
  const device = desk.site.devices[0]?.device ?? expect.fail('no device')
  // A second within the hours, in which nobody passes: its clock drifts.
  haveCounted(device, 1, { rule, from: at(9, 8) + 1000, to: at(9, 10) - 1000 })
  haveCounted(device, 1, { rule, from: at(10, 9) + 1000, to: at(10, 11, 30) - 1000 })
  await signIn(1)
})

afterAll(() => desk.close())

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const row = (name: RegExp) => page.getByRole('row', { name })
const period = (name: string) => page.getByRole('radiogroup', { name: 'Period' }).getByText(name, { exact: true })
const device = () => desk.site.devices[0]?.device ?? expect.fail('no device')

async function signIn(index: number): Promise<void> {
  await desk.row(desk.addressOf(index)).click()
  await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
  await page.keyboard.press('Enter')
}

async function open(): Promise<void> {
  await button(/^More/).click()
  await page.getByRole('menuitem', { name: 'People counted' }).click()
}

/** A button at work takes no press. */
async function readAgain(): Promise<void> {
  await page.getByText(/^Reads what/).waitFor({ state: 'hidden' })
  await button('Read again').click()
  await page.getByText(/^Reads what/).waitFor({ state: 'hidden' })
}

/** What a table says, row by row. */
async function told(): Promise<readonly string[]> {
  const rows = await page.getByRole('table').getByRole('row').allInnerTexts()
  return rows.map((text) => text.replace(/\s+/g, ' ')).filter((text) => /\d$/.test(text))
}

it('is today of the device, hour by hour, and how many are inside now', async () => {
  await open()
  await page.getByRole('heading', { name: 'Tuesday, March 10, 2026' }).waitFor()
  expect(await told()).toEqual(['09:00 to 10:00 720 360', '10:00 to 11:00 720 360', '11:00 to 12:00 360 180', 'Total 1800 900'])
  expect(await page.locator('.hero').innerText()).toBe('900')
  await page.getByRole('img', { name: /: 1800 in, 900 out$/ }).waitFor()
  await desk.shoot('counts-day')
})

it('is a month by its days and a year by its months', async () => {
  await period('Month').click()
  await row(/^Total 3240 1620$/).waitFor()
  expect(await told()).toEqual(['Mon, Mar 9 1440 720', 'Tue, Mar 10 1800 900', 'Total 3240 1620'])
  await desk.shoot('counts-month')
  await period('Year').click()
  await row(/^March 3240 1620$/).waitFor()
  expect(await told()).toEqual(['March 3240 1620', 'Total 3240 1620'])
})

it('goes to another day by the keyboard, and back to today', async () => {
  await page.getByRole('radio', { name: 'Year', exact: true }).focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await row(/^Total 1800 900$/).waitFor()
  await tabThrough(page, button('Day before'), 200)
  await page.keyboard.press('Enter')
  await row(/^Total 1440 720$/).waitFor()
  expect(await told()).toEqual(['08:00 to 09:00 720 360', '09:00 to 10:00 720 360', 'Total 1440 720'])
  expect(await page.locator('.hero').innerText()).toBe('900') // now is today's, whatever is looked at
  await page.getByLabel('Date', { exact: true }).fill('2026-03-01')
  await page.getByText(/^Nothing was counted: Sunday/).waitFor()
  await desk.shoot('counts-empty')
  await button('Today').click()
  await row(/^Total 1800 900$/).waitFor()
})

it('grows while the device counts: the rule is on from now', async () => {
  device().keep(`${peopleCounting.id}/1`, rule)
  const entered = async () => {
    await readAgain()
    return Number(/^Total (\d+)/.exec((await told()).at(-1) ?? '')?.[1])
  }
  await expect.poll(entered, { timeout: 60_000, interval: 500 }).toBeGreaterThan(1800)
})

it('one that is off says so, one that refuses says why, and the numbers are not kept as if they were true', async () => {
  device().keep(`${peopleCounting.id}/1`, { ...rule, enabled: false })
  await readAgain()
  await page.getByText('People counting is off on this device').waitFor()
  device().quirks.add('busy:getStatisticsInfo')
  await readAgain()
  await page.getByText('−505', { exact: true }).waitFor()
  expect(await page.getByRole('table').or(page.getByText('People counting is off on this device')).count()).toBe(0)
  await desk.shoot('counts-refused')
  device().quirks.delete('busy:getStatisticsInfo')
  await readAgain()
  await page.getByRole('table').waitFor()
})

it('a device that does not count says so, and nothing else', async () => {
  await button('Back to device').click()
  await signIn(2)
  await open()
  await page.getByText(/does not count people$/).waitFor()
  expect(await page.getByRole('table').count()).toBe(0)
  const other = desk.site.devices[0]?.device.identity() ?? expect.fail('no device')
  await goTo(desk, `/devices/${deviceKey(other)}/counts`)
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'light'))
  await page.getByRole('table').waitFor()
  await desk.shoot('counts-light')
  expect(desk.complaints).toEqual([])
})
