import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { h, onBeforeUnmount, onUnmounted } from 'vue'
import type { Handlers } from '#common/ipc/contract.ts'
import App from '#renderer/app/App.vue'
import { useListStore } from '#renderer/stores/list.ts'
import { device, hostWith, setWindow, show } from '../screens/siteHost.ts'

vi.mock('#renderer/bridge/index.ts', async () => ({
  bridge: (await import('../screens/siteHost.ts')).bridge,
}))

enableAutoUnmount(afterEach)
beforeEach(() => setWindow())
afterEach(() => document.body.replaceChildren())

const site = [device(41, 'Dock 03 ramp'), device(42, 'Dock 04 ramp'), device(43, 'Gate')]

async function app(more: Partial<Handlers> = {}) {
  const host = hostWith(site, more)
  const shown = await show(App)
  await shown.settled()
  return {
    ...shown,
    host,
    asked: (name: string) => host.asked.filter((one) => one.name === name).length,
  }
}

describe('when Sightline starts', () => {
  it('names the site, its devices, the adapter in use, and that no internet is needed', async () => {
    const { text } = await app()
    const parts = [/Nordhavn/, /3 devices/, /Cable\s*192\.168\.10\.5\/24/, /No internet, none needed/]
    expect(parts.filter((part) => !part.test(text()))).toEqual([])
  })

  it('searches by itself, and tries no password', async () => {
    const { host, asked } = await app()
    expect(asked('search.start')).toBe(1)
    expect(host.asked.filter(({ name }) => name.startsWith('signIn'))).toEqual([])
  })

  it('says so when the host cannot tell what is there, and asks again when told', async () => {
    const facts = vi.fn<Handlers['app.facts']>(() => Promise.reject(new Error('site folder is gone')))
    const { text, press, asked } = await app({ 'app.facts': facts })
    expect(text()).toContain('site folder is gone')
    expect(asked('search.start')).toBe(0)
    facts.mockImplementation(async () => ({
      version: '1',
      host: 'web',
      site: { name: 'Back', folder: '/' },
      adapters: [],
    }))
    await press('Ask again')
    expect([text().includes('site folder is gone'), asked('search.start')]).toEqual([false, 1])
  })
})

describe('when the host cannot be reached', () => {
  it('says so and keeps what is shown', async () => {
    const { host, settled, text } = await app()
    host.become('lost')
    await settled()
    expect(document.querySelector('[role=alert]')?.textContent).toContain('does not answer')
    expect(text()).toContain('3 devices')
  })

  it('asks for everything again afterwards, without searching anew', async () => {
    const { host, settled, asked } = await app()
    host.become('lost')
    host.become('connected')
    await settled()
    expect([asked('devices.list'), asked('jobs.list'), asked('search.start')]).toEqual([2, 2, 1])
    expect(document.querySelector('[role=alert]')).toBeNull()
  })

  it('shows what happened meanwhile', async () => {
    const now = [...site]
    const { host, settled, text } = await app({ 'devices.list': async () => [...now] })
    host.become('lost')
    now.push(device(44, 'Reception'))
    host.become('connected')
    await settled()
    expect(text()).toContain('4 devices')
  })
})

describe('the search field of the frame', () => {
  const press = (key: string, from: Element = document.body, more: object = {}) =>
    from.dispatchEvent(
      new KeyboardEvent('keydown', {
        key,
        bubbles: true,
        cancelable: true,
        ...more,
      }),
    )

  it.each([
    ['/', {}],
    ['k', { ctrlKey: true }],
  ])('is gone to with %s', async (key, more) => {
    const { field } = await app()
    press(key, document.body, more)
    expect(document.activeElement).toBe(field('Find device'))
  })

  it('leaves a / alone that is typed somewhere', async () => {
    const { field } = await app()
    const other = document.body.appendChild(document.createElement('input'))
    other.focus()
    press('/', other)
    expect(document.activeElement).not.toBe(field('Find device'))
  })

  it('narrows the list, and Enter opens the only device that matches', async () => {
    const { type, field, settled, router } = await app()
    await type('Find device', 'gate')
    expect(useListStore().text).toBe('gate')
    press('Enter', field('Find device'))
    await settled()
    expect(router.currentRoute.value.path).toBe(`/devices/${site[2]?.key}`)
  })

  it('with several that match stays with the list', async () => {
    const { type, field, settled, router } = await app()
    await router.push('/journal')
    await type('Find device', 'dock')
    press('Enter', field('Find device'))
    await settled()
    expect(router.currentRoute.value.path).toBe('/devices')
  })
})

describe('work that runs', () => {
  it('is counted above every screen and leads to where it is shown', async () => {
    const job = {
      job: 'a',
      device: site[0]?.key ?? '',
      kind: 'time',
      state: 'running',
      startedAt: 0,
      steps: [],
      proof: [],
      seen: [],
    } as const
    const { button } = await app({
      'jobs.list': async () => [{ ...job, from: { address: '10.0.0.1', port: 80 } }],
    })
    expect(button('1 running').getAttribute('href')).toBe(`/devices/${site[0]?.key}/time`)
  })
})

describe('a screen that breaks', () => {
  it('says what happened and can be shown again', async () => {
    const { wrapper, router, settled, text, press } = await app()
    let isBroken = true
    const Fragile = {
      template: '<p>{{ word() }}</p>',
      methods: { word: () => (isBroken ? boom() : 'whole again') },
    }
    router.addRoute({ path: '/fragile', component: Fragile })
    await router.push('/fragile')
    await settled()
    expect(text()).toContain('torn in two')
    expect(wrapper.text()).toContain('Nordhavn')
    isBroken = false
    await press('Show it again')
    expect(text()).toContain('whole again')
  })

  it.each<[how: string, setup: () => () => unknown]>([
    ['before it goes', () => (onBeforeUnmount(boom), () => h('p', 'fragile'))],
    ['once it is gone', () => (onUnmounted(boom), () => h('p', 'fragile'))],
    ['in a part of it', () => () => h('p', [h('b', { onVnodeBeforeUnmount: boom }, 'fragile')])],
    ['as its picture is let go', () => () => h('p', { ref: (element: unknown) => element ?? boom() }, 'fragile')],
  ])('while it is left, %s, does not stand in the place of the next', async (_how, setup) => {
    const { router, settled, text } = await app()
    router.addRoute({ path: '/fragile', name: 'fragile', component: { setup } })
    router.addRoute({ path: '/next', name: 'next', component: { render: () => h('p', 'the next screen') } })
    await router.push('/fragile')
    await settled()
    expect(text()).toContain('fragile')
    await router.push('/next')
    await settled()
    expect(text()).toContain('the next screen')
    expect(text()).not.toContain('torn in two')
  })
})

function boom(): never {
  throw new Error('torn in two')
}
