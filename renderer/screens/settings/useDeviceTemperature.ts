import { computed, type MaybeRefOrGetter, type Ref, shallowRef, toValue, watch } from 'vue'
import { bodyMeasuring } from '#common/catalog/body/measuring.ts'
import { measuring } from '#common/catalog/thermal/measuring.ts'
import type { DeviceKey } from '#common/device/device.ts'
import type { SettingSnapshot } from '#common/ipc/contract.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import { hasTemperatures, type TemperatureUnit, unitIn } from '#common/schema/temperature.ts'
import { bridge } from '../../bridge/index.ts'
import type { Sheet } from './useSettings.ts'

/**
 * The unit the temperatures of the setting one looks at are in, undefined where it has none: as the setting says it itself, else as the
 * device is set to. That is asked anew with each reading: somebody may have set another unit since.
 */
export function useDeviceTemperature(device: MaybeRefOrGetter<DeviceKey | undefined>, sheet: Readonly<Ref<Sheet | undefined>>) {
  const asked = shallowRef<{ readonly reading: SettingSnapshot; readonly unit: TemperatureUnit | undefined }>()
  const reading = computed(() => sheet.value?.snapshot)
  const isNeeded = computed(() => sheet.value !== undefined && hasTemperatures(sheet.value.setting.fields))
  const own = computed(() => sheet.value && unitIn(sheet.value.had))
  const unit = computed(() =>
    isNeeded.value ? (own.value ?? (asked.value?.reading === reading.value ? asked.value?.unit : undefined)) : undefined,
  )

  watch(
    () => (isNeeded.value && own.value === undefined ? reading.value : undefined),
    async (wanted) => {
      const key = toValue(device)
      if (wanted === undefined || key === undefined) return
      const id = sheet.value?.setting.id.startsWith('body.') ? bodyMeasuring.id : measuring.id
      const target = { channel: sheet.value?.target.channel ?? 1 }
      // Without an answer they stay as the device sends them, and no unit is claimed.
      const found = await bridge.request('settings.read', key, id, target).then(
        ({ value }) => unitIn(value as AnyValues),
        () => undefined,
      )
      if (wanted === reading.value) asked.value = { reading: wanted, unit: found }
    },
    { immediate: true },
  )
  return { unit }
}
