import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Fields } from '#common/schema/field.ts'
import type { Abilities } from '#common/schema/limited.ts'
import type { Target } from '#common/schema/setting.ts'
import { abilitiesFor, type Asking, type Capabilities, kindOf, type Known } from '#common/device/capabilities.ts'
import type { DeviceKey, DeviceSummary } from '#common/device/device.ts'
import { bridge } from '../bridge/index.ts'

/** What devices have, as far as anybody has asked. */
export const useCapabilitiesStore = defineStore('capabilities', () => {
  const kinds = shallowRef<ReadonlyMap<string, Capabilities>>(new Map())
  const asking = shallowRef<readonly Asking[]>([])

  async function start(): Promise<() => void> {
    const stops = [bridge.on('capabilities.changed', keep), bridge.on('capabilities.askingChanged', (now) => (asking.value = now))]
    asking.value = await bridge.request('capabilities.asking')
    return () => stops.forEach((stop) => stop())
  }

  function keep(known: Capabilities): void {
    kinds.value = new Map(kinds.value).set(kindOf(known), known)
  }

  /** Asks the host once for each device that is looked at; what follows is told. */
  async function load(key: DeviceKey): Promise<void> {
    keep(await bridge.request('capabilities.of', key))
  }

  function of(device: Pick<DeviceSummary, 'identity'> | undefined): Readonly<Record<string, Known>> {
    return (device && kinds.value.get(kindOf(device.identity))?.settings) ?? {}
  }

  /** The limits a device told, for one target. */
  function limits(device: Pick<DeviceSummary, 'identity'> | undefined, fields: Fields, target: Target): Abilities {
    const known = device && kinds.value.get(kindOf(device.identity))
    return known ? abilitiesFor(known, fields, target) : {}
  }

  return { asking, start, load, of, limits }
})
