import type { Series } from '../device/series.ts'
import type { Pair } from '../wire/pairs.ts'
import { encode } from './encode.ts'
import type { Fields } from './field.ts'
import { erase, type ValuesOf } from './infer.ts'
import { type Cgi, type Scope, type Target, targetPairs } from './setting.ts'

export interface ActionRequest {
  readonly cgi: Cgi
  readonly action?: string
  readonly type?: string
  readonly scope: Scope
  readonly cgiOf?: Partial<Record<Series, Cgi>>
}

/** Something a device does once when asked: restart, test, take a picture. */
export interface Action<A extends Fields = Fields> {
  readonly kind: 'action'
  readonly id: string
  readonly title: string
  readonly manual: string
  readonly request: ActionRequest
  readonly args: A
  readonly reply: 'ok' | 'text' | 'jpeg'
  /** What it costs: decides how much confirmation a person is asked for. */
  readonly damage: 'none' | 'restarts' | 'destroys'
  /** Devices answer it without signing in. */
  readonly open?: true
  readonly series?: readonly Series[]
  readonly sample: ValuesOf<A>
}

/** Something that goes on until it is closed: video, alarms. */
export interface Feed<A extends Fields = Fields> extends Omit<Action<A>, 'kind' | 'reply' | 'damage'> {
  readonly kind: 'feed'
  readonly message: 'video' | 'text'
}

export function defineAction<const A extends Fields>(action: Omit<Action<A>, 'kind'>): Action<A> {
  return { kind: 'action', ...action }
}

export function defineFeed<const A extends Fields>(feed: Omit<Feed<A>, 'kind'>): Feed<A> {
  return { kind: 'feed', ...feed }
}

export type AnyAction = Omit<Action, 'sample'> & { readonly sample: object }
export type AnyFeed = Omit<Feed, 'sample'> & { readonly sample: object }

/** The query of an action or a feed, in the order the manual's examples have it. */
export function actionQuery<A extends Fields>(
  { request, args: fields }: { readonly request: ActionRequest; readonly args: A },
  target: Target,
  args: ValuesOf<A>,
): readonly Pair[] {
  return [
    ...(request.action === undefined ? [] : [{ key: 'action', value: request.action }]),
    ...(request.type === undefined ? [] : [{ key: 'type', value: request.type }]),
    ...targetPairs(request.scope, target),
    ...encode(fields, erase(args), 'request'),
  ]
}
