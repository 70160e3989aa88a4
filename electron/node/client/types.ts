import type { DeviceIdentity, DeviceKey, Endpoint } from '#common/device/device.ts'
import type { Series } from '#common/device/series.ts'
import type { AppError } from '#common/errors/appError.ts'
import type { Action, Feed } from '#common/schema/action.ts'
import type { Fields } from '#common/schema/field.ts'
import type { AnyValues, ValuesOf } from '#common/schema/infer.ts'
import type { AnySetting, Target, ValueIn } from '#common/schema/setting.ts'
import type { Oddity } from '#common/wire/oddity.ts'
import { maxBodyLength, type Pair } from '#common/wire/pairs.ts'
import type { Part } from '../live/multipart.ts'
import type { AttemptBudget } from './budget.ts'
import type { Judge } from './connector.ts'
import type { Account } from './digest.ts'
import type { RawReply } from './rawReply.ts'

export interface RequestOptions {
  readonly signal?: AbortSignal
  /**
   * ms for the whole request, repeats and the way to sign in included; waiting for a turn does not count.
   *
   * @default limits.timeoutMs
   */
  readonly timeoutMs?: number
  /** Goes before whatever waits for its turn: somebody has let go of a button, and a camera moves. */
  readonly isUrgent?: boolean
}

export interface ChangeOptions extends RequestOptions {
  /** The device may go away with the request (address, port, restart): then no answer is an answer. */
  readonly mayMove?: boolean
  /** Of a set that goes item by item: place of the item sent after all others, the only one that may move the device. */
  readonly last?: number
}

/** What a device said of a setting. */
export interface ReadResult<S extends AnySetting> {
  readonly value: ValueIn<S>
  /** Pairs no field claims, in order. */
  readonly unknown: readonly Pair[]
  /** What was odd about the answer and kept nobody from reading it. */
  readonly oddities: readonly Oddity[]
  readonly raw: string
  /** ms from the request going out to the answer's first byte, of the last exchange alone. */
  readonly tookMs: number
  /** ms since the epoch, by the client's clock. */
  readonly sentAtMs: number
  readonly answeredAtMs: number
  /** The device's own `Date` header where it sends one, ms since the epoch, whole seconds. */
  readonly dateMs?: number
}

/** What has to be known of an action to do it. */
export type Doable<A extends Fields> = Pick<Action<A>, 'request' | 'args' | 'reply' | 'open'>

/** Everything that is asked of one device, one connection pool, one account. Failures are `AppFailure`s. */
export interface DeviceClient {
  get<S extends AnySetting>(setting: S, target?: Target, options?: RequestOptions): Promise<ReadResult<S>>
  /**
   * Sends the sets that lead from `before` to `after`, one after the other, each once.
   *
   * `answered: false`: with `mayMove`, the device went away after request number `requests` had been sent. What came after it
   * was not sent.
   */
  set(
    setting: AnySetting,
    target: Target,
    before: AnyValues,
    after: AnyValues,
    options?: ChangeOptions,
  ): Promise<{ readonly requests: number; readonly answered: boolean }>
  /** Does something once. `text` is the answer, or what follows its OK; empty where `answered` is false. */
  act<A extends Fields>(
    action: Doable<A>,
    target: Target,
    args: ValuesOf<A>,
    options?: ChangeOptions,
  ): Promise<{ readonly text: string; readonly answered: boolean }>
  /** A picture. */
  bytes<A extends Fields>(action: Action<A>, target: Target, args: ValuesOf<A>, options?: RequestOptions): Promise<Uint8Array>
  /** Sends a request nobody described, once, with the account as any other. `undefined` where a device that may move went away with it. */
  send(
    request: { readonly program: string; readonly query: readonly Pair[]; readonly name: string },
    options?: ChangeOptions,
  ): Promise<RawReply | undefined>
  /**
   * Opens something that goes on, on a connection of its own: a picture never keeps a setting waiting. `timeoutMs` is for the
   * beginning. Ends when the pieces are closed, when `signal` aborts, or after a silence of `limits.idleMs`: alarms alone may be
   * silent for as long as they like.
   */
  stream<A extends Fields>(
    feed: Feed<A>,
    target: Target,
    args: ValuesOf<A>,
    options: RequestOptions & { readonly signal: AbortSignal },
  ): Promise<{ readonly contentType: string; readonly body: AsyncIterable<Uint8Array> }>
  /**
   * Opens video over RTSP, from where the device says it is offered, on a connection of its own to the device's own address.
   * `timeoutMs` is for the beginning. Ends as a feed does, and takes leave of the server.
   */
  watch(target: Target, options: RequestOptions & { readonly signal: AbortSignal }): Promise<AsyncIterable<Part>>
  /** Who answers, asked without any account. */
  whoAreYou(options?: RequestOptions): Promise<DeviceIdentity>
  /**
   * One deliberate try, proven by reading the clock. A failed one leaves nobody signed in; the account is never tried again by
   * itself. A device that answers anybody proves nothing and takes every account.
   */
  signIn(account: Account): Promise<void>
  signOut(): void
  readonly signedInAs: string | undefined
  /**
   * The same device at another address. Connections are closed, nonces forgotten. The account stays, but goes out only after
   * the device there has named itself without it; another device is refused as `impostor`.
   */
  moveTo(endpoint: Endpoint): void
  /** Ends everything under way with `why`, as `cancelled` where it is left out. */
  close(why?: AppError): Promise<void>
}

export interface ClientLimits {
  /** Connections to the device, feeds not counted. */
  readonly connections: number
  /** ms for one request. */
  readonly timeoutMs: number
  /** ms for opening a connection. */
  readonly connectTimeoutMs: number
  /** ms before each repeat of a read whose way failed; their number is the number of repeats. */
  readonly retryDelaysMs: readonly number[]
  readonly maxBytes: number
  readonly maxPictureBytes: number
  /** ms of silence after which a feed has ended. */
  readonly idleMs: number
}

/** Ours, but for the two connections, which the smallest cameras bear. A 4608*1728 snapshot can pass 4 MiB. */
export const defaultLimits: ClientLimits = {
  connections: 2,
  timeoutMs: 5000,
  connectTimeoutMs: 3000,
  retryDelaysMs: [150, 400],
  maxBytes: maxBodyLength,
  maxPictureBytes: 32 * 1024 * 1024,
  idleMs: 10_000,
}

/** One exchange, for the log: no query, no header, no body. */
export interface LogEntry {
  /** `get localNetwork` */
  readonly request: string
  readonly address: string
  readonly tookMs: number
  readonly status?: number
  readonly error?: AppError['kind']
}

export interface ClientOptions {
  /** Who the device is. With it, an account goes out only after the device has named itself so. */
  readonly key?: DeviceKey
  /** Its product line; else the one it names. */
  readonly series?: Series
  /** Several devices have its address: it names itself before everything that is asked with the account. */
  readonly isShared?: () => boolean
  readonly budget: AttemptBudget
  /** Looks at the certificate before anything goes out. Without one, no device is reached over HTTPS. */
  readonly judge?: Judge
  readonly limits?: Partial<ClientLimits>
  /** ms since the epoch. */
  readonly now?: () => number
  readonly log?: (entry: LogEntry) => void
  /** A setting was read: the request, `get localNetwork`, and what was odd about the answer. */
  readonly onRead?: (request: string, oddities: readonly Oddity[]) => void
}
