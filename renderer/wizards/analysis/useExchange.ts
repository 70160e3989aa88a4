import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { analysisOf } from '#common/analysis/analyses.ts'
import {
  type FileFault,
  readRegions,
  type RegionsFile,
  regionsOf,
  sizeOf,
  takeRegions,
  type Taking,
  writeRegions,
} from '#common/analysis/exchange.ts'
import { presetOf } from '#common/analysis/presets.ts'
import { avStream } from '#common/catalog/stream/avStream.ts'
import type { DeviceIdentity, DeviceKey, DeviceSummary } from '#common/device/device.ts'
import type { Series } from '#common/device/series.ts'
import type { Backup } from '#common/plan/backup.ts'
import { findSetting } from '#common/catalog/index.ts'
import { toAppError } from '#common/errors/appError.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import { targetFor } from '#common/device/targets.ts'
import type { AnySetting } from '#common/schema/setting.ts'
import { bridge } from '#renderer/bridge/index.ts'
import { useErrorText } from '#renderer/composables/useErrorText.ts'
import { timeText } from '#renderer/components/devices/timeText.ts'
import type { PicturePixels } from '#renderer/components/picture/usePictureRect.ts'
import type { Rule } from './machine.ts'

/** A file that was read and held against the rules here; nothing is taken yet. */
export interface Offer {
  readonly name: string
  readonly file: RegionsFile
  readonly taking: Taking
  /** False where the other device does not tell the size of its picture: nobody knows whether shapes become another. */
  readonly isSizeKnown: boolean
  /** What the other device did not tell, and why, in words. */
  readonly unread: readonly { readonly rule: string; readonly title: string }[]
}

const wholly: Pick<Offer, 'isSizeKnown' | 'unread'> = { isSizeKnown: true, unread: [] }

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

  /** Key of the device that is being asked. */
  const reading = shallowRef<DeviceKey>()
  const { describe } = useErrorText()

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
      offerThem(name, file, pixels)
    }
  }

  function offerThem(name: string, file: RegionsFile, pixels: PicturePixels, about = wholly): void {
    offer.value = { name, file, taking: takeRegions(file, rules(), pixels), ...about }
    isOffered.value = true
  }

  /** What this device had on a channel, for the same preset, before a write, of the analyses that are open here. */
  function takeBackup({ at, model, settings }: Backup, series: Series, channel: number, pixels: PicturePixels): void {
    const had = settings.flatMap(({ setting: id, target, value }) => {
      const setting = findSetting(id)
      const isOf = (rule: Rule) => rule.setting.id === id && presetOf(rule.target) === presetOf(target)
      const isOpen = rules().some(isOf) && (target.channel ?? channel) === channel
      return setting && isOpen ? [{ setting, draft: value as AnyValues }] : []
    })
    offerThem(timeText(Date.parse(at)), regionsOf(had, { at, device: { model, series }, picture: pixels }), pixels)
  }

  /** What another device has of the analyses that are open here, on the channel of that number, or its first. */
  async function readFrom(other: DeviceSummary, channel: number, name: string, pixels: PicturePixels): Promise<void> {
    isOffered.value = false
    fault.value = undefined
    reading.value = other.key
    const ask = (setting: AnySetting) => bridge.request('settings.read', other.key, setting.id, targetFor(setting, other, { channel }))
    const asked = rules().map(({ setting }) => setting)
    const read = await Promise.allSettled(asked.map(async (setting) => (await ask(setting)).value as AnyValues))
    const stream = await ask(avStream).catch(() => undefined)
    if (reading.value !== other.key) return // another was asked for meanwhile
    reading.value = undefined
    const found = read.flatMap((one, at) => {
      const setting = asked[at]
      return setting && one.status === 'fulfilled' ? [{ setting, draft: one.value }] : []
    })
    const unread = read.flatMap((one, at) =>
      one.status === 'rejected' ? [{ rule: asked[at]?.title ?? '', ...describe(toAppError(one.reason), name) }] : [],
    )
    const [first] = unread
    if (found.length === 0 && first) {
      fault.value = { text: first.title, code: first.code }
      return
    }
    const size = sizeOf((stream?.value as AnyValues | undefined)?.['resolution'])
    const { model, series } = other.identity
    const about = { at: new Date().toISOString(), device: { model, series }, picture: size ?? pixels }
    offerThem(name, regionsOf(found, about), pixels, { isSizeKnown: size !== undefined, unread })
  }

  return {
    offer,
    isOffered,
    fault,
    reading,
    read,
    readFrom,
    takeBackup,
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
