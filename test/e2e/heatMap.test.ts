import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { cellGrid, type Cells, readCells, withLine, withRectangle, writeCells } from '#common/analysis/cells.ts'
import { heatMap } from '#common/catalog/analysis/advanced.ts'
import { supportedAbility } from '#common/catalog/analysis/supported.ts'
import { restore } from '#common/schema/infer.ts'
import { bytesOfBase64, bytesToBase64 } from '#common/wire/base64.ts'
import { type Desk, startDesk } from '#test/support/desk.ts'
import { tabThrough } from '#test/support/keyboard.ts'

let desk: Desk
let page: Page

const none: Cells = Array.from({ length: cellGrid.wide * cellGrid.high }, () => false)
const cell = (column: number, row: number) => ({ column, row })
/** What the device has: a block, one of its cells with a value of its own, and two bytes nobody knows the meaning of. */
const block = withRectangle(none, cell(40, 10), cell(49, 14), true)
const own = 0x70
const behind = [0xab, 0xcd]

function areaOf(cells: Cells): string {
  const bytes = bytesOfBase64(writeCells(bytesToBase64(new Uint8Array(1154)), cells)) ?? expect.fail('no Base64')
  bytes[10 * 32 + 20] = own | 0x01
  bytes.set(behind, 1152)
  return bytesToBase64(bytes)
}

const stored = () => restore(heatMap.fields, desk.site.devices[0]?.device.kept(heatMap.id) ?? {}).area

beforeAll(async () => {
  desk = await startDesk({ base: '127.43.0.0', kinds: ['ipc'] })
  page = desk.page
  const device = desk.site.devices[0]?.device
  device?.keep(supportedAbility.id, { analyses: [{ analysis: 'Tripwire' }, { analysis: 'Heat map' }] })
  device?.keep(heatMap.id, { enabled: true, period: 'hour', area: areaOf(block) })
  await desk.row(desk.addressOf(1)).click()
  await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Regions' }).click()
})

afterAll(() => desk.close())

const button = (name: string | RegExp) => page.getByRole('button', { name })
const cursor = () => page.getByRole('slider', { name: 'Cell', exact: true })

/** px: the middle of a cell on the screen. */
async function middleOf(column: number, row: number): Promise<readonly [number, number]> {
  const box = (await page.locator('.surface').boundingBox()) ?? expect.fail('no picture')
  return [box.x + ((column + 0.5) / cellGrid.wide) * box.width, box.y + ((row + 0.5) / cellGrid.high) * box.height]
}

async function drag(from: readonly [number, number], to: readonly [number, number], steps = 3): Promise<void> {
  await page.mouse.move(...(await middleOf(...from)))
  await page.mouse.down()
  await page.mouse.move(...(await middleOf(...to)), { steps })
  await page.mouse.up()
}

const counted = (n: number) => page.getByRole('status').getByText(`${n} of 2304 cells on`, { exact: true }).waitFor()

it('is chosen among what is counted, and painted on the picture: what the device has is there', async () => {
  await page
    .getByRole('region', { name: 'Counting and recognising' })
    .getByRole('checkbox', { name: /^Heat map/ })
    .check()
  await button('Draw 1').click()
  await counted(50)
  expect(await page.getByLabel('Area', { exact: true }).count()).toBe(0) // what is painted is not typed
  await page.getByText(/The manual does not say how the cells lie/).waitFor()
})

it('a drag paints without gaps, with Shift a rectangle, and takes away from a cell that is on', async () => {
  await drag([5, 5], [25, 9], 2)
  await counted(71)
  await page.keyboard.down('Shift')
  await drag([8, 20], [17, 24])
  await page.keyboard.up('Shift')
  await counted(121)
  await drag([42, 12], [47, 12])
  await counted(115)
})

it('is taken back a stroke at a time, and made again', async () => {
  await button('Undo').click()
  await counted(121)
  await button('Undo').click()
  await counted(71)
  await button('Redo').click()
  await page.keyboard.press('Control+Shift+z')
  await counted(115)
  await button('Invert').click()
  await counted(2189)
  await button('Undo').click()
  await counted(115)
})

it('by the keyboard: arrows go about, Space switches, Shift paints along', async () => {
  await tabThrough(page, cursor(), 200)
  await page.keyboard.press('Home')
  await page.keyboard.press('PageDown')
  expect(await cursor().getAttribute('aria-valuetext')).toBe('Column 1, row 36: off. 115 of 2304 cells on')
  await page.keyboard.press('Space')
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Shift+ArrowRight')
  expect(await cursor().getAttribute('aria-valuetext')).toBe('Column 4, row 36: on. 119 of 2304 cells on')
  await desk.shoot('heatmap-paint')
})

it('the review says how many cells change, and the device has exactly those, with everything else as it was', async () => {
  const line = withLine(block, cell(5, 5), cell(25, 9), true)
  const more = withRectangle(line, cell(8, 20), cell(17, 24), true)
  const less = withRectangle(more, cell(42, 12), cell(47, 12), false)
  const wanted = withRectangle(less, cell(0, 35), cell(3, 35), true)
  await button(/^Review 1 change/).click()
  await page.getByText('119 on: 75 switched on, 6 switched off').waitFor()
  await desk.shoot('heatmap-review')
  await button(/^Write 1 change/).click()
  await page.getByText('Every cell is as it was painted').waitFor()
  await desk.shoot('heatmap-proof')
  expect(readCells(stored())).toEqual(wanted)
  const bytes = bytesOfBase64(stored())
  expect([bytes?.length, bytes?.[10 * 32 + 20], bytes?.[1152], bytes?.[1153]]).toEqual([1154, own | 0x01, ...behind])
})

it('an area that is no such grid is named, and stays a text', async () => {
  desk.site.devices[0]?.device.keep(heatMap.id, { enabled: true, period: 'hour', area: 'AAAA' })
  await button('Back to device').click()
  await button('Regions').click()
  await page.getByRole('checkbox', { name: /^Heat map/ }).check()
  await button('Draw 1').click()
  await page.getByText('Heat map: its area cannot be painted').waitFor()
  expect(await page.getByLabel('Area', { exact: true }).inputValue()).toBe('AAAA')
  expect(await cursor().count()).toBe(0)
  expect(desk.complaints).toEqual([])
})
