import { useIntervalFn } from '@vueuse/core'
import { computed, shallowRef, watch } from 'vue'
import { type PictureSize, sizeOf } from '#common/analysis/exchange.ts'
import { recordAt } from '#common/analysis/figures.ts'
import { osdAbility } from '#common/catalog/osd/overlay.ts'
import { avStream } from '#common/catalog/stream/avStream.ts'
import type { DeviceKey } from '#common/device/device.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import { type AnySetting, type Target } from '#common/schema/setting.ts'
import { bridge } from '#renderer/bridge/index.ts'
import type { TextLook } from '#renderer/components/picture/drawn.ts'
import type { Rule } from '../analysis/machine.ts'
import { previewOf, usualFormats } from './preview.ts'

export interface TextsAbout {
  readonly device: () => DeviceKey
  readonly channel: () => number
  readonly rules: () => readonly Rule[]
  /** What only the device knows, by the kind of text. */
  readonly names: () => Readonly<Record<string, string>>
}

/** Taken where a device does not say how large its picture is: ours. */
const usualPicture: PictureSize = { width: 1920, height: 1080 }

/** What is needed to show texts as the device will: its formats, the size of its picture, its style, and the time. */
export function useTexts({ device, channel, rules, names }: TextsAbout) {
  const formats = shallowRef(usualFormats)
  const picture = shallowRef(usualPicture)
  const now = shallowRef(Date.now())
  useIntervalFn(() => (now.value = Date.now()), 1000)

  watch(
    [device, channel],
    async ([key, one]) => {
      const ask = (setting: AnySetting, target: Target): Promise<AnyValues> =>
        bridge.request('settings.read', key, setting.id, target).then(
          ({ value }) => value as AnyValues,
          () => ({}), // what it does not tell is taken as usual
        )
      const [ability, stream] = await Promise.all([ask(osdAbility, {}), ask(avStream, { channel: one, stream: 1 })])
      if (device() !== key || channel() !== one) return
      const told = (recordAt(ability, 'timeFormats') ?? []) as unknown as readonly AnyValues[]
      const own = told.flatMap(({ format }) => (typeof format === 'string' ? [format] : []))
      formats.value = own.length > 0 ? own : usualFormats
      picture.value = sizeOf(stream['resolution']) ?? usualPicture
    },
    { immediate: true },
  )

  const style = computed(() => rules().find(({ setting }) => setting.fields['transparency'])?.draft ?? {})
  /** As this computer's clock shows it; the device's own may differ, and the picture will say so. */
  const wallClock = computed(() => new Date(now.value - new Date(now.value).getTimezoneOffset() * 60_000))

  return {
    formats,
    says: (record: AnyValues): TextLook =>
      previewOf({ record, style: style.value, now: wallClock.value, names: names(), picture: picture.value }),
  }
}
