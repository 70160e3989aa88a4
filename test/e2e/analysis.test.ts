import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { type Desk, startDesk } from '#test/support/desk.ts'
import { tabThrough } from '#test/support/keyboard.ts'

let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await startDesk({ base: '127.41.0.0', kinds: ['ipc', 'ipc'], quirks: ['clampsValue:analysis.perimeter.y=70@2'] })
  page = desk.page
  await desk.row(desk.addressOf(1)).click()
  await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Regions' }).click()
})

afterAll(() => desk.close())

const editor = () => page.getByRole('region', { name: / on the picture$/ })
const button = (name: string | RegExp) => page.getByRole('button', { name })
const figure = (name: string) => page.getByRole('region', { name: 'On this picture' }).getByRole('button', { name: new RegExp(`^${name}`) })
const corner = (n: number) => editor().getByRole('slider', { name: new RegExp(`^Corner ${n} of`) })

interface Stored {
  readonly enabled: boolean
  readonly regions: readonly {
    readonly outline?: readonly { readonly x: number; readonly y: number }[]
    readonly startX?: number
    readonly direction?: string
  }[]
  readonly schedule: readonly { readonly day: string }[]
}
const stored = (setting: string) => desk.site.devices[0]?.device.kept(`${setting}/1`) as unknown as Stored

async function pictureBox() {
  const box = await editor().locator('svg.drawn').boundingBox()
  return box ?? expect.fail('no picture')
}

async function clickAt(...places: readonly (readonly [number, number])[]): Promise<void> {
  const box = await pictureBox()
  for (const [x, y] of places) await page.mouse.click(box.x + box.width * x, box.y + box.height * y)
}

/** What a draft on disk says. */
async function keptDraft(): Promise<string> {
  const [key = ''] = await readdir(join(desk.folder, 'devices'))
  return readFile(join(desk.folder, 'devices', key, 'drafts', 'analysis.json'), 'utf8').catch(() => '')
}

async function placeOf(handle: Locator): Promise<readonly number[]> {
  return [...((await handle.getAttribute('aria-valuetext')) ?? '').matchAll(/([\d.]+) %/g)].map(([, number]) => Number(number))
}

it('a device offers what it lists, in groups, and several are drawn on one picture', async () => {
  await page.getByRole('checkbox', { name: /^Perimeter intrusion/ }).check()
  await page.getByRole('checkbox', { name: /^Tripwire/ }).check()
  expect(await page.getByRole('checkbox', { name: /^Loitering/ }).count()).toBe(0) // not on its list of analyses
  await desk.shoot('analysis-choose')
  await button('Draw 2').click()
  await editor().waitFor()
  await figure('Perimeter intrusion 1').waitFor()
  await figure('Tripwire 1').waitFor()
})

it('a week is painted before anything on the picture was chosen, and taken back', async () => {
  expect(await button('Undo').isDisabled()).toBe(true)
  await button('Always').click()
  await button(/^Review 1 change/).waitFor()
  await button('Undo').click()
  await button(/^Review/)
    .and(page.locator(':disabled'))
    .waitFor()
})

it('a region is drawn corner by corner, and a line in one go with the way that counts', async () => {
  await button('Draw another: Perimeter intrusion').click()
  await clickAt([0.2, 0.3], [0.5, 0.3])
  await page.keyboard.press('Enter') // two corners are no region
  await editor().getByText('1 corner to go.').waitFor()
  await clickAt([0.45, 0.8], [0.2, 0.7])
  await page.keyboard.press('Enter')
  await button('Draw another: Tripwire').click()
  const box = await pictureBox()
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.8)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height * 0.6, { steps: 4 })
  await page.mouse.up()
  await figure('Tripwire 2').getByText('A to B').waitFor()
  await page.getByLabel('Direction', { exact: true }).selectOption('Reverse')
  await figure('Tripwire 2').getByText('B to A').waitFor()
  await desk.shoot('analysis-draw')
})

it('what is drawn is there after the app was closed in the middle of it', async () => {
  await expect.poll(keptDraft).toContain('Reverse')
  await page.reload()
  await page.getByText(/is still here and has not been written/).waitFor()
  await button('Draw 2').click()
  await figure('Tripwire 2').getByText('B to A').waitFor()
  await figure('Perimeter intrusion 2').getByText('4 corners').waitFor()
})

it('figures are doubled, mirrored, taken away, and all of it is taken back', async () => {
  await figure('Perimeter intrusion 2').click()
  await button('Duplicate').click()
  await figure('Perimeter intrusion 3').waitFor()
  const [x] = await placeOf(corner(1))
  await button('Mirror').click()
  expect((await placeOf(corner(1)))[0]).not.toBe(x)
  await button('Remove').click()
  await expect.poll(() => figure('Perimeter intrusion 3').count()).toBe(0)
  for (let step = 0; step < 3; step += 1) await button('Undo').click()
  expect(await figure('Perimeter intrusion 3').count()).toBe(0)
  await figure('Perimeter intrusion 2').getByText('4 corners').waitFor()
})

it('a picture that is larger than its frame is drawn on as exactly', async () => {
  await figure('Perimeter intrusion 2').click()
  const before = await placeOf(corner(1))
  const small = await pictureBox()
  await button('Zoom in').click()
  const large = await pictureBox()
  expect(large.width / small.width).toBeCloseTo(1.5, 1)
  const at = (await corner(1).boundingBox()) ?? expect.fail('no corner')
  expect(Math.abs(at.x + at.width / 2 - (large.x + (large.width * (before[0] ?? NaN)) / 100))).toBeLessThan(0.6)
  await button('Zoom out').click()
})

it('two fingers make the picture larger and move it, and nothing under them', async () => {
  await figure('Perimeter intrusion 2').click()
  const [before, small] = [await placeOf(corner(1)), await pictureBox()]
  const at = (await corner(1).boundingBox()) ?? expect.fail('no corner')
  const [x, y] = [at.x + at.width / 2, at.y + at.height / 2]
  const fingers = await page.context().newCDPSession(page)
  await fingers.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 2 })
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: readonly (readonly [number, number])[]) =>
    fingers.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([left, top], id) => ({ x: left, y: top, id })) })
  await touch('touchStart', [x, y]) // the first comes down on a corner
  await touch('touchStart', [x, y], [x + 60, y])
  await touch('touchMove', [x, y], [x + 90, y + 10])
  await touch('touchMove', [x, y], [x + 120, y])
  await touch('touchEnd')
  await expect.poll(async () => (await pictureBox()).width / small.width).toBeCloseTo(2, 1)
  expect(await placeOf(corner(1))).toEqual(before)
  await fingers.send('Emulation.setTouchEmulationEnabled', { enabled: false })
  await fingers.detach()
  for (let step = 0; step < 2; step += 1) await button('Zoom out').click()
})

it('by the keyboard alone: a corner is put with Space and closed with Enter', async () => {
  await tabThrough(page, button('Draw another: Perimeter intrusion'), 200)
  await page.keyboard.press('Enter')
  await tabThrough(page, editor().getByRole('slider', { name: 'Next corner' }), 200)
  await page.keyboard.press('Space')
  for (const move of ['Shift+ArrowRight', 'Shift+ArrowDown']) {
    await page.keyboard.press(move)
    await page.keyboard.press('Space')
  }
  await page.keyboard.press('Enter')
  await figure('Perimeter intrusion 3').getByText('3 corners').waitFor()
  expect(await placeOf(corner(3))).toEqual([52.5, 52.5])
})

it('it is armed, written and proven to the corner, in 12 clicks at the most besides the points', async () => {
  await figure('Tripwire 1').click()
  await button('Switch it on').click()
  await button('Always').click()
  await button('For all rules here').click()
  await button(/^Review \d+ change/).click()
  await desk.shoot('analysis-review')
  await button(/^Write \d+ changes? and prove/).click()
  await page.getByText('has stored what was asked').waitFor()
  await page.getByText('All 5 lie where they were drawn').waitFor()
  await desk.shoot('analysis-proof')
  expect(stored('analysis.tripwire')).toMatchObject({ enabled: true, regions: [{}, { direction: 'Reverse' }] })
  const { regions, schedule } = stored('analysis.perimeter')
  expect([regions.length, schedule.length]).toEqual([3, 7])
  for (const [index, [x, y]] of [
    [20, 30],
    [50, 30],
    [45, 80],
    [20, 70],
  ].entries()) {
    const at = regions[1]?.outline?.[index]
    expect(Math.hypot((at?.x ?? 0) - (x ?? 0), (at?.y ?? 0) - (y ?? 0))).toBeLessThan(0.2) // half a pixel of the screen
  }
})

it('what was written is no draft any more', async () => {
  await button('Back to device').click()
  await button('Regions').click()
  await page.getByRole('checkbox', { name: /^Perimeter intrusion/ }).waitFor()
  expect(await page.getByText(/has not been written\./).count()).toBe(0)
})

it('a device that stores other places than it was asked shows them over what was drawn, with how far they are away', async () => {
  await page.getByRole('link', { name: 'Devices' }).click()
  await desk.row(desk.addressOf(2)).click()
  await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
  await page.keyboard.press('Enter')
  await button('Regions').click()
  await page.getByRole('checkbox', { name: /^Perimeter intrusion/ }).check()
  await button('Draw 1').click()
  await button('Draw another: Perimeter intrusion').click()
  await clickAt([0.3, 0.3], [0.6, 0.3], [0.45, 0.8])
  await page.keyboard.press('Enter')
  await button(/^Review \d+ change/).click()
  await button(/^Write \d+ changes? and prove/).click()
  await page.getByText(/^Perimeter intrusion 2: up to 10\.0\d % of the picture away/).waitFor()
  await desk.shoot('analysis-elsewhere')
  expect(desk.complaints).toEqual([])
})
