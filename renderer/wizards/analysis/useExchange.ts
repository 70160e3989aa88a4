import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { type FileFault, readRegions, type RegionsFile, takeRegions, type Taking, writeRegions } from '#common/analysis/exchange.ts'
import { analysisOf } from '#common/analysis/analyses.ts'
import type { DeviceIdentity } from '#common/device/device.ts'
import type { PicturePixels } from '#renderer/components/picture/usePictureRect.ts'
import type { Rule } from './machine.ts'

/** A file that was read and held against the rules here; nothing is taken yet. */
export interface Offer {
  readonly name: string
  readonly file: RegionsFile
  readonly taking: Taking
}

/** Bytes; ours. 32 regions of 32 corners of every analysis have a tenth of it. */
const largest = 1_000_000

/** Regions to a file and from one. */
export function useExchange(rules: () => readonly Rule[]) {
  const { t } = useI18n()
  const offer = shallowRef<Offer>()
  /** It is on the screen; what was said stays while that fades. */
  const isOffered = shallowRef(false)
  /** Why a file is no good, in words and with a code to read over the phone. */
  const fault = shallowRef<{ readonly text: string; readonly code: string }>()

  function refuse(file: string, why: FileFault['why'] | 'tooLarge' | 'unreadable', more: object = {}): void {
    fault.value = { text: t(`analysis.exchange.fault.${why}`, { file, ...more }), code: `regions.${why}` }
  }

  async function read(chosen: File, pixels: PicturePixels): Promise<void> {
    isOffered.value = false
    fault.value = undefined
    const name = chosen.name
    if (chosen.size > largest) return refuse(name, 'tooLarge')
    const text = await chosen.text().catch(() => undefined)
    if (text === undefined) return refuse(name, 'unreadable')
    const file = readRegions(text)
    if ('why' in file) refuse(name, file.why, file)
    else {
      offer.value = { name, file, taking: takeRegions(file, rules(), pixels) }
      isOffered.value = true
    }
  }

  return {
    offer,
    isOffered,
    fault,
    read,
    close: () => (isOffered.value = false),
    /** The rules with what the file has, for those it could be taken for. */
    taken({ taking }: Offer): readonly Rule[] {
      const drafts = new Map(taking.drafts.map(({ setting, draft }) => [setting, draft]))
      return rules().map((rule) => ({ ...rule, draft: drafts.get(rule.setting.id) ?? rule.draft }))
    },
    titleOf: (setting: string) => analysisOf(setting)?.setting.title ?? setting.slice(0, 60),
    /** The browser keeps it where its downloads go, or asks. */
    save(identity: Pick<DeviceIdentity, 'model' | 'series'>, device: string, picture: PicturePixels): void {
      const at = new Date().toISOString()
      const text = writeRegions(rules(), { at, device: { model: identity.model, series: identity.series }, picture })
      const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
      const link = document.createElement('a')
      link.href = url
      link.download = t('analysis.exchange.fileName', { device, day: at.slice(0, 10) }).replace(/[^\p{L}\p{N} ._-]+/gu, '_')
      link.click()
      URL.revokeObjectURL(url)
    },
  }
}
