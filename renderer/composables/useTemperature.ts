import { useLocalStorage } from '@vueuse/core'
import { computed, inject, type InjectionKey, type Ref, ref } from 'vue'
import { convertTemperature, type TemperatureUnit } from '#common/schema/temperature.ts'

/** The unit the device is set to, given by the screen; undefined where nobody knows it. */
export const deviceTemperature: InjectionKey<Readonly<Ref<TemperatureUnit | undefined>>> = Symbol('deviceTemperature')

/** Digits behind the point that are shown, and that are sent where the catalog names none. */
const digits = 2

/** What a person wants to read temperatures in, remembered on this computer; `device`: as the device does. */
export function useTemperatureChoice() {
  return useLocalStorage<TemperatureUnit | 'device'>('temperature', 'device')
}

/** Temperatures in the person's unit: for the eye and the keyboard alone, what is kept and sent is in the device's. */
export function useTemperature() {
  const choice = useTemperatureChoice()
  const own = inject(deviceTemperature, ref(undefined))
  const unit = computed(() => own.value && (choice.value === 'device' ? own.value : choice.value))

  return {
    /** The unit they are shown in; undefined where the device's is not known. */
    unit,
    shown(value: number, isDifference: boolean): number {
      if (!own.value || !unit.value || own.value === unit.value) return value
      return Number(convertTemperature(value, own.value, unit.value, isDifference).toFixed(digits))
    },
    sent(value: number, isDifference: boolean, kept = digits): number {
      if (!own.value || !unit.value || own.value === unit.value) return value
      return Number(convertTemperature(value, unit.value, own.value, isDifference).toFixed(kept))
    },
  }
}
