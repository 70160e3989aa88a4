import type { Series } from '../../device/series.ts'
import type { NumberField } from '../../schema/field.ts'
import { choice, int } from '../../schema/make.ts'
import type { Part } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'

/** "NVR/the lite series": they have one scheme, and spell some settings in a way of their own. */
export const recorderAndLite = ['nvr', 'ipc-lite'] as const satisfies readonly Series[]

/** Cameras whose lens is driven without a pan and tilt head (manual 2.8.7.2). */
export const lensLines = ['ipc', 'thermal', 'body-thermal', 'lpr', 'fisheye'] as const satisfies readonly Series[]

export const schemeNames = { 0: 'Scheme 1', 1: 'Scheme 2', 2: 'Scheme 3', 3: 'Scheme 4' } as const

/** One of the four sets of picture settings a camera switches between (manual line 28194). */
export function scheme(key: 'schemeID' | 'SchemaId' = 'schemeID'): Part {
  return { key, label: 'Scheme', first: 0, last: 3, names: schemeNames, series: camerasButLite }
}

/** A strength, 0 to 100; -1 is what a camera says that does not have it (manual line 28225). */
export function level(label: string, options: Parameters<typeof int>[1] = {}): NumberField {
  return int(label, { min: 0, max: 100, special: { [-1]: 'not supported' }, ...options })
}

/** A switch that says -1 where the camera does not have it. */
export function toggle(label: string, options: { readonly key?: string; readonly help?: string } = {}) {
  return choice(label, { 0: 'off', 1: 'on', '-1': 'not supported' }, options)
}

/** A minute of the hour in tens, as the schedules of the picture have them (manual line 28131). */
export function tens(label: string, key: string): NumberField {
  return int(label, { key, min: 0, max: 50, step: 10 })
}
