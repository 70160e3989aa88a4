import { z } from 'zod'
import { DeviceKey } from '../device/device.ts'
import type { AppError } from '../errors/appError.ts'
import { namePlaces } from '../naming/places.ts'
import type { Finding } from '../plan/finding.ts'
import { TargetSchema } from '../plan/plan.ts'

/** Devices written to side by side unless a person says otherwise. */
export const usualAtOnce = 8
/** Devices read side by side: each is asked over two connections whatever the number, and to be read does no device any harm. */
export const usualReadAtOnce = 16

const AtOnce = z.number().int().min(1).max(32)
const Devices = z.array(DeviceKey).min(1).max(10_000)

/** One setting, and which channel, stream, card or part of it. */
export const Question = z.object({ setting: z.string(), target: TargetSchema })
export type Question = z.infer<typeof Question>

/** Reads the same settings of many devices. */
export const CompareRequest = z.object({ devices: Devices, questions: z.array(Question).min(1).max(500), atOnce: AtOnce })
export type CompareRequest = z.infer<typeof CompareRequest>

/** What a device answered to one of the questions. Secrets are empty. */
export interface CompareCell {
  readonly device: DeviceKey
  /** Place among the questions. */
  readonly question: number
  readonly value?: Readonly<Record<string, unknown>>
  /** Why there is no value; neither: its product line has no such setting. */
  readonly error?: AppError
}

/** How far a comparison is; told with the answers that came since. */
export interface CompareProgress {
  readonly compare: string
  /** Answers so far, and in all. */
  readonly done: number
  readonly of: number
  readonly running: boolean
  readonly cells: readonly CompareCell[]
}

/** Fields of one setting that are copied, as patterns: `cards.mtu`. */
export const CopyPart = Question.extend({ fields: z.array(z.string()).min(1) })
export type CopyPart = z.infer<typeof CopyPart>

/** Gives devices what another one has. */
export const CopyRequest = z.object({ source: DeviceKey, parts: z.array(CopyPart).min(1).max(500), devices: Devices, atOnce: AtOnce })
export type CopyRequest = z.infer<typeof CopyRequest>

/** Gives each device a name of its own. */
export const NamesRequest = z.object({
  names: z
    .array(z.object({ device: DeviceKey, name: z.string().min(1).max(1000) }))
    .min(1)
    .max(10_000),
  places: z.array(z.enum(namePlaces)).min(1),
  atOnce: AtOnce,
})
export type NamesRequest = z.infer<typeof NamesRequest>

/** A part that does not reach a device, and why; without an error its product line has no such setting. */
export interface CopyLack {
  readonly setting: string
  readonly error?: AppError
}

/** One device of a copy. */
export interface CopyRow {
  readonly device: DeviceKey
  /**
   * `same`: it has all of it already. `cannot`: checked, and must not be written. `left`: stopped before its turn.
   */
  readonly state: 'waits' | 'checking' | 'ready' | 'same' | 'cannot' | 'writing' | 'done' | 'failed' | 'left'
  /** Values that change. */
  readonly changes: number
  /** Settings they belong to. */
  readonly settings: readonly string[]
  readonly lacks: readonly CopyLack[]
  /** Everything that was checked and is not in order. */
  readonly findings: readonly Finding[]
  /** The plan that writes it. */
  readonly job?: string
  readonly error?: AppError
}

/** How far a copy is. Nothing is written before a person has seen what was checked. */
export interface CopyProgress {
  readonly copy: string
  readonly request: CopyRequest | NamesRequest
  /** ms since the epoch. */
  readonly startedAt: number
  readonly state: 'checking' | 'checked' | 'writing' | 'stopping' | 'done'
  readonly rows: readonly CopyRow[]
  /** The source could not be read: nothing goes on. */
  readonly error?: AppError
}
