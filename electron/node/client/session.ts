import { fail } from '#common/errors/appError.ts'
import { formatQuery, type Pair } from '#common/wire/pairs.ts'
import type { AttemptBudget } from './budget.ts'
import { readChallenges } from './challenge.ts'
import { queryIn, type Spelling } from './charset.ts'
import { type Account, bestDigest, digestHeader, type DigestOffer } from './digest.ts'
import type { Answer, Outgoing } from './exchange.ts'
import { errorCodeOf, lockCodes } from './replies.ts'

export type { Account } from './digest.ts'

/** How a device wants to be told who asks. */
export type Scheme =
  { readonly kind: 'digest'; readonly offer: DigestOffer; uses: number } | { readonly kind: 'basic' } | { readonly kind: 'query' }

/** A request before anybody has signed it. */
export interface Unsigned {
  /** `/cgi-bin/param.cgi`; over RTSP the whole address as the device gave it. */
  readonly program: string
  readonly query: readonly Pair[]
  /** UTF-8 where it is left out. An account is always shown in UTF-8. */
  readonly spelling?: Spelling
  /** GET where it is left out. */
  readonly method?: string
}

/** What is judged of an answer, HTTP or RTSP. */
export interface Judged {
  readonly status: number
  readonly headers: { readonly 'www-authenticate'?: string | undefined }
  readonly body: Answer['body']
}

export type Send<A extends Judged> = (outgoing: Outgoing) => Promise<A>

/** How one server, or one connection where nonces belong to it, wants to see the account; what it asked for last. */
export interface SchemeMemory {
  scheme?: Scheme | undefined
}

/** The account a device is used with, for as long as the program runs, and how the device wants to see it. */
export interface Session {
  readonly user: string | undefined
  /** Takes an account nobody has tried yet. */
  use(account: Account): void
  forget(): void
  /** The device's nonce and scheme no longer hold; the account does. */
  restart(): void
  /** True once the device has accepted the account. */
  readonly isProven: boolean
  /**
   * Sends a request with the account, in the way the device asks for. What it asked for is kept in `memory`.
   *
   * @throws AppFailure `signIn`, `budget`, `locked`, or what `send` throws
   */
  ask<A extends Judged>(request: Unsigned, send: Send<A>, memory?: SchemeMemory): Promise<A>
  /** Sends a request as nobody; a device that asks for an account gets none: `signIn`, `needed`. */
  askBare<A extends Judged>(request: Unsigned, send: Send<A>): Promise<A>
  /**
   * The same account at the device's other server, RTSP: it comes and goes with this one, the budget is one, but it is proven
   * and refused there for itself. A device that refuses video to an account goes on taking its settings.
   */
  beside(): Session
  /** Everything that must not be shown. */
  secrets(): readonly string[]
}

/** Codes of an answer to somebody the device does not know (manual 3.2). */
const codes = { wrongUser: -507, wrongPassword: -508, notAllowed: -512 } as const

const firstPasswordCodes: readonly number[] = [-528, -532]

/** A nonce that is old each time it is shown: a device that does so is not waited for. Ours. */
const mostRenewals = 3

interface SignedIn {
  readonly is: 'in'
  readonly account: Account
  isProven: boolean
}

type State = { readonly is: 'out' } | { readonly is: 'refused'; readonly why: 'wrongPassword' | 'wrongUser' } | SignedIn

/** The state lives in this closure: whoever prints a client finds functions. */
export function createSession(key: string, budget: AttemptBudget): Session {
  let state: State = { is: 'out' }
  const own: SchemeMemory = {}
  let other: Session | undefined

  async function ask<A extends Judged>(request: Unsigned, send: Send<A>, memory = own): Promise<A> {
    if (state.is === 'refused') fail({ kind: 'signIn', why: state.why, attemptsLeft: budget.attemptsLeft(key) })
    if (state.is === 'out') return askBare(request, send)
    return state.isProven
      ? askSigned(request, send, memory)
      : budget.exclusively(key, () => (state.is === 'in' ? askSigned(request, send, memory) : ask(request, send, memory)))
  }

  async function askBare<A extends Judged>(request: Unsigned, send: Send<A>): Promise<A> {
    const answer = await send(bare(request))
    if (schemeOf(answer, request) === 'open') return answer
    return fail(budget.refusal(key) ?? { kind: 'signIn', why: 'needed', attemptsLeft: budget.attemptsLeft(key) })
  }

  async function askSigned<A extends Judged>(request: Unsigned, send: Send<A>, memory: SchemeMemory): Promise<A> {
    if (state.is !== 'in') return ask(request, send, memory)
    const mine = state
    refuseWithoutBudget(mine)
    if (memory.scheme === undefined) {
      const answer = await send(bare(request))
      const asked = schemeOf(answer, request)
      if (asked === 'open') return answer
      memory.scheme = asked
    }
    let used: Scheme = memory.scheme
    for (let renewals = 0; renewals <= mostRenewals; renewals += 1) {
      refuseWithoutBudget(mine)
      const isFirstUse = used.kind !== 'digest' || used.uses === 0
      const answer = await send(sign(request, mine.account, used))
      const verdict = judge(answer, used, isFirstUse || renewals > 0)
      if (verdict !== 'stale') return settle(verdict, answer, mine)
      const renewed = schemeOf(answer, request)
      if (renewed === 'open') return answer
      if (memory.scheme === used) memory.scheme = renewed
      used = memory.scheme ?? renewed
    }
    return fail({ kind: 'http', status: 401 })
  }

  function settle<A extends Judged>(verdict: Exclude<Verdict, 'stale'>, answer: A, mine: SignedIn): A {
    switch (verdict) {
      case 'accepted':
        if (!mine.isProven) budget.succeeded(key)
        mine.isProven = true
        return answer
      case 'undecided':
        return answer
      case 'locked':
        if (leave(mine, { is: 'out' })) budget.locked(key)
        return fail(budget.refusal(key) ?? { kind: 'locked' })
      case 'wrongUser':
      case 'wrongPassword':
        // Counts once, however many requests were under way with the account: the next attempt is a person's.
        if (leave(mine, { is: 'refused', why: verdict })) budget.failed(key)
        return fail({ kind: 'signIn', why: verdict, attemptsLeft: budget.attemptsLeft(key) })
    }
  }

  function refuseWithoutBudget({ isProven }: { readonly isProven: boolean }): void {
    const refusal = isProven ? undefined : budget.refusal(key)
    if (refusal) fail(refusal)
  }

  function leave(mine: SignedIn, next: State): boolean {
    if (state !== mine) return false
    state = next
    other?.forget()
    return true
  }

  return {
    get user() {
      return state.is === 'in' ? state.account.user : undefined
    },
    use(account) {
      state = { is: 'in', account: { ...account }, isProven: false }
      own.scheme = undefined
      other?.use(account)
    },
    forget() {
      state = { is: 'out' }
      other?.forget()
    },
    restart() {
      own.scheme = undefined
      other?.restart()
    },
    get isProven() {
      return state.is === 'in' && state.isProven
    },
    ask,
    askBare,
    beside() {
      if (other) return other
      other = createSession(key, budget)
      if (state.is === 'in') other.use(state.account)
      return other
    },
    secrets: () => (state.is === 'in' ? secretsOf(state.account) : []),
  }
}

/** A request as nobody: no account, no header. */
export function bare(request: Unsigned): Outgoing {
  return { path: pathOf(request.program, queryOf(request)), headers: {} }
}

function queryOf({ query, spelling }: Unsigned): string {
  return spelling ? queryIn(spelling, query) : formatQuery(query)
}

function pathOf(program: string, ...queries: readonly string[]): string {
  const query = queries.filter((text) => text !== '').join('&')
  return query === '' ? program : `${program}?${query}`
}

/** What an answer asks for; `open` when it is not about signing in. An RTSP address never takes an account. */
function schemeOf(answer: Judged, { method }: Unsigned): Scheme | 'open' {
  const code = errorCodeOf(answer)
  const isStranger = code === codes.wrongUser || code === codes.wrongPassword || code === codes.notAllowed
  if (answer.status !== 401 && !isStranger) return 'open'
  if (code !== undefined && !isStranger) return 'open'
  const challenges = readChallenges(answer.headers['www-authenticate'])
  const offer = bestDigest(challenges)
  if (offer) return { kind: 'digest', offer, uses: 0 }
  if (challenges.some(({ scheme }) => scheme === 'basic')) return { kind: 'basic' }
  if (challenges.length === 0 && method === undefined) return { kind: 'query' }
  fail({ kind: 'http', status: answer.status })
}

type Verdict = 'accepted' | 'undecided' | 'stale' | 'locked' | 'wrongUser' | 'wrongPassword'

/**
 * What a device thinks of the account it was shown.
 *
 * A nonce shown before may have grown old. Devices that never say `stale` just send a new challenge; unless they also say
 * that the password is wrong, a remembered nonce gets one new try.
 */
function judge(answer: Judged, used: Scheme, isLastWord: boolean): Verdict {
  const code = errorCodeOf(answer)
  if (code !== undefined && lockCodes.includes(code)) return 'locked'
  if (code !== undefined && firstPasswordCodes.includes(code)) return 'undecided'
  const isRefused = answer.status === 401 || code === codes.wrongUser || code === codes.wrongPassword
  if (!isRefused) return answer.status === 200 && code !== codes.notAllowed ? 'accepted' : 'undecided'
  if (code !== undefined && code !== codes.wrongUser && code !== codes.wrongPassword) return 'undecided'
  const offer = used.kind === 'digest' ? bestDigest(readChallenges(answer.headers['www-authenticate'])) : undefined
  if (offer?.isStale) return 'stale'
  const isSilent =
    code === undefined && offer !== undefined && !offer.saysStale && used.kind === 'digest' && offer.nonce !== used.offer.nonce
  if (isSilent && !isLastWord) return 'stale'
  return code === codes.wrongUser ? 'wrongUser' : 'wrongPassword'
}

function sign(request: Unsigned, account: Account, scheme: Scheme): Outgoing {
  switch (scheme.kind) {
    case 'digest': {
      scheme.uses += 1
      const { path } = bare(request)
      return {
        path,
        headers: { authorization: digestHeader(scheme.offer, account, { method: request.method ?? 'GET', uri: path, count: scheme.uses }) },
      }
    }
    case 'basic':
      return { ...bare(request), headers: { authorization: `Basic ${basicToken(account)}` } }
    case 'query': {
      const shown = formatQuery([
        { key: 'userName', value: account.user },
        { key: 'password', value: account.password },
      ])
      return { path: pathOf(request.program, shown, queryOf(request)), headers: {} }
    }
  }
}

function basicToken({ user, password }: Account): string {
  return Buffer.from(`${user}:${password}`, 'utf8').toString('base64')
}

function secretsOf(account: Account): readonly string[] {
  return [basicToken(account), encodeURIComponent(account.password), account.password].filter((secret) => secret !== '')
}
