import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { DeviceKey, DeviceSummary } from '#common/device/device.ts'
import { bridge } from '../bridge/index.ts'

/** Every device of the site, as the host last told. */
export const useDevicesStore = defineStore('devices', () => {
  const all = shallowRef<readonly DeviceSummary[]>([])
  const byKey = computed(() => new Map(all.value.map((device) => [device.key, device])))

  async function start(): Promise<() => void> {
    const stop = bridge.on('devices.changed', (devices) => {
      all.value = devices
    })
    all.value = await bridge.request('devices.list')
    return stop
  }

  function find(key: DeviceKey | undefined): DeviceSummary | undefined {
    return key === undefined ? undefined : byKey.value.get(key)
  }

  return { all, start, find }
})
