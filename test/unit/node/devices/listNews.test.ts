import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DeviceSummary } from '#common/device/device.ts'
import type { DeviceListChange } from '#common/device/listChange.ts'
import { createListNews } from '#node/devices/listNews.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A list of rows that only have a key, and everything told about it. */
function aList(...keys: readonly string[]) {
  const rows = new Map(keys.map((key) => [key, { key, lastSeen: 1 } as DeviceSummary]))
  const told: DeviceListChange[] = []
  const news = createListNews({ find: (key) => rows.get(key), tell: (change) => told.push(change) })
  return { rows, told, news }
}

describe('the news of the list', () => {
  it('are the rows that changed, and no others', () => {
    const { rows, told, news } = aList('a', 'b', 'c')
    news.note('b')
    expect(told).toEqual([{ changed: [rows.get('b')], gone: [] }])
  })

  it('that follow each other closely are told together, each row once and as it is by then', () => {
    const { rows, told, news } = aList('a', 'b')
    news.note('a')
    news.note('b')
    news.note('a')
    news.note('b')
    const last = { key: 'b', lastSeen: 9 } as DeviceSummary
    rows.set('b', last)
    expect(told).toHaveLength(1)
    vi.advanceTimersByTime(100)
    expect(told.slice(1)).toEqual([{ changed: [last, rows.get('a')], gone: [] }])
  })

  it('name who is on the list no more', () => {
    const { rows, told, news } = aList('a')
    rows.delete('a')
    news.note('a')
    expect(told).toEqual([{ changed: [], gone: ['a'] }])
  })

  it('are not told any more once cancelled', () => {
    const { told, news } = aList('a', 'b')
    news.note('a')
    news.note('b')
    news.cancel()
    vi.advanceTimersByTime(1000)
    expect(told).toHaveLength(1)
  })
})
