import type { CertificateQuestion } from '../device/certificate.ts'
import type { Issue } from '../schema/field.ts'
import type { Finding } from '../plan/finding.ts'
import type { PlanKind, StepKind } from '../plan/kinds.ts'
import { knownDeviceError, type DeviceErrorName } from './deviceErrors.ts'

/** What a person can do about an error. A screen learns remedies, never codes. */
export type Remedy = 'retry' | 'signIn' | 'firstPassword' | 'wait' | 'fixInput' | 'lookAgain' | 'freeSpace' | 'none'

/** Which device an error is about, in words a technician knows. Never a password, never credentials in a URL. */
export interface ErrorPlace {
  readonly deviceId?: string
  readonly address?: string
  /** The request in the manual's words: `get localNetwork`. */
  readonly request?: string
  /** Of a set: the device has taken nothing of it. It refused, or nothing left this computer. */
  readonly untouched?: true
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
    /** What was checked right before a write does not hold; only the findings that failed. */
    | { readonly kind: 'preflight'; readonly findings: readonly Finding[] }
    /** Another plan of this device is under way; one at a time. `since` in ms since the epoch. */
    | { readonly kind: 'busy'; readonly job: string; readonly plan: PlanKind; readonly since: number; readonly step?: StepKind }
    /** The device has neither what it had before a plan nor what the plan wrote. */
    | { readonly kind: 'changedSince'; readonly rows: readonly ChangedSince[] }
    /** A plan that cannot be taken back or gone on with, and why. */
    | { readonly kind: 'noWayBack'; readonly why: 'noBackup' | 'clockOnly' | 'notOpen' | 'undone' | 'secret' | 'notKnown' }
    | { readonly kind: 'signIn'; readonly why: 'needed' | 'wrongPassword' | 'wrongUser'; readonly attemptsLeft: number }
    /** Sightline stopped by itself, so that the device does not lock the account. `waitMs` until it would try again. */
    | { readonly kind: 'budget'; readonly waitMs: number }
    | { readonly kind: 'locked'; readonly waitMs?: number }
    /** The device said OK and kept something else. */
    | { readonly kind: 'mismatch'; readonly rows: readonly ProofMismatch[] }
    /** Another device answers at the address where this one was expected. */
    | { readonly kind: 'impostor'; readonly expected: string; readonly found: string }
    /** Nobody has accepted what the device shows over HTTPS. Nothing was sent. */
    | ({ readonly kind: 'certificate' } & CertificateQuestion)
    /** There is no HTTPS to be had. `reason` is OpenSSL's word for it. */
    | { readonly kind: 'tls'; readonly why: 'old' | 'weak' | 'notTls' | 'rtsp' | 'other'; readonly reason: string }
    /** It sends whoever asks elsewhere; Sightline does not go there. `to` holds scheme, host and port only. */
    | { readonly kind: 'redirect'; readonly why: 'https' | 'http' | 'otherHost'; readonly to: string }
    /** Remembered accounts that cannot be used, and why. */
    | { readonly kind: 'vault'; readonly why: 'locked' | 'wrongPassphrase' | 'notRemembered' | 'noFile' | 'damaged' | 'newer' | 'keyStore' }
    | { readonly kind: 'notFoundAgain'; readonly lookedMs: number }
    | { readonly kind: 'unknownDevice' }
    | { readonly kind: 'storage'; readonly why: 'full' | 'readOnly' | 'damaged' | 'other'; readonly file: string }
    /** `sent` of `of` settings went out before; `unsure` are those of which nobody knows whether the device took them. */
    | { readonly kind: 'cancelled'; readonly sent?: number; readonly of?: number; readonly unsure?: readonly string[] }
    | { readonly kind: 'bug'; readonly message: string }
  )

export interface ProofMismatch {
  readonly path: string
  readonly label: string
  readonly asked: string
  readonly stored: string
}

/** A value that was changed otherwise after a plan wrote it. */
export interface ChangedSince {
  readonly setting: string
  readonly path: string
  readonly label: string
  readonly wrote: string
  readonly now: string
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
