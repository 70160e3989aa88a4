import { type AppError, toAppError } from '#common/errors/appError.ts'
import { WireError } from '#common/wire/wireError.ts'

/** Only a person can mend it: an account is never tried again by itself. */
export function needsPerson(error: AppError): boolean {
  return (
    error.kind === 'signIn' ||
    error.kind === 'budget' ||
    error.kind === 'locked' ||
    error.kind === 'impostor' ||
    error.kind === 'certificate' ||
    (error.kind === 'device' && (error.remedy === 'signIn' || error.remedy === 'firstPassword'))
  )
}

/** What asking again would not change. A server error is none of these: a device that restarts answers so. */
export function isNotOffered(error: AppError): boolean {
  if (error.kind === 'http') return error.status < 500 || error.status === 501
  return (error.kind === 'device' && error.remedy === 'none') || error.kind === 'malformed'
}

/** Whatever was thrown while something was read that goes on. */
export function asError(thrown: unknown): AppError {
  return thrown instanceof WireError ? { kind: 'malformed', path: thrown.path, problem: thrown.problem } : toAppError(thrown)
}
