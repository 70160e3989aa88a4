import { parseQuery, type Pair } from '#common/wire/pairs.ts'
import { fold } from '#common/schema/names.ts'
import { type Answer, signInRefusal } from '../cgi/answer.ts'
import type { CgiRequest } from '../cgi/request.ts'
import type { Clock } from '../clock/clock.ts'
import type { Accounts } from './accounts.ts'
import { createDigestGuard, type DigestOptions } from './digest.ts'

/** The ways devices ask for an account: HTTP Digest, HTTP Basic, or the first two parameters of the query. */
export type SignIn = 'digest' | 'digest-sha256' | 'basic' | 'query'

/** Lets a request pass or answers it. */
export type Guard = (request: CgiRequest) => { readonly user: string } | Answer

export interface GuardOptions extends Pick<DigestOptions, 'nonceMs' | 'nonceUses'> {
  readonly realm: string
}

export function createGuard(kind: SignIn, accounts: Accounts, clock: Clock, options: GuardOptions): Guard {
  switch (kind) {
    case 'digest':
      return digestGuard(accounts, clock, { ...options, algorithms: ['MD5'] })
    case 'digest-sha256':
      return digestGuard(accounts, clock, { ...options, algorithms: ['SHA-256', 'MD5'] })
    case 'basic':
      return basicGuard(accounts, options.realm)
    case 'query':
      return queryGuard(accounts)
  }
}

function digestGuard(accounts: Accounts, clock: Clock, options: DigestOptions): Guard {
  const digest = createDigestGuard(accounts, clock, options)
  return ({ method, target, authorization = '' }) => {
    const verdict = digest.judge({ method, target }, authorization)
    if (verdict === 'stale' || verdict === 'none') return signInRefusal(401, -508, digest.challenges(verdict === 'stale'))
    return verdict.ok ? { user: verdict.user } : signInRefusal(401, verdict.code, digest.challenges(false))
  }
}

function basicGuard(accounts: Accounts, realm: string): Guard {
  const challenges = [`Basic realm="${realm}", charset="UTF-8"`]
  return ({ authorization = '' }) => {
    const encoded = /^basic\s+(?<encoded>[\w+/=-]+)$/i.exec(authorization)?.groups?.['encoded']
    if (encoded === undefined) return signInRefusal(401, -508, challenges)
    const shown = Buffer.from(encoded, 'base64').toString('utf8')
    const colon = shown.indexOf(':')
    const verdict = accounts.judge(shown.slice(0, Math.max(colon, 0)), (password) => shown.slice(colon + 1) === password)
    return verdict.ok ? { user: verdict.user } : signInRefusal(401, verdict.code, challenges)
  }
}

function queryGuard(accounts: Accounts): Guard {
  return ({ target }) => {
    const { account } = splitAccount(parseQuery(target.split('?')[1] ?? ''))
    if (account === undefined) return signInRefusal(200, -507)
    const verdict = accounts.judge(account.user, (password) => account.password === password)
    return verdict.ok ? { user: verdict.user } : signInRefusal(200, verdict.code)
  }
}

/** Takes `userName` and `password` off a query; anywhere but in front they are no account (manual 2.1.2). */
export function splitAccount(pairs: readonly Pair[]): {
  readonly account?: { readonly user: string; readonly password: string }
  readonly rest: readonly Pair[]
} {
  const [first, second, ...rest] = pairs
  if (first && second && fold(first.key) === 'username' && fold(second.key) === 'password')
    return { account: { user: first.value ?? '', password: second.value ?? '' }, rest }
  return { rest: pairs }
}
