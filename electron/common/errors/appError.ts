import type { Issue } from '../schema/field.ts'
import { knownDeviceError, type DeviceErrorName } from './deviceErrors.ts'

/** What a person can do about an error. A screen learns remedies, never codes. */
export type Remedy = 'retry' | 'signIn' | 'firstPassword' | 'wait' | 'fixInput' | 'lookAgain' | 'freeSpace' | 'none'

/** Which device an error is about, in words a technician knows. Never a password, never credentials in a URL. */
export interface ErrorPlace {
  readonly deviceId?: string
  readonly address?: string
  /** The request in the manual's words: `get localNetwork`. */
  readonly request?: string
}

/**
 * What went wrong, as plain data: it crosses every process border as it is.
 *
 * Messages are written in the renderer from `kind` and what the kind carries; no text for people crosses.
 */
export type AppError = ErrorPlace &
  (
    | { readonly kind: 'unreachable'; readonly why: 'timeout' | 'refused' | 'noRoute' | 'reset' }
    | { readonly kind: 'device'; readonly code: number; readonly name: DeviceErrorName; readonly remedy: Remedy }
    | { readonly kind: 'http'; readonly status: number }
    | { readonly kind: 'malformed'; readonly path: string; readonly problem: string; readonly excerpt?: string }
    | { readonly kind: 'invalid'; readonly issues: readonly Issue[] }
    | { readonly kind: 'signIn'; readonly why: 'needed' | 'wrongPassword' | 'wrongUser'; readonly attemptsLeft: number }
    /** Sightline stopped by itself, so that the device does not lock the account. `waitMs` until it would try again. */
    | { readonly kind: 'budget'; readonly waitMs: number }
    | { readonly kind: 'locked'; readonly waitMs?: number }
    /** The device said OK and kept something else. */
    | { readonly kind: 'mismatch'; readonly rows: readonly ProofMismatch[] }
    /** Another device answers at the address where this one was expected. */
    | { readonly kind: 'impostor'; readonly expected: string; readonly found: string }
    | { readonly kind: 'notFoundAgain'; readonly lookedMs: number }
    | { readonly kind: 'unknownDevice' }
    | { readonly kind: 'storage'; readonly why: 'full' | 'readOnly' | 'damaged' | 'other'; readonly file: string }
    | { readonly kind: 'cancelled' }
    | { readonly kind: 'bug'; readonly message: string }
  )

export interface ProofMismatch {
  readonly path: string
  readonly label: string
  readonly asked: string
  readonly stored: string
}

/** The flying form of an `AppError`. Thrown inside a layer, turned into data where it lands. */
export class AppFailure extends Error {
  readonly error: AppError
  constructor(error: AppError) {
    super(`${error.kind}${'code' in error ? ` ${error.code}` : ''}${error.request === undefined ? '' : ` on ${error.request}`}`)
    this.name = 'AppFailure'
    this.error = error
  }
}

/** Throws the given error as an `AppFailure`. */
export function fail(error: AppError): never {
  throw new AppFailure(error)
}

/** Whatever was thrown, as data. What nobody foresaw becomes a `bug`. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppFailure) return thrown.error
  if (thrown instanceof Error && thrown.name === 'AbortError') return { kind: 'cancelled' }
  if (thrown instanceof Error && thrown.name === 'TimeoutError') return { kind: 'unreachable', why: 'timeout' }
  return { kind: 'bug', message: thrown instanceof Error ? thrown.message : String(thrown) }
}

/** A device's code as an error; codes the table does not know keep their number. */
export function deviceError(code: number, place: ErrorPlace = {}): AppError {
  const known = knownDeviceError(code)
  return { kind: 'device', code, name: known?.name ?? 'unknown', remedy: known?.remedy ?? 'none', ...place }
}
