import { z } from 'zod'
import { listedAs, supportedAbility } from '../catalog/analysis/supported.ts'
import type { AppError } from '../errors/appError.ts'
import type { ValueIn } from '../schema/setting.ts'
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
export const Capabilities = z.object({ model: z.string(), firmware: z.string(), settings: z.record(z.string(), Known) })
export type Capabilities = z.infer<typeof Capabilities>

/** A device is being asked for everything of its product line. */
export interface Asking {
  readonly device: string
  readonly done: number
  readonly of: number
}

/** Devices of one model and firmware have the same settings. */
export function kindOf({ model, firmware }: Pick<DeviceIdentity, 'model' | 'firmware'>): string {
  return `${model} ${firmware}`
}

/** What an answer tells of whether a device has a setting; undefined for whatever may be otherwise tomorrow. */
export function knownBy(error: AppError | undefined): Known | undefined {
  if (error === undefined) return 'has'
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
