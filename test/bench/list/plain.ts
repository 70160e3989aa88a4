import type { Page } from 'playwright-core'
import type { ListPage } from './ours.ts'

/**
 * The reference: the same rows in a plain HTML table without any library, all of them in the page. `text` is the list as it comes over the
 * wire; each deed does the least that shows the same.
 */
export function plainTable(page: Page, text: string): Omit<ListPage, 'key'> {
  return {
    async painted() {
      return page.evaluate(async (json) => {
        const begun = performance.now()
        const devices = JSON.parse(json) as {
          key: string
          state: string
          identity: Record<string, string>
          endpoint: { address: string }
        }[]
        const body = document.querySelector('tbody')
        for (const { key, state, identity, endpoint } of devices) {
          const row = document.createElement('tr')
          row.dataset['key'] = key
          const tick = document.createElement('input')
          tick.type = 'checkbox'
          row.insertCell().append(tick)
          const cells = [state, identity['name'], endpoint.address, identity['model'], identity['firmware'], '?']
          for (const cell of cells) row.insertCell().textContent = cell ?? ''
          body?.append(row)
        }
        return (await window.listBench.after()) - begun
      }, text)
    },
    filter: (typed) =>
      page.evaluate(async (wanted) => {
        const begun = performance.now()
        for (const row of document.querySelectorAll<HTMLElement>('tbody tr'))
          row.hidden = !(row.textContent ?? '').toLowerCase().includes(wanted.toLowerCase())
        return (await window.listBench.after()) - begun
      }, typed),
    selectAll: (on) =>
      page.evaluate(async (wanted) => {
        const begun = performance.now()
        for (const tick of document.querySelectorAll<HTMLInputElement>('tbody input')) tick.checked = wanted
        return (await window.listBench.after()) - begun
      }, on),
    sort: (column) =>
      page.evaluate(async (at) => {
        const begun = performance.now()
        const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
        const rows = [...document.querySelectorAll<HTMLTableRowElement>('tbody tr')]
        const read = (row: HTMLTableRowElement) => row.cells[at + 1]?.textContent ?? ''
        rows.sort((a, b) => collator.compare(read(a), read(b)))
        document.querySelector('tbody')?.append(...rows)
        return (await window.listBench.after()) - begun
      }, column),
  }
}

/** The page it is in. */
export const plainPage =
  '<!doctype html><style>html{font:13px sans-serif}td{height:30px;padding:0 6px}</style><table><tbody></tbody></table>'
