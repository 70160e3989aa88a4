import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { weekDays } from '#common/catalog/shared/week.ts'
import { playClip } from '#simulator/video/multipartStream.ts'
import { type Desk, startDesk } from '#test/support/desk.ts'
import { type Frames, watchFrames } from './editor/frames.ts'
import { benchClip } from './preview/benchClip.ts'
import type { BenchRow } from './report.ts'

const most = 8
/** How long a corner is dragged, and how often the mouse moves a second. */
const dragMs = 6000
const movesPerSecond = 120
/** After so long what was drawn is on the disk. */
const keptMs = 3000
/** 60 a second, two in a hundred fewer: a screen's clock and the page's are not the same. */
const leastFrames = 58.8
const longMs = 50
const clicks = 12
/** % of the picture. */
const exact = 1e-4

type Corner = { readonly x: number; readonly y: number }

/**
 * Eight regions of eight corners over a picture of 1080p: a corner dragged beside the same mouse with nothing in its hand, what is drawn
 * held against what the device stores, and the clicks from the device's page to the proof of one rule.
 */
export async function editorBench(): Promise<readonly BenchRow[]> {
  const clip = benchClip()
  const desk = await startDesk({
    base: '127.53.0.0',
    kinds: ['ipc'],
    camera: () => ({
      snapshot: () => Promise.resolve(Buffer.alloc(0)),
      play: (_view, _encoding, response, signal) => playClip(clip, response, signal),
    }),
  })
  try {
    await signIn(desk)
    const pressed = await oneRule(desk)
    const { hovered, dragged, off } = await fullPicture(desk)
    return rows({ pressed, hovered, dragged, off })
  } finally {
    await desk.close()
  }
}

async function signIn({ page, row, addressOf }: Desk): Promise<void> {
  await row(addressOf(1)).click()
  await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Regions' }).waitFor()
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const drawn = (page: Page) => page.locator('svg.drawn')

/** Clicks besides the corners: from the device's page to the proof of a new region, armed all week. */
async function oneRule({ page }: Desk): Promise<number> {
  await page.evaluate(() => {
    window.clicks = 0
    addEventListener('pointerdown', () => (window.clicks += 1), { capture: true })
  })
  await button(page, 'Regions').click()
  await page.getByRole('checkbox', { name: /^Perimeter intrusion/ }).click()
  await button(page, 'Draw 1').click()
  await button(page, 'Draw another: Perimeter intrusion').click()
  const corners = [
    [0.2, 0.3],
    [0.5, 0.3],
    [0.5, 0.8],
    [0.2, 0.8],
  ] as const
  const box = (await drawn(page).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  for (const [x, y] of corners) await page.mouse.click(box.x + x * box.width, box.y + y * box.height)
  await page.keyboard.press('Enter')
  const off = button(page, 'Switch it on')
  if (await off.count()) await off.click()
  await button(page, 'Always').click()
  await button(page, /^Review \d+ change/).click()
  await button(page, /^Write \d+ changes? and prove/).click()
  await page.getByText('has stored what was asked').waitFor()
  return (await page.evaluate(() => window.clicks)) - corners.length
}

/** All the device takes: hovered over, dragged in, written, and held against what it stored. */
async function fullPicture({ page, site, folder }: Desk) {
  const device = site.devices[0]?.device
  const regions = Array.from({ length: most }, (_, index) => ({
    ...{ sensitivity: 5, limitType: false, limitSize: false },
    outline: ring(14 + 24 * (index % 4), 28 + 44 * Math.floor(index / 4)),
  }))
  const schedule = Object.values(weekDays).map((day) => ({ day, from: 0, to: 86_400 }))
  device?.keep('analysis.perimeter/1', { ...device.kept('analysis.perimeter/1'), enabled: true, schedule, regions })
  await button(page, 'Back to device').click()
  await button(page, 'Regions').click()
  await page.getByRole('checkbox', { name: /^Perimeter intrusion/ }).check()
  await button(page, 'Draw 1').click()
  await page.getByRole('button', { name: /^Perimeter intrusion 8/ }).click()
  await page.waitForFunction(() => document.querySelector('video')?.videoWidth === 1920)
  await page.waitForTimeout(2000)

  const corner = page.getByRole('slider', { name: /^Corner 1 of/ })
  const at = (await corner.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  const middle = { x: at.x + at.width / 2, y: at.y + at.height / 2 }
  const hovered = await watchFrames(page, () => circle(page, middle))
  await page.mouse.move(middle.x, middle.y)
  await page.mouse.down()
  const dragged = await watchFrames(page, () => circle(page, middle))
  await page.mouse.up()
  await page.waitForTimeout(keptMs)
  const wanted = await draftOf(folder)
  await button(page, /^Review \d+ change/).click()
  await button(page, /^Write \d+ changes? and prove/).click()
  await page.getByText('has stored what was asked').waitFor()
  return { hovered, dragged, off: furthest(wanted, outlinesIn(device?.kept('analysis.perimeter/1'))) }
}

/** Eight corners round a place. */
function ring(x: number, y: number): readonly Corner[] {
  return Array.from({ length: most }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / most
    return { x: x + 8 * Math.cos(angle), y: y + 14 * Math.sin(angle) }
  })
}

/** Round a place again and again, 12 px away. */
async function circle(page: Page, { x, y }: Corner): Promise<void> {
  const end = performance.now() + dragMs
  for (let move = 0; performance.now() < end; move += 1) {
    await page.mouse.move(x + 12 * Math.cos(move / 12), y + 12 * Math.sin(move / 12))
    await page.waitForTimeout(1000 / movesPerSecond)
  }
}

/** What is drawn and not written yet, as it is kept on the disk. */
async function draftOf(folder: string): Promise<readonly (readonly Corner[])[]> {
  const [key = ''] = await readdir(join(folder, 'devices'))
  const { rules } = JSON.parse(await readFile(join(folder, 'devices', key, 'drafts', 'analysis.json'), 'utf8')) as {
    rules: readonly { draft: unknown }[]
  }
  return outlinesIn(rules[0]?.draft)
}

function outlinesIn(rule: unknown): readonly (readonly Corner[])[] {
  const { regions = [] } = (rule ?? {}) as { regions?: readonly { outline: readonly Corner[] }[] }
  return regions.map(({ outline }) => outline)
}

/** The largest distance of two numbers in the same place; infinite where one is missing. */
function furthest(a: readonly (readonly Corner[])[], b: readonly (readonly Corner[])[]): number {
  if (a.length === 0 || a.length !== b.length) return Infinity
  return Math.max(
    ...a.flatMap((outline, index) =>
      outline.map(({ x, y }, place) => {
        const other = b[index]?.[place]
        return other ? Math.max(Math.abs(other.x - x), Math.abs(other.y - y)) : Infinity
      }),
    ),
  )
}

function rows({ pressed, hovered, dragged, off }: { pressed: number; hovered: Frames; dragged: Frames; off: number }): readonly BenchRow[] {
  const row = (name: string, value: number, unit: string, other: number | null, target: string, ok: boolean): BenchRow => ({
    name,
    value,
    unit,
    reference: other === null ? '' : 'the same mouse with nothing in its hand',
    referenceValue: other,
    ratio: other === null || other === 0 ? null : Number((value / other).toPrecision(3)),
    target,
    ok,
  })
  const all = `${most} regions of ${most} corners over 1080p`
  return [
    row(
      `a corner dragged, ${all}: frames`,
      dragged.perSecond,
      '1/s',
      hovered.perSecond,
      `>= ${leastFrames}`,
      dragged.perSecond >= leastFrames,
    ),
    row('its longest frame', dragged.longestMs, 'ms', hovered.longestMs, `<= ${longMs}`, dragged.longestMs <= longMs),
    row('tasks over 50 ms while it was dragged', dragged.longTasks, '', hovered.longTasks, '0', dragged.longTasks === 0),
    row('drawn, written, stored: furthest number', off, '%', null, `<= ${exact}`, off <= exact),
    row('one rule from the device’s page to its proof, besides its corners', pressed, 'clicks', null, `<= ${clicks}`, pressed <= clicks),
  ]
}
