import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { type Desk, startDesk } from '#test/support/desk.ts'

let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await startDesk({ base: '127.44.0.0', kinds: ['ptz-dome', 'ipc'] })
  page = desk.page
  const presets = ['A', 'sd', 'fd'].map((name, index) => ({ preset: index + 1, name, pan: 100 * index, tilt: 10, zoom: 2 }))
  desk.site.devices[0]?.device.keep('ptz.presets', { presets })
})

afterAll(() => desk.close())

const button = (name: string | RegExp) => page.getByRole('button', { name })
const which = () => page.getByLabel('Rules of', { exact: true })
const perimeter = () => page.getByRole('checkbox', { name: /^Perimeter intrusion/ })
const editor = () => page.getByRole('region', { name: / on the picture$/ })
const figure = (name: string) => page.getByRole('region', { name: 'On this picture' }).getByRole('button', { name: new RegExp(`^${name}`) })

async function signIn(device: number): Promise<void> {
  await desk.row(desk.addressOf(device)).click()
  await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
  await page.keyboard.press('Enter')
  await button('Regions').click()
}

/** Draws a triangle with its first corner at a place, parts of the picture. */
async function drawAt(x: number): Promise<void> {
  await button('Draw another: Perimeter intrusion').click()
  const box = (await editor().locator('svg.drawn').boundingBox()) ?? expect.fail('no picture')
  for (const [across, down] of [
    [x, 0.3],
    [x + 0.1, 0.3],
    [x, 0.6],
  ] as const)
    await page.mouse.click(box.x + box.width * across, box.y + box.height * down)
  await page.keyboard.press('Enter')
}

async function write(): Promise<void> {
  await button(/^Review \d+ change/).click()
  await button(/^Write \d+ changes? and prove/).click()
  await page.getByText('has stored what was asked').waitFor()
}

/** First corners of what the camera keeps for a preset, whole percent; of the normal rules for none. */
function kept(preset = ''): readonly (number | undefined)[] {
  const { regions = [] } = (desk.site.devices[0]?.device.kept(`analysis.perimeter/1${preset}`) ?? {}) as {
    regions?: readonly { readonly outline: readonly { readonly x: number }[] }[]
  }
  return regions.map(({ outline: [first] }) => first && Math.round(first.x))
}

it('a camera with presets asks whose rules are wanted, and offers for a preset what has rules of presets', async () => {
  await signIn(1)
  await perimeter().waitFor()
  await which().waitFor() // the camera is asked for its presets meanwhile
  expect(await which().locator('option').allTextContents()).toEqual(['Everywhere (normal)', 'Preset 1, A', 'Preset 2, sd', 'Preset 3, fd'])
  const masks = page.getByRole('checkbox', { name: /^Privacy masks/ })
  expect(await masks.count()).toBe(1)
  await which().selectOption('Preset 2, sd')
  await masks.waitFor({ state: 'detached' })
  expect(await page.getByRole('checkbox', { name: /^Group loitering/ }).count()).toBe(0) // its ability has no presets
  await perimeter().check()
  await desk.shoot('presets-choose')
})

it('the camera is sent to the preset before anything is drawn', async () => {
  await button('Draw 1').click()
  await editor().waitFor()
  await desk.shoot('presets-draw')
  await button('Go to sd').click()
  await page.getByText('The camera is on its way').waitFor()
  expect(desk.site.devices[0]?.device.kept('ptz.position/1')).toMatchObject({ pan: 100 })
})

it('two presets have regions of their own, each written and proven, and the normal ones stay', async () => {
  await drawAt(0.2)
  await figure('Perimeter intrusion 1').getByText('3 corners').waitFor()
  await desk.shoot('presets-drawn')
  await write()
  await button('Back to device').click()
  await button('Regions').click()
  await perimeter().waitFor()
  await which().selectOption('Preset 3, fd')
  await perimeter().check()
  await button('Draw 1').click()
  await editor().waitFor()
  expect(await figure('Perimeter intrusion 1').count()).toBe(0) // what was drawn for the other preset is not here
  await drawAt(0.6)
  await write()
  await desk.shoot('presets-proof')
  expect([kept('#2'), kept('#3'), kept('#1'), kept()]).toEqual([[20], [60], [], []])
})

it('a walk test says that it is of the normal rules alone', async () => {
  await button('Walk test').click()
  await page.getByText('Rules of preset positions are not in this test.').waitFor()
  await button('Back to device').click()
  await button('Regions').click()
  await perimeter().waitFor()
})

it('what is drawn and not written is there again for its preset alone', async () => {
  await which().selectOption('Preset 2, sd')
  await perimeter().check()
  await button('Draw 1').click()
  await figure('Perimeter intrusion 1').getByText('3 corners').waitFor()
  await drawAt(0.4)
  await button(/^Review \d+ change/).waitFor()
  await button('Back').click()
  await which().selectOption('Preset 3, fd')
  await perimeter().check()
  await button('Draw 1').click()
  await figure('Perimeter intrusion 1').getByText('3 corners').waitFor()
  expect(await figure('Perimeter intrusion 2').count()).toBe(0)
  await button('Back').click()
  await which().selectOption('Preset 2, sd')
  await button('Draw 1').click()
  await figure('Perimeter intrusion 2').getByText('3 corners').waitFor()
  expect(desk.complaints).toEqual([])
})

it('a camera without presets is not asked', async () => {
  await page.getByRole('link', { name: 'Devices' }).click()
  await signIn(2)
  await perimeter().waitFor()
  expect(await which().count()).toBe(0)
  expect(desk.complaints).toEqual([])
})
