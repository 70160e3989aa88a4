import { z } from 'zod'
import { listedAs, supportedAbility } from '../catalog/analysis/supported.ts'
import { findSetting, settings } from '../catalog/index.ts'
import type { AppError } from '../errors/appError.ts'
import type { Fields } from '../schema/field.ts'
import type { AnyValues } from '../schema/infer.ts'
import { type Abilities, abilitiesOf } from '../schema/limited.ts'
import type { Target, ValueIn } from '../schema/setting.ts'
import type { DeviceIdentity } from './device.ts'

/** Why a device has no such setting: its own code, an HTTP status, or its list of analyses, which does not name it. */
export const Lack = z.union([
  z.object({ code: z.number().int() }),
  z.object({ status: z.number().int() }),
  z.object({ unlisted: z.literal(true) }),
])
export type Lack = z.infer<typeof Lack>

/** `has`: it answered. What nobody has asked for yet is not known. */
export const Known = z.union([z.literal('has'), Lack])
export type Known = z.infer<typeof Known>

/** What is known of a model with a firmware, by the id of the setting. */
export const Capabilities = z.object({
  model: z.string(),
  firmware: z.string(),
  settings: z.record(z.string(), Known),
  /** What its abilities said, by their place: see `placeOfAbility`. */
  abilities: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
})
export type Capabilities = z.infer<typeof Capabilities>

/** A device is being asked for everything of its product line. */
export interface Asking {
  readonly device: string
  readonly done: number
  readonly of: number
}

/** Settings that tell the limits of others. */
export const limiting: ReadonlySet<string> = new Set(settings.flatMap(({ fields }) => abilitiesOf(fields)))

/** `analysis.tripwireAbility 2`: the second lens of a camera may have other limits. */
export function placeOfAbility(id: string, { channel }: Target): string {
  const { request } = findSetting(id) ?? {}
  return request?.scope === 'channel' || request?.scope === 'stream' ? `${id} ${channel ?? 1}` : id
}

/** The limits that hold for one target, as far as they are known. */
export function abilitiesFor(known: Pick<Capabilities, 'abilities'>, fields: Fields, target: Target): Abilities {
  return Object.fromEntries(
    abilitiesOf(fields).flatMap((id) => {
      const said = known.abilities[placeOfAbility(id, target)]
      return said ? [[id, said as AnyValues]] : []
    }),
  )
}

/** Devices of one model and firmware have the same settings. */
export function kindOf({ model, firmware }: Pick<DeviceIdentity, 'model' | 'firmware'>): string {
  return `${model} ${firmware}`
}

/** What an answer tells of whether a device has a setting; undefined for whatever may be otherwise tomorrow. */
export function knownBy(error: AppError): Known | undefined {
  if (error.kind === 'device' && error.name === 'unknownType') return { code: error.code }
  if (error.kind === 'http' && (error.status === 404 || error.status === 501)) return { status: error.status }
  // It says something of its own: it knows the question.
  return error.kind === 'malformed' ? 'has' : undefined
}

/** What the list of its analyses tells of the settings of each. */
export function knownByList({ analyses }: ValueIn<typeof supportedAbility>): Readonly<Record<string, Known>> {
  const names = new Set<string>(analyses.map(({ analysis }) => analysis))
  return Object.fromEntries(
    Object.entries(listedAs).map(([id, name]): [string, Known] => [id, names.has(name) ? 'has' : { unlisted: true }]),
  )
}

export function isLacking(known: Known | undefined): known is Lack {
  return known !== undefined && known !== 'has'
}
