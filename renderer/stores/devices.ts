import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { DeviceKey, DeviceSummary } from '#common/device/device.ts'
import { type DeviceListChange, withChanges } from '#common/device/listChange.ts'
import { bridge } from '../bridge/index.ts'

/** Every device of the site, as the host last told. */
export const useDevicesStore = defineStore('devices', () => {
  const byKey = shallowRef<ReadonlyMap<DeviceKey, DeviceSummary>>(new Map())
  const all = computed<readonly DeviceSummary[]>(() => [...byKey.value.values()])

  async function start(): Promise<() => void> {
    /** What was told while the whole was asked for: it may be younger than the answer. */
    let early: DeviceListChange[] | undefined = []
    const stop = bridge.on('devices.changed', (change) => {
      if (early) early.push(change)
      else byKey.value = withChanges(byKey.value, [change])
    })
    const devices = await bridge.request('devices.list').catch((thrown: unknown) => {
      stop()
      throw thrown
    })
    byKey.value = withChanges(new Map(devices.map((device) => [device.key, device])), early)
    early = undefined
    return stop
  }

  function find(key: DeviceKey | undefined): DeviceSummary | undefined {
    return key === undefined ? undefined : byKey.value.get(key)
  }

  return { all, start, find }
})
