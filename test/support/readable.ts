import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterEach, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { deviceKey } from '#common/device/device.ts'
import { type ThemeName, themeNames } from '#renderer/app/theme.ts'
import type { Desk } from './desk.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A screen and how it is reached: from wherever the page is, unless its name says that it follows another. */
export type Screen = readonly [name: string, reach: () => Promise<unknown>]

/** Every page from now on has axe in it, and nothing moves. Those that are open are loaded again. */
export async function makeReadable(page: Page): Promise<void> {
  await page.addInitScript(axe)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.reload()
}

/** Opens a place of the application by its address, whatever was shown before. */
export async function goTo(desk: Desk, place: string): Promise<void> {
  await desk.page.evaluate((hash) => (location.hash = hash), place)
}

/** The address of the n-th device's page, from 1. It outlives a change of the device's own address. */
export function pageOf({ site }: Desk, index: number): string {
  const device = site.devices[index - 1]?.device
  if (!device) throw new Error(`there is no device ${index} on this site`)
  return `/devices/${deviceKey(device.identity())}`
}

/** The large one, the usual one, the smallest, and 1366 x 768 at 200 %. */
const windows = [
  [1920, 1080],
  [1366, 768],
  [1024, 640],
  [683, 384],
] as const

/** Two tests a screen: what axe finds in each theme, and whether all is within reach in every window. `SIGHTLINE_SHEETS=1` leaves pictures of all. */
export function describeScreens(deskNow: () => Desk, screens: readonly Screen[]): void {
  describe.each(screens)('%s', (name, reach) => {
    afterEach(async () => {
      await deskNow().page.setViewportSize({ width: 1366, height: 768 })
    })

    it('can be read by everyone, in the dark, in the light and in the sun', async () => {
      const { page, complaints } = deskNow()
      await reach().catch(async (cause: unknown) => {
        const shown = await page.locator('body').innerText()
        throw new Error(`not reached from ${page.url()}, which shows:\n${shown}\nand complained: ${complaints.join('; ')}`, { cause })
      })
      for (const theme of themeNames) {
        await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme)
        expect({ theme, found: await findings(page, theme) }).toEqual({ theme, found: [] })
      }
      await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'))
      expect(complaints).toEqual([])
    })

    it('keeps every control within reach, and words whole, in each window and at twice the size', async () => {
      const { page, shoot } = deskNow()
      const found: unknown[] = []
      for (const [width, height] of windows) {
        await page.setViewportSize({ width, height })
        if (process.env['SIGHTLINE_SHEETS']) await shoot(`sheet ${name} ${width}`)
        const [cut, clipped, primary] = [await page.evaluate(cutOff), await page.evaluate(clippedWords), await page.evaluate(primaries)]
        const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
        if (cut.length + clipped.length > 0 || isWide || primary.length > 0) found.push({ width, cut, clipped, isWide, primary })
      }
      expect(found).toEqual([])
    })
  })
}

interface Finding {
  readonly id: string
  readonly impact: string | null
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[]
}

/** Everything in the first theme, only what colours change in the others. Without motion a theme is there in the next frame. */
async function findings(page: Page, theme: ThemeName): Promise<readonly string[]> {
  const options = { resultTypes: ['violations'], ...(theme === themeNames[0] ? {} : { runOnly: ['color-contrast'] }) }
  const { violations } = await page.evaluate(async (how) => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    return (window as unknown as { axe: { run: (how: object) => Promise<{ violations: Finding[] }> } }).axe.run(how)
  }, options)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')} ${failureSummary}`))
}

/** What lies outside the window, or is cut off, with nothing to scroll it by. */
function cutOff(): readonly string[] {
  const lost = (element: Element) => {
    const { right, bottom, width, height } = element.getBoundingClientRect()
    if (width === 0 || height === 0 || (right <= innerWidth + 1 && bottom <= innerHeight + 1)) return false
    for (let box = element.parentElement; box; box = box.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(box)
      const scrolls = (how: string) => how === 'auto' || how === 'scroll'
      if ((right > innerWidth + 1 ? scrolls(overflowX) : true) && (bottom > innerHeight + 1 ? scrolls(overflowY) : true)) return false
    }
    return true
  }
  return [...document.querySelectorAll('button, input, a, [role=tab], [role=combobox]')]
    .filter(lost)
    .map((element) => `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''}`)
}

/** Words of a control that do not fit into it. */
function clippedWords(): readonly string[] {
  const isClipped = (element: Element) => {
    const { overflow, textOverflow, display, clipPath } = getComputedStyle(element)
    if (display === 'inline' || clipPath !== 'none' || textOverflow === 'ellipsis' || element.closest('.clip, .unseen')) return false
    return overflow !== 'visible' && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1
  }
  return [...document.querySelectorAll('button, [role=tab], label, th, h1, h2, h3')]
    .filter(isClipped)
    .map((element) => `${element.tagName} ${element.textContent?.trim() ?? ''}`)
}

/** The buttons that stand out, where a pane or a dialog has more than one. */
function primaries(): readonly string[] {
  const dialog = document.querySelector('[role=dialog]')
  return (dialog ? [dialog] : [...document.querySelectorAll('.pane')]).flatMap((pane) => {
    const found = [...pane.querySelectorAll<HTMLElement>('button.primary')].filter((button) => button.offsetParent !== null)
    return found.length > 1 ? found.map((button) => button.textContent?.trim() ?? '') : []
  })
}
