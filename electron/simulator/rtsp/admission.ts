import { signInRefusal } from '../cgi/answer.ts'
import type { Clock } from '../clock/clock.ts'
import type { Accounts } from '../sign-in/accounts.ts'
import { createGuard, type Guard, type GuardOptions, type SignIn } from '../sign-in/guard.ts'

/** The ways an RTSP server asks for an account. */
export type RtspSignIn = 'none' | Exclude<SignIn, 'query'>

/** RTSP has no query to put an account in: such a device asks for Digest there. Ours. */
export function rtspSignInOf({ signIn, rtspSignIn }: { readonly signIn: SignIn; readonly rtspSignIn?: RtspSignIn }): RtspSignIn {
  return rtspSignIn ?? (signIn === 'query' ? 'digest' : signIn)
}

/** Judges RTSP requests with the accounts of the device: failures here and over HTTP lock them together. */
export function createRtspGuard(kind: RtspSignIn, accounts: Accounts, clock: Clock, options: GuardOptions): Guard {
  if (kind === 'none') return () => ({ user: '' })
  const guard = createGuard(kind, accounts, clock, options)
  return (request) => (accounts.isEmpty() ? signInRefusal(401, -528) : guard(request))
}
