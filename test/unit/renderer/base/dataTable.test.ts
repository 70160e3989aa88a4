import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { h, nextTick, type VNode } from 'vue'
import DataTable from '#renderer/components/base/DataTable.vue'

interface Device {
  readonly id: string
  readonly name: string
  readonly offset: number
}

const columns = [
  { key: 'name', title: 'Name', sortable: true, value: (row: Device) => row.name },
  { key: 'offset', title: 'Clock', align: 'end', sortable: true, value: (row: Device) => row.offset },
] as const

afterEach(() => document.body.replaceChildren())

describe('a list of 5000 devices', () => {
  it('has fewer than 60 rows in the page and says how many there are', () => {
    const { table, rows } = list(5000)
    expect(rows().length).toBeGreaterThan(20)
    expect(rows().length).toBeLessThan(60)
    expect(table().getAttribute('aria-rowcount')).toBe('5001')
  })

  it('shows other rows after it was scrolled, with their place in the whole', async () => {
    const { wrapper, rows } = list(5000)
    const view = wrapper.element as HTMLElement
    view.scrollTop = 90_000
    await wrapper.trigger('scroll')
    expect(rows().length).toBeLessThan(60)
    expect(rows().map((row) => Number(row.getAttribute('aria-rowindex')))).toContain(3002)
  })

  it('keeps the focused row in the page while it is scrolled away', async () => {
    const { wrapper, press, focused } = list(5000)
    await press('ArrowDown')
    const view = wrapper.element as HTMLElement
    view.scrollTop = 90_000
    await wrapper.trigger('scroll')
    expect(focused()).toBe('d1')
    await press('ArrowDown')
    expect(focused()).toBe('d2')
    expect(view.scrollTop).toBeLessThan(100)
  })
})

describe('by keyboard', () => {
  it('has one stop for Tab, the row one is on', async () => {
    const { wrapper, rows } = list(10)
    await wrapper.setProps({ current: 'd3' })
    expect(
      rows()
        .filter((row) => row.tabIndex === 0)
        .map((row) => row.dataset['index']),
    ).toEqual(['3'])
  })

  it('moves with arrows, Home and End, and tells which row one is on', async () => {
    const { wrapper, press, focused } = list(100)
    await press('ArrowDown')
    await press('End')
    expect(focused()).toBe('d99')
    await press('Home')
    expect(focused()).toBe('d0')
    expect(wrapper.emitted('update:current')).toEqual([['d1'], ['d99'], ['d0']])
  })

  it('selects with Space, extends with Shift, takes all with Ctrl+A and none with Escape', async () => {
    const { press, selected } = list(4)
    await press(' ')
    expect(selected()).toEqual(['d0'])
    await press('ArrowDown', { shiftKey: true })
    await press('ArrowDown', { shiftKey: true })
    expect(selected()).toEqual(['d0', 'd1', 'd2'])
    await press('a', { ctrlKey: true })
    expect(selected()).toEqual(['d0', 'd1', 'd2', 'd3'])
    await press('Escape')
    expect(selected()).toEqual([])
  })

  it('opens with Enter', async () => {
    const { wrapper, press } = list(4)
    await press('ArrowDown')
    await press('Enter')
    expect(wrapper.emitted('open')).toEqual([[expect.objectContaining({ id: 'd1' })]])
  })
})

describe('by mouse', () => {
  it('selects from tick to tick with Shift', async () => {
    const { wrapper, selected } = list(6)
    await tickBox(wrapper, 1).trigger('click')
    await tickBox(wrapper, 4).trigger('click', { shiftKey: true })
    expect(selected()).toEqual(['d1', 'd2', 'd3', 'd4'])
  })

  it('does not move to a row by ticking it', async () => {
    const { wrapper } = list(6)
    await tickBox(wrapper, 1).trigger('click')
    expect(wrapper.emitted('update:current')).toBeUndefined()
  })

  it('shows some, then all, in the box of the head', async () => {
    const { wrapper, selected } = list(3)
    const head = () => wrapper.get<HTMLInputElement>('thead input').element
    await tickBox(wrapper, 0).trigger('click')
    expect(head().indeterminate).toBe(true)
    await wrapper.get('thead input').setValue(true)
    expect(selected()).toEqual(['d0', 'd1', 'd2'])
    expect(head()).toMatchObject({ indeterminate: false, checked: true })
  })

  it('keeps selected what a filter hides', async () => {
    const { wrapper, selected, press } = list(4)
    await press('a', { ctrlKey: true })
    await wrapper.setProps({ rows: devices(2) })
    await wrapper.get('thead input').setValue(false)
    expect(selected()).toEqual(['d2', 'd3'])
  })
})

describe('sorting a list', () => {
  it('says by which column and which way', async () => {
    const { wrapper, shownNames } = list(3)
    await wrapper.get('th:nth-of-type(3) button').trigger('click')
    await wrapper.get('th:nth-of-type(3) button').trigger('click')
    expect(wrapper.findAll('th').map((head) => head.attributes('aria-sort'))).toEqual([undefined, 'none', 'descending'])
    expect(shownNames()).toEqual(['Device 0', 'Device 1', 'Device 2'])
  })

  it('does not move a row that changes, until the sort is pressed again', async () => {
    const { wrapper, shownNames } = list(3)
    const byClock = () => wrapper.get('th:nth-of-type(3) button').trigger('click')
    await byClock()
    expect(shownNames()).toEqual(['Device 2', 'Device 1', 'Device 0'])
    await wrapper.setProps({ rows: devices(3).map((row) => ({ ...row, offset: row.id === 'd2' ? 50 : row.offset })) })
    expect(shownNames()).toEqual(['Device 2', 'Device 1', 'Device 0'])
    await byClock()
    expect(shownNames()).toEqual(['Device 2', 'Device 0', 'Device 1'])
  })

  it('brings a row that was filtered away back to where it was, though it changed meanwhile', async () => {
    const { wrapper, shownNames } = list(3)
    await wrapper.get('th:nth-of-type(3) button').trigger('click')
    await wrapper.setProps({ rows: devices(1) })
    await wrapper.setProps({ rows: devices(3).map((row) => ({ ...row, offset: row.id === 'd2' ? 50 : row.offset })) })
    expect(shownNames()).toEqual(['Device 2', 'Device 1', 'Device 0'])
  })

  it('puts a row that is new while others are filtered away where it belongs', async () => {
    const { wrapper, shownNames } = list(3)
    await wrapper.get('th:nth-of-type(3) button').trigger('click')
    await wrapper.setProps({ rows: devices(4).slice(2) })
    expect(shownNames()).toEqual(['Device 3', 'Device 2'])
    await wrapper.setProps({ rows: devices(4) })
    expect(shownNames()).toEqual(['Device 3', 'Device 2', 'Device 1', 'Device 0'])
  })
})

describe('cells and emptiness', () => {
  it('shows a cell by its slot', () => {
    const { wrapper } = list(1, { 'cell-offset': ({ value }) => h('b', `${String(value)} s`) })
    expect(wrapper.get('td b').text()).toBe('0 s')
  })

  it('shows what to do when there is nothing', async () => {
    const { wrapper } = list(0, { empty: () => h('p', 'No devices yet') })
    await nextTick()
    expect(wrapper.text()).toContain('No devices yet')
  })
})

function devices(count: number): Device[] {
  return Array.from({ length: count }, (_, at) => ({ id: `d${at}`, name: `Device ${at}`, offset: -at || 0 }))
}

function list(count: number, slots: Record<string, (props: { value: unknown }) => VNode> = {}) {
  const wrapper = mount(DataTable<Device>, {
    attachTo: document.body,
    slots,
    props: {
      columns,
      rows: devices(count),
      rowKey: (row: Device) => row.id,
      label: 'Devices',
      selectable: true,
      selectLabel: (row: Device) => `Select ${row.name}`,
    },
  })
  const rows = () => wrapper.findAll<HTMLTableRowElement>('tr[data-index]').map((row) => row.element)
  const focused = () => {
    const index = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['index'] : undefined
    return index === undefined ? undefined : `d${index}`
  }
  const press = async (key: string, held: { shiftKey?: boolean; ctrlKey?: boolean } = {}) => {
    const from = focused() ? document.activeElement : wrapper.get('tr[tabindex="0"]').element
    from?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held }))
    await nextTick()
    await nextTick()
  }
  const selected = () => [...(wrapper.emitted<[ReadonlySet<string>]>('update:selected')?.at(-1)?.[0] ?? [])]
  const shownNames = () => rows().map((row) => row.querySelector('td:nth-of-type(2)')?.textContent)
  return { wrapper, table: () => wrapper.get('table').element, rows, press, focused, selected, shownNames }
}

function tickBox(wrapper: ReturnType<typeof list>['wrapper'], index: number) {
  return wrapper.get(`tr[data-index="${index}"] input`)
}
