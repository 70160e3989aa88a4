import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RegionsFile } from '#common/analysis/exchange.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import { type Desk, startDesk } from '#test/support/desk.ts'
import { goTo, pageOf } from '#test/support/readable.ts'

let desk: Desk
let page: Page
/** What was saved of the first device. */
let saved: RegionsFile

beforeAll(async () => {
  desk = await startDesk({ base: '127.59.0.0', kinds: ['ipc', 'ipc'] })
  page = desk.page
})

afterAll(() => desk.close())

const button = (name: string | RegExp) => page.getByRole('button', { name })
const dialog = () => page.getByRole('dialog')

/** Opens the regions of the n-th device with two analyses on the picture. */
async function drawOn(index: number): Promise<void> {
  await goTo(desk, pageOf(desk, index))
  await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
  await page.keyboard.press('Enter')
  await button('Regions').click()
  await page.getByRole('checkbox', { name: /^Perimeter intrusion/ }).check()
  await page.getByRole('checkbox', { name: /^Tripwire/ }).check()
  await button('Draw 2').click()
  await button('Save regions as a file').waitFor()
  await expect.poll(() => button('Save regions as a file').isEnabled()).toBe(true) // there is a picture
}

async function give(name: string, content: unknown): Promise<void> {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  await page.getByLabel('File with regions').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
}

it('what is drawn on one camera is saved as a file that says where it is from', async () => {
  await drawOn(1)
  const [download] = await Promise.all([page.waitForEvent('download'), button('Save regions as a file').click()])
  expect(download.suggestedFilename()).toMatch(/^regions .+ \d{4}-\d\d-\d\d\.json$/)
  saved = JSON.parse(await readFile(await download.path(), 'utf8')) as RegionsFile
  expect(saved).toMatchObject({ format: 'sightline-regions', version: 1, device: { series: 'ipc' } })
  expect(Object.keys(saved.settings)).toEqual(['analysis.perimeter', 'analysis.tripwire'])
  expect(saved.picture.width / saved.picture.height).toBeCloseTo(16 / 9, 1)
})

it('a file that is no good is refused with its reason, and changes nothing', async () => {
  for (const [name, content, reason] of [
    ['notes.txt', 'hello', /is not JSON/],
    ['site.json', { format: 'sightline-site', version: 1 }, /not one with regions/],
    ['later.json', { ...saved, version: 2 }, /is of version 2, and this program reads version 1/],
    ['holes.json', { ...saved, picture: undefined }, /is damaged at picture/],
  ] as const) {
    await give(name, content)
    await page.getByRole('alert').getByText(reason).waitFor()
  }
  await desk.shoot('regions-refused')
  expect(await button(/^Review \d+ change/).count()).toBe(0)
})

const outlinesOf = (place: number) =>
  (desk.site.devices[place - 1]?.device.kept('analysis.perimeter/1') as { regions?: { outline: unknown }[] }).regions?.map(
    ({ outline }) => outline,
  )
/** What the second device had before anything was written to it. */
let asItWas = ''

it('on another camera it says what would change, and what cannot be taken, before anything is', async () => {
  const outline = [
    { x: 20, y: 20 },
    { x: 80, y: 20 },
    { x: 80, y: 70 },
    { x: 20, y: 70 },
  ]
  const second = desk.site.devices[1]?.device
  const { regions = [], ...rest } = second?.kept('analysis.perimeter') as { regions?: readonly AnyValues[] }
  second?.keep('analysis.perimeter/1', { ...rest, regions: regions.slice(0, 1).map((region) => ({ ...region, outline })) })
  asItWas = JSON.stringify(outlinesOf(2))
  await drawOn(2)
  const triangle = [
    { x: 12.5, y: 40 },
    { x: 60, y: 40 },
    { x: 30, y: 85.25 },
  ]
  await give('gate.json', {
    ...saved,
    picture: { width: 704, height: 576 },
    settings: {
      'analysis.perimeter': {
        regions: [
          { sensitivity: 3, outline: triangle },
          { sensitivity: 3, outline: triangle.map(({ x, y }) => ({ x: x + 20, y })) },
        ],
      },
      'analysis.tripwire': { regions: [{ startX: 10, startY: 10, endX: 140, endY: 20 }] },
      'analysis.loitering': { regions: [] },
    },
  })
  await dialog().getByText('Its picture is 31 % narrower in proportion than this one.', { exact: false }).waitFor()
  await dialog()
    .getByText(/^Perimeter intrusion: 2 drawn in the place of \d$/)
    .waitFor()
  await dialog().getByText('Tripwire: regions[0].endX lies outside of the picture. It is left out.').waitFor()
  await dialog()
    .getByText(/^Loitering: it is not chosen here/)
    .waitFor()
  await expect.poll(() => dialog().evaluate((box) => getComputedStyle(box).opacity)).toBe('1')
  await desk.shoot('regions-offer')
  expect(await page.getByRole('region', { name: 'On this picture' }).getByText('3 corners').count()).toBe(0)
})

it('what is taken is drawn, can be taken back, and goes down the write road', async () => {
  await button('Take 1 analysis').click()
  await expect.poll(() => page.getByRole('region', { name: 'On this picture' }).getByText('3 corners').count()).toBe(2)
  await desk.shoot('regions-taken')
  await button('Undo').click()
  await expect.poll(() => page.getByRole('region', { name: 'On this picture' }).getByText('3 corners').count()).toBe(0)
  await button('Redo').click()
  await button(/^Review \d+ change/).click()
  await button(/^Write \d+ changes? and prove/).click()
  await page.getByText('has stored what was asked').waitFor()
  const stored = desk.site.devices[1]?.device.kept('analysis.perimeter/1') as { regions?: { outline: { x: number; y: number }[] }[] }
  expect(stored.regions?.map(({ outline }) => outline[2])).toEqual([
    { x: 30, y: 85.25 },
    { x: 50, y: 85.25 },
  ])
})

it('another camera is asked for its regions; what that would change is said first, the pictures compared', async () => {
  await button('Back to device').click()
  await button('Regions').click()
  await page.getByRole('checkbox', { name: /^Perimeter intrusion/ }).check()
  await page.getByRole('checkbox', { name: /^Tripwire/ }).check()
  await button('Draw 2').click()
  await expect.poll(() => button('Save regions as a file').isEnabled()).toBe(true)
  desk.site.devices[0]?.device.keep('stream.video/1/1', {
    ...desk.site.devices[0].device.kept('stream.video/1/1'),
    resolution: '704*576',
  })
  desk.site.devices[0]?.device.quirks.add('emptyAnswer:tripWireParam')
  await page.getByRole('combobox', { name: 'Take regions from a device' }).selectOption({ index: 1 })
  await dialog().getByText('Its picture is 31 % narrower in proportion than this one.', { exact: false }).waitFor()
  await dialog()
    .getByText(/^Perimeter intrusion: \d drawn in the place of 2$/)
    .waitFor()
  await dialog()
    .getByText(/^Tripwire: left out\. /)
    .waitFor()
  await expect.poll(() => dialog().evaluate((box) => getComputedStyle(box).opacity)).toBe('1')
  await desk.shoot('regions-from-device')
  await button('Take 1 analysis').click()
  await page.getByRole('button', { name: /^Review \d changes?/ }).waitFor()
})

it('what the camera had before the last write is laid over the picture of today, to be taken back', async () => {
  await button('Undo').click()
  await page.getByRole('combobox', { name: 'Take back what was here before' }).selectOption({ index: 1 })
  await dialog()
    .getByText(/^Perimeter intrusion: \d drawn in the place of 2$/)
    .waitFor()
  await dialog().getByText('Its picture has the proportions of this one.').waitFor()
  await button('Take 1 analysis').click()
  await button(/^Review \d changes?/).click()
  await button(/^Write \d+ changes? and prove/).click()
  await page.getByText('has stored what was asked').waitFor()
  expect(JSON.stringify(outlinesOf(2))).toBe(asItWas)
  expect(desk.complaints).toEqual([])
})
