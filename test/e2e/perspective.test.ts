import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deviceKey } from '#common/device/device.ts'
import type { Perspective } from '#common/perspective/kept.ts'
import { boxAt, project } from '#simulator/scene/ground.ts'
import { type Desk, startDesk } from '#test/support/desk.ts'
import { tabThrough } from '#test/support/keyboard.ts'
import { describeScreens, goTo, makeReadable, pageOf } from '#test/support/readable.ts'

let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await startDesk({ base: '127.55.0.0', kinds: ['ipc'] })
  page = desk.page
  await makeReadable(page)
  await desk.row(desk.addressOf(1)).click()
  await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'More for this device' }).click()
  await page.getByRole('menuitem', { name: 'Perspective' }).click()
  await page.getByRole('heading', { name: 'Perspective', level: 1 }).waitFor()
})

afterAll(() => desk.close())

const editor = () => page.getByRole('region', { name: 'Perspective on the picture' })
const camera = () => page.getByText(/^The camera hangs/)
const button = (name: string | RegExp) => page.getByRole('button', { name })

/** % of the picture a press of an arrow key moves; with Shift ten times as much. */
const small = 0.25

/** Moves what has the focus to a place of the picture, by arrow keys alone. */
async function steer(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  for (const [by, less, more] of [
    [to.x - from.x, 'ArrowLeft', 'ArrowRight'],
    [to.y - from.y, 'ArrowUp', 'ArrowDown'],
  ] as const) {
    const key = by < 0 ? less : more
    const steps = Math.round(Math.abs(by) / small)
    for (let step = 0; step < Math.floor(steps / 10); step += 1) await page.keyboard.press(`Shift+${key}`)
    for (let step = 0; step < steps % 10; step += 1) await page.keyboard.press(key)
  }
}

/** Where the virtual camera sees somebody of 1.75 m who stands so many m away. */
const standing = (x: number, y: number) => ({ from: project({ x, y }), to: project({ x, y }, 1.75) })

/** Marks somebody from foot to head without a pointer. */
async function mark({ from, to }: ReturnType<typeof standing>): Promise<void> {
  await tabThrough(page, button('Mark an upright thing'), 80)
  await page.keyboard.press('Enter')
  await tabThrough(page, editor().getByRole('slider', { name: 'Next corner' }), 80)
  await steer({ x: 50, y: 50 }, from)
  await page.keyboard.press('Space')
  await steer(from, to)
  await page.keyboard.press('Space')
}

it('knows the virtual camera from two people marked by keyboard alone', async () => {
  await mark(standing(-2, 8))
  await page.getByText('Mark two things at least.').waitFor()
  await mark(standing(3, 18))
  await page.getByText('two always fit, a third proves them').first().waitFor()
  const [, height, tilt] = /hangs ([\d.]+) m above the ground and looks (\d+)° down/.exec((await camera().textContent()) ?? '') ?? []
  // The lens is taken for 90° and is 80° wide.
  expect(Math.abs(Number(height) - 5)).toBeLessThan(1)
  expect(Math.abs(Number(tilt) - 18)).toBeLessThan(5)
  await page.getByLabel('Width of the lens').fill('80')
  await page.getByText(/hangs (4\.[89]|5\.[012]) m above the ground and looks (17|18|19)° down/).waitFor()
})

it('shows a person as large as the virtual camera shows one, wherever the keyboard points', async () => {
  const spot = editor().getByRole('slider', { name: 'Where a target would stand' })
  await tabThrough(page, spot, 80)
  const foot = project({ x: 0, y: 12 })
  await steer({ x: 50, y: 75 }, foot)
  const [, width, height] =
    /([\d.]+) % of the picture wide and ([\d.]+) % high/.exec((await spot.getAttribute('aria-valuetext')) ?? '') ?? []
  const known = boxAt({ x: 0, y: 12 }, 0.5, 1.75)
  expect(Math.abs(Number(width) - known.width)).toBeLessThan(0.2)
  expect(Math.abs(Number(height) - known.height)).toBeLessThan(0.5)
  await desk.shoot('perspective-two')
})

it('says of each mark how well it fits, and of a mistaken height that it does not', async () => {
  await mark(standing(0, 12))
  await expect.poll(() => page.getByText(/% off, fits$/).count()).toBe(3)
  await page.getByLabel('Upright 3, height').fill('2.6')
  await page
    .getByText(/% off, does not fit$/)
    .first()
    .waitFor()
  await page.getByText(/^One length or one place is mistaken/).waitFor()
  await desk.shoot('perspective-misfit')
  await page.getByLabel('Upright 3, height').fill('1.75')
  await expect.poll(() => page.getByText(/% off, fits$/).count()).toBe(3)
})

it('tints where a target is too small for the rule, and says so', async () => {
  await page.getByLabel('Rule', { exact: true }).selectOption({ label: 'Perimeter intrusion' })
  await page.getByText('It takes targets from 1000 cm² on; yours has 8750 cm².').waitFor()
  await page.getByText('Large enough for the rule.').waitFor()
  await page.getByLabel('Target, width').fill('0.05')
  await page.getByText('Too small for the rule.').waitFor()
  await editor().getByText('Too small for the rule').waitFor()
  await desk.shoot('perspective-small')
  await page.getByLabel('Target, width').fill('0.5')
})

it('fills in the sizes, writes them down the road and reads them back', async () => {
  await button('Fill in the sizes').click()
  await page.getByText('The manual gives sizes in cm²').waitFor()
  await desk.shoot('perspective-filled')
  await button('Review and write').click()
  await button(/^Write \d+ changes? and prove/).click()
  await page.getByRole('dialog').getByText('Read back').first().waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  const kept = desk.site.devices[0]?.device.kept('analysis.perimeter/1') as {
    regions?: { limitSize: boolean; minSize: number; maxSize: number }[]
  }
  expect(kept.regions?.[0]).toMatchObject({ limitSize: true, minSize: 4287, maxSize: 17_150 })
  await page.getByText('It takes targets from 4287 cm² on').waitFor()
})

it('keeps the marks with the device: they are there after the page is loaded again, and in the site folder', async () => {
  const device = desk.site.devices[0]?.device ?? expect.fail('no device')
  const file = join(desk.folder, 'devices', deviceKey(device.identity()), 'perspective-1.json')
  const kept = JSON.parse(await readFile(file, 'utf8')) as Perspective
  expect(kept.marks).toHaveLength(3)
  await page.reload()
  await camera().waitFor()
  await expect.poll(() => page.getByText(/% off, fits$/).count()).toBe(3)
  expect(desk.complaints).toEqual([])
})

describe('in the wizard', () => {
  const wizardEditor = () => page.getByRole('region', { name: / on the picture$/ })
  const smallest = () => page.getByRole('region', { name: 'On this picture' }).getByRole('button', { name: /^Smallest target/ })
  const sizes = () => page.getByRole('region', { name: 'How large targets are' })
  const corner = (n: number) => wizardEditor().getByRole('slider', { name: `Corner ${n} of 4`, exact: true })
  const placeOf = async (n: number) =>
    [...((await corner(n).getAttribute('aria-valuetext')) ?? '').matchAll(/([\d.]+) %/g)].map(([, number]) => Number(number))
  const draftOf = () => page.evaluate(() => [...document.querySelectorAll<HTMLInputElement>('input')].map(({ value }) => value).join(' '))

  it('the sizes a rule takes are boxes on the picture; those the perspective gives are filled in', async () => {
    await goTo(desk, `${pageOf(desk, 1)}/analysis`)
    await page.getByRole('checkbox', { name: /^Perimeter intrusion/ }).check()
    await button('Draw 1').click()
    await sizes()
      .getByText(/^From 3 marks on the picture, \d\.\d % off at the most/)
      .waitFor()
    await smallest().waitFor() // the perspective's own screen has limited width and height
    await page.getByLabel('Smallest width', { exact: true }).fill('2')
    await sizes().getByRole('button', { name: 'Fill in the sizes' }).click()
    await sizes().getByRole('button', { name: 'Sizes are filled in' }).waitFor()
    expect(await page.getByLabel('Smallest width', { exact: true }).inputValue()).not.toBe('2')
    await desk.shoot('analysis-sizes')
  })

  it('a corner of such a box gives another size, and its place none: where it stands is not stored', async () => {
    await smallest().click()
    const before = await draftOf()
    const [left = NaN] = await placeOf(1)
    await tabThrough(page, wizardEditor().getByRole('button', { name: 'Move all of it' }), 200)
    await page.keyboard.press('Shift+ArrowLeft')
    await expect.poll(async () => (await placeOf(1))[0]).toBeCloseTo(left - 2.5, 1)
    expect(await draftOf()).toBe(before)
    const width = Number(await page.getByLabel('Smallest width', { exact: true }).inputValue())
    await tabThrough(page, corner(1), 200)
    await page.keyboard.press('ArrowLeft')
    await expect
      .poll(async () => Number(await page.getByLabel('Smallest width', { exact: true }).inputValue()))
      .toBeCloseTo(width + 0.25, 2)
    await button('Undo').click()
    await expect.poll(async () => Number(await page.getByLabel('Smallest width', { exact: true }).inputValue())).toBe(width)
  })

  it('where the smallest becomes too large for a person is tinted as it is typed', async () => {
    await page.getByText('Large enough for the rule.', { exact: true }).waitFor()
    await page.getByLabel('Largest height', { exact: true }).fill('90')
    await page.getByLabel('Smallest height', { exact: true }).fill('80')
    await page.getByText('Too small for the rule.', { exact: true }).waitFor()
    await wizardEditor().getByText('Too small for the rule').first().waitFor()
    await desk.shoot('analysis-sizes-tinted')
  })
})

describe('the perspective', () => {
  describeScreens(() => desk, [['with marks', () => goTo(desk, `${pageOf(desk, 1)}/perspective`).then(() => camera().waitFor())]])
})
