import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DeviceSummary } from '#common/device/device.ts'
import { type AppError, fail } from '#common/errors/appError.ts'
import type { Handlers } from '#common/ipc/contract.ts'
import DevicePage from '#renderer/screens/devices/DevicePage.vue'
import { useSearchStore } from '#renderer/stores/search.ts'
import { device, hostWith, show, start } from './siteHost.ts'

vi.mock('#renderer/bridge/index.ts', async () => ({
  bridge: (await import('./siteHost.ts')).bridge,
}))

enableAutoUnmount(afterEach)
beforeEach(() => {
  vi.useFakeTimers({
    now: start,
    toFake: ['Date', 'setInterval', 'clearInterval'],
  })
})
afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
})

const dock = device(41, 'Dock 03 ramp')
const signedIn = {
  ...dock,
  state: 'ready' as const,
  signedInAs: 'admin',
  clockOffsetSeconds: -0.04,
}

async function page(of: DeviceSummary, more: Partial<Handlers> = {}) {
  const host = hostWith([of], more)
  const shown = await show(DevicePage, { device: of, hasBack: false })
  await useSearchStore().start()
  await flushPromises()
  const primary = () => [...document.querySelectorAll('button.primary')].map((button) => button.textContent?.trim())
  const picture = () => shown.wrapper.findComponent({ name: 'LiveView' })
  return {
    ...shown,
    host,
    primary,
    picture,
    missing: (...parts: RegExp[]) => parts.filter((part) => !part.test(shown.text())),
  }
}

function refusing(error: AppError): Partial<Handlers> {
  return {
    'signIn.many': async (keys) => keys.map((key) => ({ device: key, error })),
  }
}

const wrongPassword: AppError = {
  kind: 'signIn',
  why: 'wrongPassword',
  attemptsLeft: 1,
}

describe('a device nobody is signed in to', () => {
  it('asks for an account in place of the picture, and says how often one may try', async () => {
    const { missing, picture } = await page(dock)
    expect(missing(/Sign in to Dock 03 ramp/, /After two refusals Sightline stops/)).toEqual([])
    expect(picture().exists()).toBe(false)
  })

  it('is signed in to with what was typed, once', async () => {
    const many = vi.fn(async () => [{ device: dock.key }])
    const { type, submit } = await page(dock, { 'signIn.many': many })
    await type('Password', 'Garten&Tür=1')
    await submit()
    await submit()
    expect(many.mock.calls).toEqual([[[dock.key], { user: 'admin', password: 'Garten&Tür=1' }]])
  })

  it('says that the password is wrong, how many tries are left, and the code', async () => {
    const { type, submit, missing } = await page(dock, refusing(wrongPassword))
    await type('Password', 'wrong')
    await submit()
    expect(missing(/Dock 03 ramp refused the sign-in/, /not right/, /1 left/, /−508/)).toEqual([])
  })

  it('keeps the password nowhere in the page after it was refused', async () => {
    const { type, submit, field } = await page(dock, refusing(wrongPassword))
    await type('Password', 'Hunter-2-Hunter')
    await submit()
    expect(field('Password').value).toBe('')
    expect(document.documentElement.outerHTML).not.toContain('Hunter-2')
  })

  it('says why when the question itself fails', async () => {
    const full = async () => fail({ kind: 'storage', why: 'full', file: 'journal.jsonl' })
    const { type, submit, missing } = await page(dock, { 'signIn.many': full })
    await type('Password', 'x')
    await submit()
    expect(missing(/The disk is full/, /journal\.jsonl/)).toEqual([])
  })
})

describe('a locked device', () => {
  const locked = {
    ...dock,
    state: 'locked' as const,
    waitUntil: start + 1_062_000,
  }

  it('counts down and takes no password', async () => {
    const { missing, text } = await page(locked)
    expect(missing(/Dock 03 ramp is locked for 18 min/, /17:42/, /Tries again by itself: never/)).toEqual([])
    expect(document.querySelector('input[type=password]')).toBeNull()
    vi.advanceTimersByTime(3000)
    await flushPromises()
    expect(text()).toContain('17:39')
  })

  it('takes one again when the time is over', async () => {
    await page(locked)
    vi.advanceTimersByTime(1_063_000)
    await flushPromises()
    expect(document.querySelector('input[type=password]')).not.toBeNull()
  })
})

describe('a device fresh from the box', () => {
  const fresh = { ...dock, state: 'firstPassword' as const }

  it('is given its first password, typed twice', async () => {
    const first = vi.fn(async () => ({ device: dock.key }))
    const { type, submit, missing } = await page(fresh, {
      'signIn.firstPassword': first,
    })
    expect(missing(/Give Dock 03 ramp its first password/)).toEqual([])
    await type('Password', 'Fresh-box-1')
    await type('Password again', 'Fresh-box-1')
    await submit()
    expect(first.mock.calls).toEqual([[dock.key, { user: 'admin', password: 'Fresh-box-1' }]])
  })

  it('that finds the password too simple says so', async () => {
    const error: AppError = {
      kind: 'device',
      code: -523,
      name: 'passwordWeak',
      remedy: 'fixInput',
    }
    const { type, submit, missing } = await page(fresh, {
      'signIn.firstPassword': async (key) => ({ device: key, error }),
    })
    await type('Password', 'abc')
    await type('Password again', 'abc')
    await submit()
    expect(missing(/the password is too simple/, /−523/)).toEqual([])
  })

  it('does not call the need for a password a failure', async () => {
    const error: AppError = {
      kind: 'device',
      code: -528,
      name: 'needsFirstPassword',
      remedy: 'firstPassword',
    }
    const { type, submit, wrapper } = await page(dock, refusing(error))
    await type('Password', 'x')
    await submit()
    await wrapper.setProps({ device: fresh })
    expect(document.querySelector('[role=alert]')).toBeNull()
  })
})

describe('a device one is signed in to', () => {
  it('shows its picture and what is known, with units and the true minus', async () => {
    const { missing, picture } = await page(signedIn)
    expect(picture().props('target')).toEqual({
      device: dock.key,
      channel: 1,
      stream: 1,
    })
    expect(missing(/Clock\s*−0\.04 s/, /Sign-in\s*admin/, /Found by\s*Bonjour/, /Picture\s*not seen yet/)).toEqual([])
  })

  it('leads to the network first', async () => {
    const { press, primary, router } = await page(signedIn)
    expect(primary()).toEqual(['Network'])
    await press('Network')
    expect(router.currentRoute.value.path).toBe(`/devices/${dock.key}/network`)
  })

  it('leads to the time first when its clock is off', async () => {
    const { press, primary, router } = await page({
      ...signedIn,
      state: 'clockOff',
    })
    expect(primary()).toEqual(['Time'])
    await press('Time')
    expect(router.currentRoute.value.path).toBe(`/devices/${dock.key}/time`)
  })

  it('shows any channel of a recorder, main or sub stream', async () => {
    const { wrapper, picture } = await page({
      ...signedIn,
      identity: { ...dock.identity, channels: 16 },
    })
    await wrapper.get('select[aria-label="Channel"]').setValue('3')
    await wrapper.get('input[type=radio][value="2"]').setValue()
    expect(picture().props('target')).toEqual({
      device: dock.key,
      channel: 3,
      stream: 2,
    })
  })

  it('says why its clock could not be measured', async () => {
    const silent = async () =>
      fail({
        kind: 'unreachable',
        why: 'timeout',
        address: '192.168.10.41',
        request: 'get dateTime',
      })
    const { press, missing } = await page(signedIn, { 'time.measure': silent })
    await press('Measure')
    expect(missing(/Dock 03 ramp does not answer/, /net\.timeout/)).toEqual([])
  })

  it('can be signed out of, and forgotten', async () => {
    const out = vi.fn(async () => null)
    const forget = vi.fn(async () => null)
    const { press, router } = await page(signedIn, {
      'signIn.out': out,
      'devices.forget': forget,
    })
    await press('More for this device')
    await press('Sign out')
    await press('More for this device')
    await press('Forget')
    expect([out.mock.calls, forget.mock.calls, router.currentRoute.value.path]).toEqual([[[dock.key]], [[dock.key]], '/devices'])
  })

  it('has a history that grows while one looks', async () => {
    const { press, host, settled, missing } = await page(signedIn)
    await press(/^History/)
    expect(missing(/Nothing was written yet/)).toEqual([])
    const facts = { from: '192.168.0.120', to: '192.168.10.41' }
    host.emit('journal.grew', {
      number: 1,
      at: start,
      device: dock.key,
      job: 'a',
      what: 'note',
      note: 'addressChanged',
      facts,
    })
    host.emit('journal.grew', {
      number: 2,
      at: start,
      device: 'aabbccddeeff',
      job: 'b',
      what: 'note',
      note: 'nameChanged',
      facts: {},
    })
    await settled()
    expect(missing(/Address changed from 192\.168\.0\.120 to 192\.168\.10\.41/, /History\s*1/)).toEqual([])
  })
})

describe('a device that is gone', () => {
  const gone = {
    ...dock,
    state: 'gone' as const,
    goneSince: start - 250_000,
    lastSeen: start - 250_000,
  }

  it('says since when, where it was, and that nobody looks for it without a search', async () => {
    const { missing } = await page(gone)
    expect(missing(/Dock 03 ramp is gone/, /4 min/, /192\.168\.10\.41/, /No search runs/)).toEqual([])
  })

  it('is looked for where it was', async () => {
    const add = vi.fn(async () => dock)
    const { press } = await page(gone, { 'search.addByHand': add })
    await press('Look at 192.168.10.41')
    expect(add).toHaveBeenCalledWith({ address: '192.168.10.41', port: 80 })
  })

  it('says so when another device answers there', async () => {
    const { press, missing } = await page(gone, {
      'search.addByHand': async () => device(9, 'Gate'),
    })
    await press('Look at 192.168.10.41')
    expect(missing(/Gate answers at 192\.168\.10\.41 now/)).toEqual([])
  })
})

describe('a device that cannot be worked with yet', () => {
  it.each([
    ['sameAddress', /shares 192\.168\.10\.41 with others/],
    ['otherSubnet', /Dock 03 ramp is in another subnet/],
    ['restarting', /Dock 03 ramp restarts/],
  ] as const)('says why: %s', async (state, why) => {
    expect((await page({ ...dock, state })).missing(why)).toEqual([])
  })

  it.each([
    ['192.168.0.120', /192\.168\.0\.250 with mask 255\.255\.255\.0/],
    ['169.254.7.7', /It gave itself 169\.254\.7\.7.*169\.254\.255\.250 with mask 255\.255\.0\.0/],
  ])('says which address an adapter needs for a device at %s', async (address, what) => {
    const far = { ...dock, state: 'otherSubnet', endpoint: { address, port: 80 } } as const
    expect((await page(far)).missing(what)).toEqual([])
  })
})
