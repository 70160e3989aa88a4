import { reactive } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import { fakeBridge } from '#renderer/bridge/fake.ts'
import { createBridge } from '#renderer/bridge/client.ts'

describe('asking through the bridge', () => {
  it('gives the value, by method or by name', async () => {
    const { bridge } = fakeBridge({ 'plans.run': () => Promise.resolve({ job: 'job-1' }), 'jobs.list': () => Promise.resolve([]) })
    await expect(bridge.jobs.list()).resolves.toEqual([])
    await expect(bridge.request('jobs.list')).resolves.toEqual([])
  })

  it('sends plain copies of what the screen holds, without what is undefined', async () => {
    const { bridge, asked } = fakeBridge({ 'search.addByHand': () => Promise.resolve({} as never) })
    const form = reactive({ address: '127.0.0.5', port: 80, note: undefined })
    await bridge.search.addByHand(form)
    expect(asked).toEqual([{ name: 'search.addByHand', args: [{ address: '127.0.0.5', port: 80 }] }])
    expect(structuredClone(asked)).toEqual(asked) // throws on a proxy
  })

  it('throws what the host says went wrong', async () => {
    const { bridge } = fakeBridge()
    await expect(bridge.devices.list()).rejects.toMatchObject({
      name: 'AppFailure',
      error: { kind: 'bug', message: 'no handler for devices.list' },
    })
  })

  it('names streams by their full address', () => {
    expect(fakeBridge().bridge.url('/live/7/index.m3u8')).toBe('http://127.0.0.1/live/7/index.m3u8')
  })

  it('opens nothing before it is used, and then once', async () => {
    const carry = vi.fn(() => ({ request: () => Promise.resolve({ ok: true as const, value: [] }), on: () => () => undefined }))
    const bridge = createBridge(carry)
    expect(carry).not.toHaveBeenCalled()
    await bridge.devices.list()
    await bridge.jobs.list()
    expect(carry).toHaveBeenCalledOnce()
  })

  it('is connected over a carrier that cannot break', () => {
    const bridge = createBridge(() => ({ request: () => Promise.reject(new Error()), on: () => () => undefined }))
    expect(bridge.state()).toBe('connected')
  })
})

describe('the fake bridge', () => {
  it('tells events until the listener stops', () => {
    const { bridge, emit } = fakeBridge()
    const heard = vi.fn()
    const stop = bridge.on('devices.changed', heard)
    emit('devices.changed', { changed: [], gone: [] })
    stop()
    emit('devices.changed', { changed: [], gone: [] })
    expect(heard).toHaveBeenCalledOnce()
  })

  it('loses and finds its host', () => {
    const { bridge, become } = fakeBridge()
    const states: string[] = []
    bridge.onState((state) => states.push(state))
    become('lost')
    expect(bridge.state()).toBe('lost')
    become('connected')
    expect(states).toEqual(['lost', 'connected'])
  })
})
