import { ofPreset } from '../catalog/analysis/parts.ts'
import { findSetting } from '../catalog/index.ts'
import type { Series } from '../device/series.ts'
import { type AnySetting, partOf, type Target } from '../schema/setting.ts'

/** A preset position as the camera was taught it. */
export interface TaughtPreset {
  readonly preset: number
  readonly name: string
}

/** True for rules that a device of a line may keep once for each preset position besides. */
export function mayHavePresets({ request }: Pick<AnySetting, 'request'>, series: Series): boolean {
  return partOf(request, series)?.key === ofPreset.key
}

/** What tells whether a device has an analysis for each preset: its ability's `presets`. */
export function presetAbility({ id }: Pick<AnySetting, 'id'>): AnySetting | undefined {
  return findSetting(`${id}Ability`)
}

/** The preset whose rules are meant; 0 for the normal ones, whether or not a request names them. */
export function presetOf({ part }: Target): number {
  return part ?? ofPreset.first
}
