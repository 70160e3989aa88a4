import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fail } from '#common/errors/appError.ts'
import type { Handlers } from '#common/ipc/contract.ts'
import AddDialogs from '#renderer/screens/devices/AddDialogs.vue'
import { useSearchStore } from '#renderer/stores/search.ts'
import { device, hostWith, show } from './siteHost.ts'

vi.mock('#renderer/bridge/index.ts', async () => ({
  bridge: (await import('./siteHost.ts')).bridge,
}))

enableAutoUnmount(afterEach)
afterEach(() => document.body.replaceChildren())

async function dialog(open: 'byHand' | 'range', more: Partial<Handlers> = {}) {
  hostWith([], more)
  const shown = await show(AddDialogs, { open: undefined })
  await useSearchStore().start()
  await shown.wrapper.setProps({ open })
  await shown.settled()
  return shown
}

describe('adding a device by hand', () => {
  it('asks the address who it is, and goes there', async () => {
    const add = vi.fn(async () => device(120, 'Gate'))
    const { type, submit, wrapper } = await dialog('byHand', {
      'search.addByHand': add,
    })
    await type('Address', ' 192.168.10.120 ')
    await type('Port', '8080')
    await submit()
    expect(add).toHaveBeenCalledWith({ address: '192.168.10.120', port: 8080 })
    expect(wrapper.emitted('added')).toEqual([[device(120, '').key]])
  })

  it.each([
    ['https://192.168.10.120', { address: '192.168.10.120', port: 443, scheme: 'https' }],
    ['https://192.168.10.120:8443/', { address: '192.168.10.120', port: 8443, scheme: 'https' }],
    ['http://192.168.10.120:8080', { address: '192.168.10.120', port: 8080 }],
  ])('takes %s as it is typed', async (typed, endpoint) => {
    const add = vi.fn(async () => device(120, 'Gate'))
    const { type, submit, settled } = await dialog('byHand', { 'search.addByHand': add })
    await type('Address', typed)
    await settled()
    await submit()
    expect(add).toHaveBeenCalledWith(endpoint)
  })

  it('shows the certificate of a device reached over HTTPS, and asks again once it is accepted', async () => {
    const shown = { sha256: 'ab'.repeat(32), subject: 'CN=IPCamera', validFrom: 0, validTo: 0 }
    const add = vi.fn(async () => device(120, 'Gate')).mockImplementationOnce(async () => fail({ kind: 'certificate', shown }))
    const accept = vi.fn(async () => null)
    const { type, submit, text, settled, wrapper } = await dialog('byHand', { 'search.addByHand': add, 'certificates.accept': accept })
    await type('Address', 'https://192.168.10.120')
    await settled()
    await submit()
    expect(text()).toContain('CN=IPCamera')
    ;[...document.querySelectorAll('button')].find((button) => button.textContent?.includes('Accept this certificate'))?.click()
    await settled()
    expect(accept).toHaveBeenCalledWith({ address: '192.168.10.120', port: 443, scheme: 'https' }, shown, null)
    expect(add).toHaveBeenCalledTimes(2)
    expect(wrapper.emitted('added')).toHaveLength(1)
  })

  it.each([
    ['Address', '192.168.0', 'Four numbers from 0 to 255'],
    ['Port', '70000', 'A number from 1 to 65535'],
  ])('says what is wrong with the %s “%s”, and asks nobody', async (name, typed, why) => {
    const add = vi.fn(async () => device(1, ''))
    const { type, submit, text } = await dialog('byHand', {
      'search.addByHand': add,
    })
    await type('Address', '192.168.0.120')
    await type(name, typed)
    await submit()
    expect(text()).toContain(why)
    expect(add).not.toHaveBeenCalled()
  })

  it('says why the address did not answer, and keeps what was typed', async () => {
    const refuse = () => fail({ kind: 'unreachable', why: 'refused', address: '192.168.0.120' })
    const { type, submit, text, field } = await dialog('byHand', {
      'search.addByHand': async () => refuse(),
    })
    await type('Address', '192.168.0.120')
    await submit()
    expect(text()).toContain('192.168.0.120 refused the connection')
    expect(field('Address').value).toBe('192.168.0.120')
  })
})

describe('searching an address range', () => {
  it('begins with the subnet of the adapter in use, and says how many addresses that is', async () => {
    const { field, button } = await dialog('range')
    expect([field('From').value, field('To').value, button(/^Search/).textContent?.trim()]).toEqual([
      '192.168.10.1',
      '192.168.10.254',
      'Search 254 addresses',
    ])
  })

  it('starts the search and leaves', async () => {
    const sweep = vi.fn(async () => ({ sweep: 'sweep-1' }))
    const { type, submit, wrapper } = await dialog('range', {
      'search.sweep': sweep,
    })
    await type('To', '192.168.10.20')
    await type('Ports', '80, 8080')
    await submit()
    expect(sweep).toHaveBeenCalledWith({
      from: '192.168.10.1',
      to: '192.168.10.20',
      ports: [80, 8080],
    })
    expect(wrapper.emitted('close')).toHaveLength(1)
  })

  it.each([
    ['To', '192.168.9.1', 'Comes before the first address'],
    ['To', '192.169.0.1', 'At most 4096 addresses at once'],
    ['From', '192.168.1', 'Four numbers from 0 to 255'],
    ['Ports', '80 0', 'One to eight numbers from 1 to 65535'],
    ['Ports', 'http', 'One to eight numbers from 1 to 65535'],
  ])('does not start with “%s” as %s', async (name, typed, why) => {
    const sweep = vi.fn(async () => ({ sweep: 'sweep-1' }))
    const { type, submit, text } = await dialog('range', {
      'search.sweep': sweep,
    })
    await type(name, typed)
    await submit()
    expect(text()).toContain(why)
    expect(sweep).not.toHaveBeenCalled()
  })
})
