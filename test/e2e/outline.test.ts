import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { type Desk, startDesk } from '#test/support/desk.ts'
import { tabThrough } from '#test/support/keyboard.ts'

let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await startDesk({ base: '127.40.0.0', kinds: ['ipc'] })
  page = desk.page
  await desk.row(desk.addressOf(1)).click()
  await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'All settings' }).click()
  await page.getByLabel('Setting, key, value').fill('perimeter')
  await page
    .getByRole('button', { name: /^Perimeter(?! ability)/ })
    .first()
    .click()
  await editor().waitFor()
})

afterAll(() => desk.close())

const editor = () => page.getByRole('region', { name: 'Outline on the picture' }).first()
const corner = (n: number) => editor().getByRole('slider', { name: new RegExp(`^Corner ${n} of`) })
const places = async () => {
  const names = await editor()
    .getByRole('slider', { name: /^Corner/ })
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-valuetext') ?? ''))
  return names.map((name) => [...name.matchAll(/([\d.]+) %/g)].map(([, number]) => Number(number)))
}

/** Where the drawn picture lies, in px of the page. */
async function pictureBox() {
  const box = await editor().locator('svg.drawn').boundingBox()
  return box ?? expect.fail('no picture')
}

async function middleOf(n: number): Promise<{ x: number; y: number }> {
  const box = (await corner(n).boundingBox()) ?? expect.fail('no corner')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

it('a corner stands where the device has it, to the pixel, at every density and zoom', async () => {
  await editor().scrollIntoViewIfNeeded()
  const session = await page.context().newCDPSession(page)
  for (const [density, width] of [
    [1, 1366],
    [2, 1366],
    [2, 683],
  ] as const) {
    await session.send('Emulation.setDeviceMetricsOverride', { width, height: 768, deviceScaleFactor: density, mobile: false })
    await editor().scrollIntoViewIfNeeded()
    const [first] = await places()
    const box = await pictureBox()
    const at = await middleOf(1)
    expect(Math.abs(at.x - (box.x + (box.width * (first?.[0] ?? NaN)) / 100))).toBeLessThan(0.6)
    expect(Math.abs(at.y - (box.y + (box.height * (first?.[1] ?? NaN)) / 100))).toBeLessThan(0.6)
  }
  await session.send('Emulation.clearDeviceMetricsOverride')
})

it('is dragged by mouse, by exactly as much as the pointer moves', async () => {
  await editor().scrollIntoViewIfNeeded()
  const [before] = await places()
  const box = await pictureBox()
  const from = await middleOf(1)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + box.width / 20, from.y + box.height / 20, { steps: 3 })
  await page.mouse.up()
  const [after] = await places()
  expect(Math.abs((after?.[0] ?? 0) - (before?.[0] ?? 0) - 5)).toBeLessThan(0.3)
  expect(Math.abs((after?.[1] ?? 0) - (before?.[1] ?? 0) - 5)).toBeLessThan(0.3)
  await page
    .getByText(/^Dotted: what the device has, up to/)
    .first()
    .waitFor()
  await desk.shoot('outline-dragged')
})

it('moves by arrow keys, gets a corner and loses one, and takes all of it back; by keyboard alone', async () => {
  const begun = await places()
  await tabThrough(page, corner(2), 200)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowDown')
  const moved = await places()
  expect(
    [(moved[1]?.[0] ?? 0) - (begun[1]?.[0] ?? 0), (moved[1]?.[1] ?? 0) - (begun[1]?.[1] ?? 0)].map((by) => Number(by.toFixed(2))),
  ).toEqual([0.25, 2.5])
  await page.keyboard.press('Insert')
  await page.keyboard.press('Insert')
  expect(await places()).toHaveLength(4)
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Delete')
  expect(await places()).toHaveLength(3) // two corners are no outline
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('Control+z')
  expect(await places()).toEqual(begun)
})

it('may not cross itself: the crossing is shown, and nothing can be written', async () => {
  await editor().scrollIntoViewIfNeeded()
  await editor().getByRole('button', { name: 'Draw anew' }).click()
  const box = await pictureBox()
  for (const [x, y] of [
    [0.2, 0.3],
    [0.8, 0.8],
    [0.8, 0.3],
    [0.2, 0.8],
  ] as const)
    await page.mouse.click(box.x + box.width * x, box.y + box.height * y)
  await page.keyboard.press('Enter')
  await editor().getByText('The outline crosses itself').waitFor()
  await desk.shoot('outline-crossed')
  expect(await page.getByRole('button', { name: 'Review and write' }).isDisabled()).toBe(true)
})

it('is written, and the device has every corner as it was drawn', async () => {
  await editor().getByRole('button', { name: 'Draw anew' }).click()
  const box = await pictureBox()
  for (const [x, y] of [
    [0.2, 0.3],
    [0.8, 0.3],
    [0.6, 0.8],
  ] as const)
    await page.mouse.click(box.x + box.width * x, box.y + box.height * y)
  await corner(1).click()
  expect(await places()).toHaveLength(3)
  const drawn = await places()
  await page.getByRole('button', { name: 'Review and write' }).click()
  await page.getByRole('button', { name: /^Write \d+ changes? and prove/ }).click()
  await page.getByRole('button', { name: 'Close' }).last().waitFor()
  await page.getByRole('dialog').getByText('Read back').first().waitFor()
  const kept = desk.site.devices[0]?.device.kept('analysis.perimeter/1') as { regions?: { outline: { x: number; y: number }[] }[] }
  const stored = kept.regions?.[0]?.outline.map(({ x, y }) => [Number(x.toFixed(2)), Number(y.toFixed(2))])
  expect(stored).toEqual(drawn)
  expect(desk.complaints).toEqual([])
})
