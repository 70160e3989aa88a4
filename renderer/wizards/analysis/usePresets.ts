import { shallowRef } from 'vue'
import { mayHavePresets, presetAbility, type TaughtPreset } from '#common/analysis/presets.ts'
import { presets as listed } from '#common/catalog/ptz/presets.ts'
import type { DeviceSummary } from '#common/device/device.ts'
import type { AnySetting } from '#common/schema/setting.ts'
import type { AnalysisPorts } from './useAnalysisWizard.ts'

const nobody: ReadonlySet<string> = new Set()

/** What a person calls a preset; one without a name by its number. */
export function presetName(
  { preset: n, name }: TaughtPreset,
  t: (key: string, given: Readonly<Record<string, unknown>>) => string,
): string {
  return name === '' ? t('analysis.preset.unnamed', { n }) : name
}

/** The presets a camera was taught, and which of its analyses have rules for each of them: none where it does not say so. */
export function usePresets(port: Pick<AnalysisPorts, 'read'>) {
  const taught = shallowRef<readonly TaughtPreset[]>([])
  /** Ids of the analyses. */
  const having = shallowRef(nobody)

  async function read({ key, identity }: DeviceSummary, channel: number, settings: readonly AnySetting[]): Promise<void> {
    taught.value = []
    having.value = nobody
    const asked = settings.filter((setting) => mayHavePresets(setting, identity.series))
    if (asked.length === 0) return
    const found = await port.read(key, listed.id, { channel }).catch(() => undefined) // it has none, then
    const presets = ((found?.value ?? {}) as { presets?: readonly TaughtPreset[] }).presets ?? []
    if (presets.length === 0) return
    const told = await Promise.allSettled(asked.map((setting) => port.read(key, presetAbility(setting)?.id ?? '', { channel })))
    const able = asked.filter((_, at) => {
      const one = told[at]
      return one?.status === 'fulfilled' && (one.value.value as { presets?: boolean }).presets === true
    })
    having.value = new Set(able.map(({ id }) => id))
    taught.value = able.length > 0 ? presets : []
  }

  return { taught, having, read }
}
