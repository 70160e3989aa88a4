import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { printedRequests } from '#test/support/manual.ts'
import { catalogRows, tablePage } from './table.ts'

const rows = catalogRows()

describe('the table of requests', () => {
  it('has a row for each request of the manual', () => {
    expect(rows.map(({ id }) => id)).toEqual(printedRequests.map(({ id }) => id))
    expect(rows).toHaveLength(449)
  })

  it('says of nothing in the catalog that its prints are not understood', () => {
    expect(rows.filter(({ decodesSample, encodesExample }) => decodesSample === false || encodesExample === false)).toEqual([])
  })

  it('is the page that the README links', () => {
    const page = readFileSync(new URL('../../electron/common/catalog/TABLE.md', import.meta.url), 'utf8')
    expect(page, 'npm run catalog -- --write').toBe(tablePage(rows))
  })
})
