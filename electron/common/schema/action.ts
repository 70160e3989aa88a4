import type { Series } from '../device/series.ts'
import type { Pair } from '../wire/pairs.ts'
import { encode } from './encode.ts'
import type { Fields } from './field.ts'
import { erase, type ValuesOf } from './infer.ts'
import { type Aim, type Cgi, fixed, targetPairs, type TargetOfLine } from './setting.ts'

/** A file that goes in pieces, each the part of a multipart body. */
export interface Upload {
  /** Name of the part. */
  readonly part: string
  /** Bytes of one piece. */
  readonly most: number
  /** Part that says 0 with every piece and 1 after the last, where there is one. */
  readonly state?: string
}

export interface ActionRequest extends Aim {
  readonly cgi: Cgi
  readonly action?: string
  readonly type?: string
  /** Parameters that are always the same and tell this request from others of its action and type. */
  readonly query?: Readonly<Record<string, string>>
  /** GET unless the manual says otherwise. */
  readonly method?: 'post'
  readonly upload?: Upload
  readonly cgiOf?: Partial<Record<Series, Cgi>>
}

/** Something a device does once when asked: restart, test, take a picture, look something up. */
export interface Action<A extends Fields = Fields, R extends Fields = Fields> {
  readonly kind: 'action'
  readonly id: string
  readonly title: string
  readonly help?: string
  /** Section of the manual: its request stands in it or under it. */
  readonly manual: string
  /** Sections in which the manual has the same once more. */
  readonly repeats?: readonly string[]
  readonly request: ActionRequest
  readonly args: A
  readonly reply: 'ok' | 'text' | 'jpeg' | 'pairs' | 'binary'
  /** What a reply of pairs holds. */
  readonly answer?: R
  readonly answerSample?: ValuesOf<R>
  /** What it costs: decides how much confirmation a person is asked for. */
  readonly damage: 'none' | 'restarts' | 'destroys'
  /**
   * Id of the action that ends it: it goes on by itself until that one is asked for. Its button is held, and letting go ends it, however
   * that comes about.
   */
  readonly until?: string
  /** Devices answer it without signing in. */
  readonly open?: true
  readonly series?: readonly Series[]
  readonly sample: ValuesOf<A>
}

/** Something that goes on until it is closed: video, alarms. Of one that is text, `answer` is what a part of it holds. */
export interface Feed<A extends Fields = Fields, R extends Fields = Fields> extends Omit<
  Action<A, R>,
  'kind' | 'reply' | 'damage' | 'until'
> {
  readonly kind: 'feed'
  readonly message: 'video' | 'audio' | 'text'
}

export function defineAction<const A extends Fields, const R extends Fields>(action: Omit<Action<A, R>, 'kind'>): Action<A, R> {
  return { kind: 'action', ...action }
}

export function defineFeed<const A extends Fields, const R extends Fields>(feed: Omit<Feed<A, R>, 'kind'>): Feed<A, R> {
  return { kind: 'feed', ...feed }
}

export type AnyAction = Omit<Action, 'sample' | 'answerSample'> & { readonly sample: object; readonly answerSample?: object }
export type AnyFeed = Omit<Feed, 'sample' | 'answerSample'> & { readonly sample: object; readonly answerSample?: object }

/** The query of an action or a feed, in the order the manual's examples have it. */
export function actionQuery<A extends Fields>(
  { request, args: fields }: { readonly request: ActionRequest; readonly args: A },
  target: TargetOfLine,
  args: ValuesOf<A>,
): readonly Pair[] {
  return [
    ...(request.action === undefined ? [] : [{ key: 'action', value: request.action }]),
    ...(request.type === undefined ? [] : [{ key: 'type', value: request.type }]),
    ...fixed(request.query),
    ...targetPairs(request, target),
    ...encode(fields, erase(args), 'request'),
  ]
}
