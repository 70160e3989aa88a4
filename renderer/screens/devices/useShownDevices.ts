import { computed, type ComputedRef, type Ref } from 'vue'
import type { DeviceSummary } from '#common/device/device.ts'
import { countGroups, lookOf, matches, type StateGroup } from '../../components/devices/deviceWords.ts'
import { useDevicesStore } from '../../stores/devices.ts'
import { useListStore } from '../../stores/list.ts'
import { whyLeftOut } from './useSignInWords.ts'

export interface UseShownDevicesReturn {
  /** What text and group leave of the list. */
  readonly shown: ComputedRef<readonly DeviceSummary[]>
  /** Devices of each group among those the text leaves. */
  readonly counts: ComputedRef<Readonly<Record<StateGroup, number>>>
  /** Those with a tick, hidden by the filter or not. */
  readonly chosen: ComputedRef<readonly DeviceSummary[]>
  /** How many of them one can sign in to. */
  readonly askable: ComputedRef<number>
}

/**
 * The devices of the list, narrowed and chosen. `now` in ms since the epoch.
 *
 * A site may have 5,000: what does not change within a pass is read once, not once for each device.
 */
export function useShownDevices(now: Readonly<Ref<number>>): UseShownDevicesReturn {
  const [devices, list] = [useDevicesStore(), useListStore()]

  const found = computed(() => {
    const { text } = list
    return text.trim() === '' ? devices.all : devices.all.filter((device) => matches(device, text))
  })
  const shown = computed(() => {
    const { group } = list
    return group === 'all' ? found.value : found.value.filter((device) => lookOf(device.state).group === group)
  })
  const chosen = computed(() => {
    const keys = list.chosen
    return keys.size === 0 ? [] : devices.all.filter((device) => keys.has(device.key))
  })
  const askable = computed(() => {
    const at = now.value
    return chosen.value.filter((device) => whyLeftOut(device, at) === undefined).length
  })

  return { shown, counts: computed(() => countGroups(found.value)), chosen, askable }
}
