import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { DeviceSummary } from '#common/device/device.ts'
import { useDevicesStore } from '#renderer/stores/devices.ts'
import { device, hostWith } from '../screens/siteHost.ts'

vi.mock('#renderer/bridge/index.ts', async () => ({
  bridge: (await import('../screens/siteHost.ts')).bridge,
}))

const gate = device(1, 'Gate')
const yard = device(2, 'Yard')

beforeEach(() => setActivePinia(createPinia()))

describe('the devices of the site', () => {
  it('are those of the host, with every change it told since', async () => {
    const host = hostWith([gate, yard])
    const store = useDevicesStore()
    await store.start()
    host.emit('devices.changed', { changed: [device(2, 'Yard east'), device(3, 'Dock')], gone: [gate.key] })
    expect(store.all.map(({ identity }) => identity.name)).toEqual(['Yard east', 'Dock'])
    expect([store.find(gate.key), store.find(yard.key)?.identity.name]).toEqual([undefined, 'Yard east'])
  })

  it('keep what was told while the whole list was on its way', async () => {
    let answer: (devices: DeviceSummary[]) => void = () => undefined
    const host = hostWith([], { 'devices.list': () => new Promise((resolve) => (answer = resolve)) })
    const store = useDevicesStore()
    const started = store.start()
    await vi.waitFor(() => expect(host.asked).toHaveLength(1))
    host.emit('devices.changed', { changed: [device(1, 'Gate, moved')], gone: [yard.key] })
    answer([gate, yard])
    await started
    expect(store.all.map(({ identity }) => identity.name)).toEqual(['Gate, moved'])
  })

  it('stay as they are once nobody listens any more', async () => {
    const host = hostWith([gate])
    const store = useDevicesStore()
    const stop = await store.start()
    stop()
    host.emit('devices.changed', { changed: [yard], gone: [] })
    expect(store.all).toEqual([gate])
  })

  it('that cannot be told leave no listener behind', async () => {
    const host = hostWith([], { 'devices.list': () => Promise.reject(new Error('no disk')) })
    const store = useDevicesStore()
    await expect(store.start()).rejects.toMatchObject({ error: { kind: 'bug', message: 'no disk' } })
    host.emit('devices.changed', { changed: [gate], gone: [] })
    expect(store.all).toEqual([])
  })
})
