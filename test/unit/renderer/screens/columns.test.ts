import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { chosenColumns, movedColumn, offered, readChoice } from '#renderer/screens/devices/columnChoice.ts'
import DevicesScreen from '#renderer/screens/devices/DevicesScreen.vue'
import { useDevicesStore } from '#renderer/stores/devices.ts'
import { useSearchStore } from '#renderer/stores/search.ts'
import { device, hostWith, setWindow, show } from './siteHost.ts'

vi.mock('#renderer/bridge/index.ts', async () => ({
  bridge: (await import('./siteHost.ts')).bridge,
}))

enableAutoUnmount(afterEach)
beforeEach(() => {
  localStorage.clear()
  setWindow()
})
afterEach(() => document.body.replaceChildren())

async function openList() {
  hostWith([device(41, 'Gate')])
  const shown = await show(DevicesScreen, { deviceKey: undefined })
  await Promise.all([useDevicesStore().start(), useSearchStore().start()])
  await flushPromises()
  return { ...shown, heads: () => [...document.querySelectorAll('thead th')].slice(1).map((head) => head.textContent?.trim()) }
}

const usual = ['State', 'Name', 'Address', 'Model', 'Firmware', 'Clock']

describe('the columns of the list', () => {
  it('are those a person ticked, and stay so for the next visit', async () => {
    const { press, field, settled, wrapper } = await openList()
    await press('Columns')
    field('Firmware').click()
    await settled()
    field('MAC').click()
    await settled()
    wrapper.unmount()
    document.body.replaceChildren()
    const { heads } = await openList()
    expect(heads()).toEqual(['State', 'Name', 'Address', 'Model', 'Clock', 'MAC'])
  })

  it('stand in the order a person gave them, and the focus goes with the column', async () => {
    const { press, heads } = await openList()
    await press('Columns')
    await press('Move Name to the left')
    expect(heads().slice(0, 2)).toEqual(['Name', 'State'])
    expect(document.activeElement?.closest('[data-column]')?.getAttribute('data-column')).toBe('name')
  })

  it('are the usual ones again when asked', async () => {
    const { press, field, settled, heads } = await openList()
    await press('Columns')
    field('Model').click()
    await settled()
    expect(heads()).not.toContain('Model')
    await press('Usual columns')
    expect([heads(), localStorage.getItem('columns')]).toEqual([usual, null])
  })

  it('always have the name', async () => {
    const { press, field } = await openList()
    await press('Columns')
    expect(field('Name').disabled).toBe(true)
  })

  it.each(['{', '7', '["name", 7]'])('are the usual ones when what was remembered is %s', async (text) => {
    localStorage.setItem('columns', text)
    const { heads } = await openList()
    expect(heads()).toEqual(usual)
  })
})

describe('a choice of columns', () => {
  const all = ['state', 'name', 'address'].map((key) => ({ key }))

  it('leaves out what is not there any more, and never the name', () => {
    expect(chosenColumns(all, ['address', 'serial'])).toEqual([{ key: 'name' }, { key: 'address' }])
  })

  it('offers those shown first, then the others', () => {
    expect(offered(all, ['address', 'name'])).toEqual([{ key: 'address' }, { key: 'name' }, { key: 'state' }])
  })

  it('does not move a column over the edge', () => {
    expect([movedColumn(['a', 'b'], 'a', -1), movedColumn(['a', 'b'], 'b', 1), movedColumn(['a', 'b'], 'a', 1)]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
      ['b', 'a'],
    ])
  })

  it('is none where nothing was remembered', () => {
    expect(readChoice(null)).toBeUndefined()
  })
})
