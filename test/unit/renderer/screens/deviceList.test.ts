import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DeviceSummary } from '#common/device/device.ts'
import type { Handlers } from '#common/ipc/contract.ts'
import DevicesScreen from '#renderer/screens/devices/DevicesScreen.vue'
import { useDevicesStore } from '#renderer/stores/devices.ts'
import { useSearchStore } from '#renderer/stores/search.ts'
import { device, hostWith, search, setWindow, show, start } from './siteHost.ts'

vi.mock('#renderer/bridge/index.ts', async () => ({
  bridge: (await import('./siteHost.ts')).bridge,
}))

enableAutoUnmount(afterEach)
beforeEach(() => {
  vi.useFakeTimers({
    now: start,
    toFake: ['Date', 'setInterval', 'clearInterval'],
  })
  setWindow()
})
afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
})

const site = [
  device(41, 'Dock 03 ramp', 'ready', {
    signedInAs: 'admin',
    clockOffsetSeconds: -0.04,
  }),
  device(42, 'Dock 04 ramp', 'clockOff', {
    signedInAs: 'admin',
    clockOffsetSeconds: 21.34,
  }),
  device(43, 'Yard west', 'locked', { waitUntil: start + 18 * 60_000 }),
  device(44, 'Gate', 'found'),
  device(45, 'Cold room 1', 'gone', { goneSince: start - 250_000 }),
]

async function list(devices: readonly DeviceSummary[] = site, more: Partial<Handlers> = {}, deviceKey?: string) {
  const host = hostWith(devices, more)
  const shown = await show(DevicesScreen, { deviceKey })
  await Promise.all([useDevicesStore().start(), useSearchStore().start()])
  await flushPromises()
  const rows = () => [...document.querySelectorAll<HTMLElement>('tbody tr[data-index]')]
  const names = () => rows().map((row) => row.querySelectorAll('td')[2]?.textContent?.trim())
  const keydown = async (key: string) => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    await shown.settled()
  }
  return {
    ...shown,
    host,
    rows,
    names,
    keydown,
    path: () => shown.router.currentRoute.value.path,
  }
}

describe('the list of devices', () => {
  it('shows state, name, address, model, firmware and clock of each, in the order of addresses', async () => {
    const { rows } = await list()
    const cells = rows().map((row) => [...row.querySelectorAll('td')].slice(1).map((cell) => cell.textContent?.trim()))
    expect(cells.slice(0, 3)).toEqual([
      ['Ready', 'Dock 03 ramp', '192.168.10.41', 'IPV57-41CL', '3.5.0804', '−0.04 s'],
      ['Clock off', 'Dock 04 ramp', '192.168.10.42', 'IPV57-41CL', '3.5.0804', '+21.34 s'],
      ['Locked 18 min', 'Yard west', '192.168.10.43', 'IPV57-41CL', '3.5.0804', '?'],
    ])
  })

  it('counts a lock down while one looks', async () => {
    const { rows } = await list()
    vi.advanceTimersByTime(2 * 60_000)
    await flushPromises()
    expect(rows()[2]?.textContent).toContain('Locked 16 min')
  })

  it('has MAC and the last answer besides, where there is room', async () => {
    setWindow(1920, 1080)
    const { rows } = await list()
    expect(rows()[0]?.textContent).toContain('00:1C:27:15:93:29')
  })

  it('follows what the host tells', async () => {
    const { host, names } = await list()
    host.emit('devices.changed', {
      changed: [device(50, 'Reception'), device(44, 'North gate')],
      gone: [device(41, '').key],
    })
    await flushPromises()
    expect(names()).toEqual(['Dock 04 ramp', 'Yard west', 'North gate', 'Cold room 1', 'Reception'])
  })
})

describe('narrowing the list', () => {
  it('by text shows what matches, and says it is a part', async () => {
    const { type, names, text } = await list()
    await type('Name, address, MAC', 'dock')
    expect(names()).toEqual(['Dock 03 ramp', 'Dock 04 ramp'])
    expect(text()).toContain('2 of 5 match')
  })

  it('by a chip shows one group, pressed again all', async () => {
    const { press, names, button } = await list()
    await press('Blocked 1')
    expect([names(), button('Blocked 1').getAttribute('aria-pressed')]).toEqual([['Yard west'], 'true'])
    await press('Blocked 1')
    expect(names()).toHaveLength(5)
  })

  it('counts each group among what the text leaves', async () => {
    const { type, button } = await list()
    await type('Name, address, MAC', 'dock')
    const chips = ['All 2', 'Ready 1', 'Check 1', 'Blocked 0', 'New 0']
    expect(chips.map((name) => button(name).textContent?.trim())).toEqual(chips)
  })

  it('down to nothing says so and offers the way back', async () => {
    const { type, names, text, press } = await list()
    await type('Name, address, MAC', 'dokc')
    expect(text()).toContain('No device matches “dokc”')
    expect(text()).toContain('5 are hidden by the filter')
    await press('Clear filter')
    expect(names()).toHaveLength(5)
  })

  it('to an empty group names the group', async () => {
    const { press, text } = await list([device(41, 'Gate')])
    await press('Blocked 0')
    expect(text()).toContain('No device is in “Blocked”')
    expect(text()).toContain('1 is hidden by the filter')
  })
})

describe('a site without devices', () => {
  it('says what Sightline does and does not, on which adapters, and the ways on', async () => {
    const { text, button } = await list([])
    const parts = [/No devices yet/, /never tries passwords/, /Cable 192\.168\.10\.5\/24/, /Tunnel0 skipped: VPN/]
    expect(parts.filter((part) => !part.test(text()))).toEqual([])
    const ways = ['Search', 'Range', 'By hand']
    expect(ways.map((way) => button(way).textContent?.trim())).toEqual(ways)
  })

  it('that is being searched says for how long, and can be stopped', async () => {
    const stop = vi.fn(async () => null)
    const { text, press } = await list([], {
      'search.state': async () => search({ running: true }),
      'search.stop': stop,
    })
    expect(text()).toContain('Nothing found yet')
    expect(text()).toContain('9 s')
    await press('Stop')
    expect(stop).toHaveBeenCalledOnce()
  })

  it('says nothing before the host has answered', async () => {
    hostWith([], { 'search.state': () => new Promise(() => undefined) })
    const { text } = await show(DevicesScreen, { deviceKey: undefined })
    await useDevicesStore().start()
    void useSearchStore().start()
    await flushPromises()
    expect(text()).not.toContain('No devices yet')
  })
})

describe('searching', () => {
  const range = { from: '192.168.10.1', to: '192.168.10.254', ports: [80] }

  it('of a range shows how far it is and how fast', async () => {
    const sweeps = [{ id: 'sweep-1', range, asked: 184, total: 254, perSecond: 31.6, found: 3 }]
    const { text } = await list(site, {
      'search.state': async () => search({ running: true, sweeps }),
    })
    expect(text()).toContain('192.168.10.1 – .254')
    expect(text()).toContain('184 of 254, 32 a second')
  })

  it('says what Bonjour and ONVIF hear meanwhile', async () => {
    const sweeps = [{ id: 'sweep-1', range, asked: 1, total: 254, perSecond: 1, found: 0 }]
    const { text } = await list(site, {
      'search.state': async () => search({ sweeps, bonjour: { answers: 12, listening: true }, onvif: { answers: 0, listening: false } }),
    })
    expect(text()).toContain('Bonjour12 answers, listening on')
    expect(text()).toContain('ONVIFnot listening')
  })

  it('of one range of two is stopped by its own button', async () => {
    const stop = vi.fn(async () => null)
    const other = { from: '10.0.0.1', to: '10.0.0.9', ports: [80] }
    const about = { asked: 1, total: 9, perSecond: 1, found: 0 }
    const { press } = await list(site, {
      'search.state': async () =>
        search({
          sweeps: [
            { id: 'sweep-1', range, ...about },
            { id: 'sweep-2', range: other, ...about },
          ],
        }),
      'search.stopSweep': stop,
    })
    await press('Stop asking 10.0.0.1 – .9')
    expect(stop.mock.calls).toEqual([['sweep-2']])
  })

  it('of a range that ended is not shown any more', async () => {
    const sweeps = [
      {
        id: 'sweep-1',
        range,
        asked: 254,
        total: 254,
        perSecond: 0,
        found: 3,
        ended: 'done' as const,
      },
    ]
    const { text } = await list(site, {
      'search.state': async () => search({ sweeps }),
    })
    expect(text()).not.toContain('254 of 254')
  })

  it('that the host refuses says why', async () => {
    const { press, text } = await list(site, {
      'search.start': () => Promise.reject(new Error('no socket')),
    })
    await press('Search')
    expect(text()).toContain('no socket')
  })

  it('names each adapter that is not searched, with the reason', async () => {
    const { press, text } = await list()
    await press('Adapters')
    expect(text()).toContain('Tunnel0, 10.8.0.2/32')
    expect(text()).toContain('skipped: VPN')
  })
})

describe('choosing devices', () => {
  it('shows how many, until cleared', async () => {
    const { rows, keydown, press, text } = await list()
    rows()[0]?.focus()
    await keydown(' ')
    await keydown('ArrowDown')
    await keydown(' ')
    expect(text()).toContain('2 chosen')
    await press('Clear')
    expect(text()).not.toContain('2 chosen')
  })

  it('offers to sign in only where it makes sense: not where it is done, locked or gone', async () => {
    const { field, button, settled } = await list()
    field('Choose all devices').click()
    await settled()
    expect(button(/^Sign in to/).textContent?.trim()).toBe('Sign in to 1 device')
  })
})

describe('going to a device', () => {
  it('by a click puts its identity into the address', async () => {
    const { rows, settled, path } = await list()
    rows()[3]?.click()
    await settled()
    expect(path()).toBe(`/devices/${site[3]?.key}`)
  })

  it('by arrow keys changes the page beside the list', async () => {
    const { rows, keydown, path } = await list()
    rows()[0]?.focus()
    await keydown('ArrowDown')
    expect(path()).toBe(`/devices/${site[1]?.key}`)
  })

  it('in a small window waits for Enter', async () => {
    setWindow(1024, 640)
    const { rows, keydown, path } = await list()
    rows()[0]?.focus()
    await keydown('ArrowDown')
    expect(path()).toBe('/devices')
    await keydown('Enter')
    expect(path()).toBe(`/devices/${site[1]?.key}`)
  })

  it('and back by Esc puts the focus on its row', async () => {
    const { rows, keydown } = await list(site, {}, site[3]?.key)
    document.querySelector<HTMLElement>('section[aria-label="Gate"]')?.focus()
    await keydown('Escape')
    expect(document.activeElement).toBe(rows()[3])
  })
})
