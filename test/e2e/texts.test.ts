import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { type Desk, startDesk } from '#test/support/desk.ts'
import { tabThrough } from '#test/support/keyboard.ts'
import { describeScreens, goTo, makeReadable, pageOf } from '#test/support/readable.ts'

let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await startDesk({ base: '127.58.0.0', kinds: ['ipc', 'nvr'] })
  page = desk.page
  await makeReadable(page)
  for (const n of [1, 2]) {
    await desk.row(desk.addressOf(n)).click()
    await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
    await page.keyboard.press('Enter')
    await button('Texts').waitFor()
  }
})

afterAll(() => desk.close())

const editor = () => page.getByRole('region', { name: / on the picture$/ })
const button = (name: string | RegExp) => page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) })
const list = () => page.getByRole('region', { name: 'On this picture' })
const text = (name: string) => list().getByRole('button', { name: new RegExp(`^${name}`) })
const corner = () => editor().getByRole('slider', { name: 'Corner 1 of 1', exact: true })
const onPicture = (words: string | RegExp) => editor().locator('svg text').filter({ hasText: words })

async function placeOf(handle: Locator): Promise<readonly number[]> {
  return [...((await handle.getAttribute('aria-valuetext')) ?? '').matchAll(/([\d.]+) %/g)].map(([, number]) => Number(number))
}

async function clickAt(x: number, y: number): Promise<void> {
  const box = (await editor().locator('svg.drawn').boundingBox()) ?? expect.fail('no picture')
  await page.mouse.click(box.x + box.width * x, box.y + box.height * y)
}

async function onChannel(n: number): Promise<void> {
  const channel = page.getByLabel('Channel', { exact: true })
  await channel.selectOption({ label: `Channel ${n}` })
  await expect.poll(() => channel.locator('option:checked').textContent()).toBe(`Channel ${n}`)
  await editor().waitFor()
}

/** The wizard, begun anew. */
async function open(n: number): Promise<void> {
  await goTo(desk, pageOf(desk, n))
  await button('Texts').click()
  await page.getByRole('heading', { name: 'Text on the picture' }).waitFor() // the device's page has channels, too
}

async function writeAll(): Promise<void> {
  await button(/^Review \d+ change/).click()
  await button(/^Write \d+ changes? and prove/).click()
  await page.getByText('has stored what was asked').waitFor()
}

describe('the texts of a camera', () => {
  it('stand on the picture as soon as one comes: the time as the device writes it, in its colour', async () => {
    await open(1)
    await onPicture(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \w{3}$/).waitFor()
    await text('Overlay style').click()
    await page.getByLabel('Font colour', { exact: true }).selectOption('Yellow')
    await expect.poll(() => onPicture(/^\d{4}-/).evaluate((one) => getComputedStyle(one).fill)).toBe('rgb(255, 255, 0)')
  })

  it('one is put where one clicks; what it must not have is said, and nothing is written before', async () => {
    await button('Draw another: Texts on the picture').click()
    await clickAt(0.1, 0.8)
    await page.getByLabel('Text', { exact: true }).fill('Gate/7')
    await page
      .getByText(/must not|not take|may not/)
      .first()
      .waitFor()
    expect(await button(/^Review/).isDisabled()).toBe(true)
    await page.getByLabel('Text', { exact: true }).fill('Gate-7')
    await onPicture('Gate-7').waitFor()
  })

  it('by the keyboard it moves by what the device keeps: whole percent', async () => {
    await tabThrough(page, corner(), 200)
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowRight')
    expect(await placeOf(corner())).toEqual([15, 80])
  })

  it('dragged slowly it goes as far as the hand', async () => {
    const at = (await corner().boundingBox()) ?? expect.fail('no text')
    const { width } = (await editor().locator('svg.drawn').boundingBox()) ?? expect.fail('no picture')
    await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2)
    await page.mouse.down()
    await page.mouse.move(at.x + at.width / 2 + width * 0.1, at.y + at.height / 2, { steps: 60 }) // each less than a percent
    await page.mouse.up()
    expect(await placeOf(corner())).toEqual([25, 80])
  })

  it('a time has the formats of the device to choose from', async () => {
    await text('Texts on the picture 1').click()
    const formats = page.getByLabel('Format', { exact: true })
    await formats.selectOption('hh:mm:ssMM/DD/YYYYww')
    await onPicture(/^\d\d:\d\d:\d\d \d\d\/\d\d\/\d{4} \w{3}$/).waitFor()
    await desk.shoot('texts-camera')
  })

  it('are written, proven, and shown on a picture that was taken afterwards', async () => {
    await writeAll()
    expect(desk.site.devices[0]?.device.kept('osd.texts/1')).toMatchObject({
      texts: [
        { x: 67, lines: [{ kind: 'Time', content: 'hh:mm:ssMM/DD/YYYYww' }] },
        { canvas: 2, x: 25, y: 80, lines: [{ kind: 'Text', content: 'Gate-7' }] },
      ],
    })
    expect(desk.site.devices[0]?.device.kept('osd.style/1')).toMatchObject({ colour: 'Yellow' })
    await page.getByRole('img', { name: /^The picture as .* gives it now$/ }).waitFor()
    await page.getByText(/^Taken \d/).waitFor()
    await desk.shoot('texts-proof')
  })

  it('one the device has is switched off when it is removed: devices add, and do not take away', async () => {
    await open(1)
    await text('Texts on the picture 2').click()
    await button('Remove').click()
    await expect.poll(() => page.getByRole('checkbox', { name: 'Shown', exact: true }).isChecked()).toBe(false)
    await writeAll()
    expect(desk.site.devices[0]?.device.kept('osd.texts/1')).toMatchObject({
      texts: [{}, { lines: [{ isShown: false, content: 'Gate-7' }] }],
    })
  })
})

describe('the texts of a recorder', () => {
  it('are time and name of each channel, which keeps what was placed while one looks at another', async () => {
    await open(2)
    await onChannel(3)
    await text('Channel name').last().click()
    await page.getByLabel('Text', { exact: true }).fill('Loading bay')
    await tabThrough(page, corner(), 200)
    await page.keyboard.press('Shift+ArrowDown')
    await onPicture('Loading bay').waitFor()
    await onChannel(1)
    await onPicture('CAM').waitFor()
    await onChannel(3)
    await onPicture('Loading bay').waitFor()
    await desk.shoot('texts-recorder')
  })

  it('are written to the channel they were placed on, in hundredths of a percent', async () => {
    await writeAll()
    const device = desk.site.devices[1]?.device
    expect(device?.kept('osd.places/3#2')).toMatchObject({ kind: 'Channel name', isShown: true, x: 800, y: 9250, content: 'Loading bay' })
    expect(desk.complaints).toEqual([])
  })
})

describe('the wizard for texts', () => {
  describeScreens(() => desk, [['with the texts of a camera', () => open(1).then(() => text('Texts on the picture 1').waitFor())]])
})
