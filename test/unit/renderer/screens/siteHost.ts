import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, type Pinia } from 'pinia'
import { type Component, computed } from 'vue'
import { createMemoryHistory, createRouter, matchedRouteKey, type Router } from 'vue-router'
import { createVuetify } from 'vuetify'
import type { DeviceState, DeviceSummary } from '#common/device/device.ts'
import type { Adapter, SearchState } from '#common/discovery/search.ts'
import type { Handlers } from '#common/ipc/contract.ts'
import { i18n } from '#renderer/app/i18n.ts'
import type { Bridge } from '#renderer/bridge/client.ts'
import { type FakeBridge, fakeBridge } from '#renderer/bridge/fake.ts'

/** The moment at which every test of a screen begins. */
export const start = Date.UTC(2026, 10, 22, 14, 32, 8)

/* What the page of these tests lacks and every browser has: the kit reads it, tips are shown by it. */
Object.assign(globalThis, { visualViewport: new EventTarget() })
Object.assign(HTMLElement.prototype, {
  showPopover: () => undefined,
  hidePopover: () => undefined,
})

let host = fakeBridge()

/** In place of the bridge's own file: speaks to the host of the test that runs. */
export const bridge = new Proxy({} as Bridge, {
  get: (_nothing, name) => Reflect.get(host.bridge, name) as unknown,
})

export const cable: Adapter = {
  name: 'Cable',
  address: '192.168.10.5',
  prefix: 24,
  used: true,
}
export const tunnel: Adapter = {
  name: 'Tunnel0',
  address: '10.8.0.2',
  prefix: 32,
  used: false,
  skipped: 'vpn',
}

/** A search that ended, or with `running` one that began 9 s ago. */
export function search(more: Partial<SearchState> = {}): SearchState {
  return {
    running: false,
    startedAt: start - 9000,
    bonjour: { answers: 0, listening: false },
    onvif: { answers: 0, listening: false },
    sweeps: [],
    adapters: [cable, tunnel],
    faults: [],
    ...more,
  }
}

/** A device at 192.168.10.`n`, by default found and not signed in to. */
export function device(n: number, name: string, state: DeviceState = 'found', more: Partial<DeviceSummary> = {}): DeviceSummary {
  const end = n.toString(16).padStart(2, '0')
  return {
    key: `001c271593${end}`,
    identity: {
      deviceId: String(159_300 + n),
      mac: `00:1C:27:15:93:${end.toUpperCase()}`,
      name,
      model: 'IPV57-41CL',
      firmware: 'v3.5.0804.1003.3.0.27.4.0',
      hardware: '',
      maker: 'IPCamera',
      series: 'ipc',
      channels: 1,
      cards: 1,
    },
    endpoint: { address: `192.168.10.${n}`, port: 80 },
    foundBy: ['bonjour'],
    state,
    lastSeen: start,
    ...more,
  }
}

/** A host that knows these devices and answers what every screen asks; more handlers on top. */
export function hostWith(devices: readonly DeviceSummary[], more: Partial<Handlers> = {}): FakeBridge {
  host = fakeBridge({
    'app.facts': async () => ({
      version: '0.1.0',
      host: 'web',
      site: { name: 'Nordhavn', folder: '/site' },
      adapters: [cable],
    }),
    'devices.list': async () => [...devices],
    'search.state': async () => search(),
    'search.start': async () => null,
    'jobs.list': async () => [],
    'plans.unfinished': async () => [],
    'accounts.state': async () => ({ keptIn: 'memory', canChoose: true, isLocked: false, accounts: [] }),
    'batches.state': async () => null,
    'alarms.state': async () => ({ ears: [], lines: [] }),
    'walk.state': async () => null,
    'capabilities.asking': async () => [],
    'capabilities.of': async () => ({ model: '', firmware: '', settings: {}, abilities: {} }),
    'journal.list': async () => [],
    ...more,
  })
  return host
}

export interface Shown {
  readonly wrapper: VueWrapper
  readonly router: Router
  /** The button, tab or menu item of that name, anywhere in the page. */
  button(name: string | RegExp): HTMLButtonElement
  /** The input of that name. */
  field(name: string): HTMLInputElement
  type(name: string, text: string): Promise<void>
  press(name: string | RegExp): Promise<void>
  submit(): Promise<void>
  /** Everything that was set off has happened; a change of route has come to its end. */
  settled(): Promise<void>
  text(): string
}

/** Stands for the picture and says what it was asked to show. */
const picture = {
  name: 'LiveView',
  props: ['target', 'device'],
  template: '<figure><slot /></figure>',
}

/** Puts a component into the page as the app would, the picture left out: it is tested by itself. `before` starts stores it reads. */
export async function show(
  component: unknown,
  props: Record<string, unknown> = {},
  at = '/devices',
  before: (pinia: Pinia) => Promise<unknown> = async () => undefined,
): Promise<Shown> {
  const place = { template: '<i />' }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/devices/:key?', name: 'devices', component: place },
      { path: '/devices/:key/settings/:id?', component: place },
      { path: '/devices/:key/:job', component: place },
      { path: '/devices/:key/back/:job', component: place },
      { path: '/journal', name: 'journal', component: place },
    ],
  })
  await router.push(at)
  const pinia = createPinia()
  await before(pinia)
  const mounted: unknown = mount(component as Component, {
    props,
    attachTo: document.body,
    global: {
      plugins: [pinia, i18n, router, createVuetify()],
      // As inside of a router view: a screen asks before one leaves it.
      provide: { [matchedRouteKey]: computed(() => router.currentRoute.value.matched.at(-1)) },
      stubs: { LiveView: picture },
    },
  })
  await flushPromises()

  const button = (name: string | RegExp) => named<HTMLButtonElement>('button, [role=tab], [role=menuitem], a', name)
  const field = (name: string) => named<HTMLInputElement>('input, select', name)
  let pending = 0
  for (const way of ['push', 'replace'] as const) {
    const go = router[way]
    router[way] = (to) => {
      pending += 1
      return go(to).finally(() => (pending -= 1))
    }
  }

  async function settled() {
    do await flushPromises()
    while (pending > 0)
    await flushPromises()
  }

  return {
    wrapper: mounted as VueWrapper,
    settled,
    router,
    button,
    field,
    text: () => document.body.textContent ?? '',
    async type(name, text) {
      const input = field(name)
      input.value = text
      input.dispatchEvent(new Event('input', { bubbles: true }))
      await settled()
    },
    async press(name) {
      button(name).click()
      await settled()
    },
    async submit() {
      document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
      await settled()
    },
  }
}

/** As wide as the design size, so that list and page stand side by side. */
export function setWindow(width = 1366, height = 768): void {
  ;(window as unknown as { happyDOM: { setViewport(size: object): void } }).happyDOM.setViewport({ width, height })
}

function named<E extends HTMLElement>(selector: string, name: string | RegExp): E {
  const found = [...document.querySelectorAll<E>(selector)].find((element) => {
    const own = nameOf(element)
    return typeof name === 'string' ? own === name : name.test(own)
  })
  if (!found) throw new Error(`no ${selector} is called ${String(name)}`)
  return found
}

function nameOf(element: HTMLElement): string {
  const label = element.id ? document.querySelector(`label[for="${element.id}"]`) : null
  const words = element.getAttribute('aria-label') ?? label?.textContent ?? element.closest('label')?.textContent ?? element.textContent
  return (words ?? '').trim().replace(/\s+/g, ' ')
}
