import type { Page } from 'playwright-core'

/** What the page of the application does, timed in it. Each gives ms, to the frame that shows the result. */
export interface ListPage {
  /** The devices arrived → their rows are painted. */
  painted(): Promise<number>
  /** Text typed into the filter → the rows it leaves are painted. */
  filter(text: string): Promise<number>
  /** The box of the head pressed → every tick is painted. `false` takes it back. */
  selectAll(on: boolean): Promise<number>
  sort(column: number): Promise<number>
  key(key: string): Promise<number>
}

declare global {
  interface Window {
    listBench: { arrivedAt: number; paintedAt: number; told: number; longest: number; after(): Promise<number> }
  }
}

/** Runs in the page before the application does: notes when the list comes over the socket, and when its rows are on the screen. */
export function watchList(): void {
  const bench = {
    arrivedAt: 0,
    paintedAt: 0,
    /** Characters told over the socket since the list came. */
    told: 0,
    /** The longest task that kept the page from answering, ms. */
    longest: 0,
    /** The next frame is on the screen. */
    after: () =>
      new Promise<number>((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve(performance.now())
          port2.postMessage(undefined)
        })
      }),
  }
  Object.assign(window, { listBench: bench })
  const Native = window.WebSocket
  window.WebSocket = class extends Native {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data !== 'string') return
        if (bench.arrivedAt > 0) bench.told += data.length
        else if (data.length > 1_000_000) bench.arrivedAt = performance.now()
      })
    }
  }
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) bench.longest = Math.max(bench.longest, duration)
  }).observe({ type: 'longtask' })
  const rows = new MutationObserver(() => {
    if (bench.arrivedAt === 0 || !document.querySelector('tr[data-index="10"]')) return
    rows.disconnect()
    void bench.after().then((at) => (bench.paintedAt = at))
  })
  rows.observe(document, { childList: true, subtree: true })
}

/** The list as the application shows it. */
export function ourList(page: Page): ListPage {
  return {
    async painted() {
      await page.waitForFunction(() => window.listBench.paintedAt > 0)
      return page.evaluate(() => window.listBench.paintedAt - window.listBench.arrivedAt)
    },
    filter: (text) =>
      page.evaluate(async (typed) => {
        const input = document.querySelector<HTMLInputElement>('[role=search] input')
        const begun = performance.now()
        if (input) input.value = typed
        input?.dispatchEvent(new Event('input', { bubbles: true }))
        return (await window.listBench.after()) - begun
      }, text),
    selectAll: (on) =>
      page.evaluate(async (wanted) => {
        const box = document.querySelector<HTMLInputElement>('thead input')
        if (!box || box.checked === wanted) throw new Error('the box of the head is not as it should be')
        const begun = performance.now()
        box.click()
        const took = (await window.listBench.after()) - begun
        const ticks = [...document.querySelectorAll<HTMLInputElement>('tbody input')]
        if (box.checked !== wanted || ticks.some(({ checked }) => checked !== wanted)) throw new Error('not every row was ticked')
        return took
      }, on),
    sort: (column) =>
      page.evaluate(async (at) => {
        const begun = performance.now()
        document.querySelectorAll<HTMLButtonElement>('thead th button')[at]?.click()
        return (await window.listBench.after()) - begun
      }, column),
    key: (key) =>
      page.evaluate(async (pressed) => {
        const begun = performance.now()
        const row = document.querySelector<HTMLElement>('tbody tr[tabindex="0"]')
        row?.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true }))
        return (await window.listBench.after()) - begun
      }, key),
  }
}
