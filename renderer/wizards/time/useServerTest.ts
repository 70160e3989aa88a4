import { type ShallowRef, shallowRef, toValue, type MaybeRefOrGetter } from 'vue'
import type { DeviceKey } from '#common/device/device.ts'
import { bridge } from '#renderer/bridge/index.ts'

/** How the device's own test of its time server went. */
export type ServerTest = { readonly state: 'idle' | 'busy' | 'failed' } | { readonly state: 'reached' | 'missed'; readonly tookMs: number }

export type AskServerTest = (device: DeviceKey) => Promise<{ readonly reached: boolean; readonly answer: string }>

export interface UseServerTestReturn {
  readonly test: Readonly<ShallowRef<ServerTest>>
  run(): Promise<void>
}

/** Lets the device ask the time server it has stored, once. */
export function useServerTest(
  deviceKey: MaybeRefOrGetter<DeviceKey>,
  ask: AskServerTest = (device) => bridge.request('time.testServer', device),
): UseServerTestReturn {
  const test = shallowRef<ServerTest>({ state: 'idle' })

  async function run(): Promise<void> {
    if (test.value.state === 'busy') return
    test.value = { state: 'busy' }
    const began = Date.now()
    try {
      const { reached } = await ask(toValue(deviceKey))
      test.value = { state: reached ? 'reached' : 'missed', tookMs: Date.now() - began }
    } catch {
      test.value = { state: 'failed' } // a device that cannot test is no obstacle to writing
    }
  }

  return { test, run }
}
