import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** Tabs on until it has the focus, and fails where a person would never get there or would not see where they are. */
export async function tabThrough(page: Page, target: Locator, most = 40): Promise<void> {
  await target.waitFor()
  for (let presses = 0; presses <= most; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement || element.contains(document.activeElement))) {
      expect(await page.evaluate(seenFocus), 'the focus is seen').toBe(true)
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`${most} presses of Tab do not lead to ${String(target)}`)
}

/** Whether whatever has the focus, or the control drawn for it, is outlined. */
function seenFocus(): boolean {
  const drawn = (element: Element | null | undefined) => {
    if (!element) return false
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
  }
  let element = document.activeElement
  for (let level = 0; element && level < 4; level += 1, element = element.parentElement) if (drawn(element)) return true
  return drawn(document.activeElement?.nextElementSibling)
}
