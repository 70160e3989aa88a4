import type { Page } from 'playwright-core'

/** How smoothly a page was painted over a while. */
export interface Frames {
  readonly perSecond: number
  /** Between two frames. */
  readonly longestMs: number
  /** Tasks over 50 ms, as the browser counts them. */
  readonly longTasks: number
}

declare global {
  interface Window {
    /** Presses of the mouse since the bench began to count. */
    clicks: number
    painted: { stop(): Frames }
  }
}

/** What a page paints while something is done in it. */
export async function watchFrames(page: Page, deed: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const gaps: number[] = []
    let [longTasks, last, isOver] = [0, performance.now(), false]
    const tasks = new PerformanceObserver((list) => (longTasks += list.getEntries().length))
    tasks.observe({ type: 'longtask' })
    const frame = (now: number) => {
      gaps.push(now - last)
      last = now
      if (!isOver) requestAnimationFrame(frame)
    }
    requestAnimationFrame((now) => {
      last = now
      requestAnimationFrame(frame)
    })
    window.painted = {
      stop() {
        isOver = true
        tasks.disconnect()
        const ms = gaps.reduce((sum, gap) => sum + gap, 0)
        return {
          perSecond: Number(((gaps.length * 1000) / ms).toFixed(1)),
          longestMs: Number(Math.max(...gaps).toFixed(1)),
          longTasks,
        }
      },
    }
  })
  await deed()
  return page.evaluate(() => window.painted.stop())
}
