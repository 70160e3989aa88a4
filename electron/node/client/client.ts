import { deviceInfo } from '#common/catalog/device/deviceInfo.ts'
import { rtspUrl } from '#common/catalog/stream/live.ts'
import { dateTime } from '#common/catalog/time/dateTime.ts'
import type { Endpoint } from '#common/device/device.ts'
import { type AppError, AppFailure, fail, toAppError } from '#common/errors/appError.ts'
import { actionQuery, type ActionRequest } from '#common/schema/action.ts'
import { findRtspUrl } from '#common/rtsp/url.ts'
import { decode, type Decoded } from '#common/schema/decode.ts'
import type { Fields } from '#common/schema/field.ts'
import type { ValuesOf } from '#common/schema/infer.ts'
import { odditiesOf } from '#common/schema/oddities.ts'
import { pairsOfPart } from '#common/schema/parted.ts'
import {
  type AnySetting,
  nameOfGet,
  nameOfSet,
  readQuery,
  type SettingRequest,
  type Target,
  type TargetOfLine,
  type ValueIn,
  setCgiOf,
  writeQueries,
} from '#common/schema/setting.ts'
import type { Pair } from '#common/wire/pairs.ts'
import { WireError } from '#common/wire/wireError.ts'
import { createSpelling } from './charset.ts'
import { createCourier, type Job } from './courier.ts'
import type { Account } from './digest.ts'
import type { Answer } from './exchange.ts'
import { contentTypeOf } from './feed.ts'
import { rawReply } from './rawReply.ts'
import { okReply, pairsReply, pictureReply, textReply, withPlace } from './replies.ts'
import type { Unsigned } from './session.ts'
import { type ChangeOptions, type ClientOptions, defaultLimits, type DeviceClient, type Doable, type ReadResult } from './types.ts'

export { identify } from './identify.ts'
export type { ClientLimits, ClientOptions, DeviceClient, LogEntry } from './types.ts'

/**
 * A client for the device at an address. Nothing is sent before it is asked for something. Account and nonces stay in
 * closures: printed, a client shows functions.
 */
export function createClient(endpoint: Endpoint, options: ClientOptions): DeviceClient {
  const courier = createCourier(endpoint, options)
  const { session } = courier
  const maxPictureBytes = options.limits?.maxPictureBytes ?? defaultLimits.maxPictureBytes
  let signingIn: Promise<void> = Promise.resolve()
  const spelling = createSpelling()

  function ofThisLine(target: Target): TargetOfLine {
    return { ...target, series: courier.series }
  }

  function unsigned({ cgi, cgiOf }: Pick<SettingRequest, 'cgi' | 'cgiOf'>, query: Unsigned['query']): Unsigned {
    const { series } = courier
    return { program: `/cgi-bin/${(series && cgiOf?.[series]) ?? cgi}.cgi`, query, spelling }
  }

  /** Reads a setting as whoever may; deviceInfo is asked for as nobody first. */
  async function read<T>(job: Job, setting: AnySetting, target: Target, understand: (answer: Answer) => T): Promise<T> {
    const request = () => unsigned(setting.request, readQuery(setting, ofThisLine(target)))
    const asked = (isOpen: boolean) =>
      courier.askAgain(job, async () => {
        const answer = await courier.ask(job, request, { isOpen })
        spelling.learn(answer.body)
        return understand(answer)
      })
    if (setting.request.type !== deviceInfo.request.type) return asked(false)
    try {
      return await asked(true)
    } catch (thrown) {
      if (toAppError(thrown).kind !== 'signIn' || session.user === undefined) throw thrown
      return asked(false)
    }
  }

  /** Sends what changes something, once. `undefined` where a device that may move went away with the request. */
  async function change<T>(
    name: string,
    request: () => Unsigned,
    { isOpen, understand, ...how }: ChangeOptions & { readonly isOpen: boolean; readonly understand: (answer: Answer, job: Job) => T },
  ): Promise<T | undefined> {
    const sent: Job[] = []
    try {
      return await courier.run(name, how, async (job) => {
        sent.push(job)
        return understand(await courier.ask(job, request, { isOpen }), job)
      })
    } catch (thrown) {
      const error = toAppError(thrown)
      if (how.mayMove && sent[0]?.wasSent && isGone(error)) return undefined
      throw sent[0]?.wasSent !== true || isRefusal(error) ? new AppFailure({ ...error, untouched: true }) : thrown
    }
  }

  async function signInOnce(account: Account): Promise<void> {
    session.use(account)
    try {
      await courier.run('sign in', {}, (job) =>
        read(job, dateTime, {}, (answer) => {
          if (!session.isProven) textReply(answer, job)
        }),
      )
    } catch (thrown) {
      if (session.user !== undefined) session.forget()
      throw thrown
    }
  }

  async function act<A extends Fields>(action: Doable<A>, target: Target, args: ValuesOf<A>, how: ChangeOptions = {}) {
    const understand = action.reply === 'ok' ? okReply : (answer: Answer, job: Job) => textReply(answer, job).text.trim()
    const request = () => unsigned(action.request, actionQuery(action, ofThisLine(target), args))
    const text = await change(nameOf(action.request), request, { ...how, isOpen: action.open === true, understand })
    return { text: text ?? '', answered: text !== undefined }
  }

  return {
    get(setting, target = {}, how = {}) {
      const name = nameOfGet(setting)
      return courier.run(name, how, async (job) => {
        const result = await read(job, setting, target, (answer) => resultOf(setting, ofThisLine(target), answer, job))
        options.onRead?.(name, result.oddities)
        return result
      })
    },
    async set(setting, target, before, after, how = {}) {
      const { last, mayMove = false, ...rest } = how
      const queries = writeQueries(setting, ofThisLine(target), before, after, last)
      const name = nameOfSet(setting)
      for (const [index, query] of queries.entries()) {
        const moves = mayMove && index === queries.length - 1
        const request = () => unsigned(setCgiOf(setting.request), query)
        const note = await change(name, request, { ...rest, mayMove: moves, isOpen: false, understand: okReply }).catch(
          (thrown: unknown) => {
            const { untouched: _untouched, ...error } = toAppError(thrown)
            throw index === 0 ? thrown : new AppFailure(error)
          },
        )
        if (note === undefined) return { requests: index + 1, answered: false }
      }
      return { requests: queries.length, answered: true }
    },
    act,
    bytes(action, target, args, how = {}) {
      const request = () => unsigned(action.request, actionQuery(action, ofThisLine(target), args))
      return courier.run(nameOf(action.request), how, (job) =>
        courier.askAgain(job, async () => pictureReply(await courier.ask(job, request, { maxBytes: maxPictureBytes }), job)),
      )
    },
    send({ program, query, name }, how = {}) {
      return change(name, () => ({ program, query, spelling }), { ...how, isOpen: false, understand: rawReply })
    },
    stream(feed, target, args, how) {
      const request = () => unsigned(feed.request, actionQuery(feed, ofThisLine(target), args))
      return courier.open(nameOf(feed.request), { ...how, isQuiet: feed.message === 'text' }, request, (answer, job) => {
        if (answer.pieces) return { contentType: contentTypeOf(answer), body: answer.pieces }
        textReply(answer, job)
        return fail({ kind: 'malformed', path: '', problem: 'not a stream' })
      })
    },
    async watch(target, how) {
      const { text } = await act(rtspUrl, target, {}, how)
      const rtsp = findRtspUrl(text) ?? fail({ kind: 'malformed', path: '', problem: 'no RTSP address' })
      return courier.watch(how, rtsp)
    },
    whoAreYou(how = {}) {
      return courier.run(nameOfGet(deviceInfo), how, (job) => courier.askAgain(job, () => courier.askIdentity(job)))
    },
    signIn(account) {
      const turn = signingIn.then(() => signInOnce(account))
      signingIn = turn.catch(() => undefined)
      return turn
    },
    signOut() {
      session.forget()
    },
    get signedInAs() {
      return session.user
    },
    moveTo: (next) => courier.moveTo(next),
    close: (why) => courier.close(why),
  }
}

function resultOf<S extends AnySetting>(setting: S, target: TargetOfLine, answer: Answer, job: Job): ReadResult<S> {
  const { text, charset, pairs: told } = pairsReply(answer, job)
  const pairs = withPlace(job, () => pairsOfPart(setting.request, target, told))
  const decoded = withPlace(job, () => decodeReply(setting.fields, pairs))
  const { value, unknown } = decoded
  const { sentAtMs, answeredAtMs } = answer
  const dateMs = Date.parse(answer.headers.date ?? '')
  return {
    value: value as ValueIn<S>,
    unknown,
    oddities: [...(charset === 'utf-8' ? [] : [{ kind: charset }]), ...odditiesOf(setting.fields, pairs, decoded)],
    raw: text,
    tookMs: answeredAtMs - sentAtMs,
    sentAtMs,
    answeredAtMs,
    ...(Number.isNaN(dateMs) ? {} : { dateMs }),
  }
}

/** A sentence where values must be is no reply; where they may all be missing, it says that there is nothing to tell. */
function decodeReply<R extends Fields>(fields: R, pairs: readonly Pair[]): Decoded<R> {
  try {
    return decode(fields, pairs)
  } catch (thrown) {
    if (thrown instanceof WireError && thrown.problem === 'missing' && pairs.every(({ value }) => value === null))
      throw new WireError('', 'notPairs', pairs[0]?.key.slice(0, 80) ?? '')
    throw thrown
  }
}

/** A request in the manual's words: `restart`, `test NTP`, `modify User`; the program where it has neither action nor type. */
function nameOf({ action, type, cgi }: ActionRequest): string {
  return [action, type].filter((word) => word !== undefined).join(' ') || cgi
}

/** The device, or whoever answers in its place, said no: what was asked for was not done. */
function isRefusal(error: AppError): boolean {
  if (error.kind === 'http') return error.status < 500
  return (
    error.kind === 'device' || error.kind === 'signIn' || error.kind === 'locked' || error.kind === 'budget' || error.kind === 'redirect'
  )
}

/** The connection ended without a word: what a device does that moves or restarts. */
function isGone(error: AppError): boolean {
  if (error.kind === 'malformed') return error.problem === 'answer cut short' || error.problem === 'empty'
  return error.kind === 'unreachable' && (error.why === 'reset' || error.why === 'timeout')
}
