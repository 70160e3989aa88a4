import type { Series } from '../device/series.ts'
import type { Pair } from '../wire/pairs.ts'
import { encode } from './encode.ts'
import type { Fields, Issue } from './field.ts'
import type { AnyValues, ValuesOf } from './infer.ts'
import { validateFields } from './validate.ts'

export type Cgi =
  'param' | 'operate' | 'video' | 'image' | 'system' | 'network' | 'sensor' | 'alarm' | 'record' | 'ptz' | 'audio' | 'upgrade'

/** What a request is about. The keys are fixed by the interface: cameraID, streamID, netCardId. */
export type Scope = 'device' | 'channel' | 'stream' | 'card'

/** Which channel, stream or card is meant; whatever the scope does not need is left out. */
export interface Target {
  readonly channel?: number | undefined
  readonly stream?: number | undefined
  readonly card?: number | undefined
  /** The number of the part, where the request names one besides. */
  readonly part?: number | undefined
}

/** A target, and the line of the device where it is known: some parameters are of some lines alone. */
export interface TargetOfLine extends Target {
  readonly series?: Series | undefined
}

/** One of several things of a device or a channel, picked by a parameter of its own: a scheme, an alarm input, a canvas. */
export interface Part {
  readonly key: string
  /** `Alarm input` */
  readonly label: string
  readonly first: number
  readonly last: number
  /** What a person calls them; their numbers unless given. */
  readonly names?: Readonly<Record<number, string>>
  /** Lines that have several of it; the others have one and do not name it. All where left out. */
  readonly series?: readonly Series[]
  /** The request is understood without it: what is not picked is not named. */
  readonly optional?: true
  /** What a set says besides, of the first of it and of all others: `presetMode=2`. */
  readonly setMode?: { readonly key: string; readonly first: string; readonly others: string }
  /** Marks that may stand in a reply around all values of each of it, in all their spellings. */
  readonly around?: Readonly<Record<'count' | 'begin' | 'next' | 'end', readonly string[]>>
}

/** What a request is about, and how it spells that. */
export interface Aim {
  readonly scope: Scope
  readonly part?: Part
  /** Spellings of cameraID and streamID where this request has others. */
  readonly channelKey?: string
  readonly streamKey?: string
}

export interface SettingRequest extends Aim {
  readonly cgi: Cgi
  /** Left out where the word alone names the request, `action=listPreset`. */
  readonly type?: string
  /** Parameters a get needs besides: `IPProtoVer=1`. */
  readonly query?: Readonly<Record<string, string>>
  /** Type and program of the set, and words of the get and the set, where they are others. */
  readonly setType?: string
  readonly setCgi?: Cgi
  /** Parameters a set needs besides, always the same: `alarmInID=1`. */
  readonly setQuery?: Readonly<Record<string, string>>
  readonly getWord?: string
  readonly setWord?: string
  /** Spelling of cameraID in the set, where it is another than in the get. */
  readonly setChannelKey?: string
  /** Where a product line answers on another program than the manual's template says. */
  readonly cgiOf?: Partial<Record<Series, Cgi>>
}

export interface Setting<R extends Fields = Fields> {
  readonly kind: 'setting'
  /** `chapter.topic` */
  readonly id: string
  readonly title: string
  readonly help?: string
  /** Section of the manual: its requests stand in it or under it. */
  readonly manual: string
  /** Sections in which the manual has the same once more. */
  readonly repeats?: readonly string[]
  readonly request: SettingRequest
  /**
   * `whole`: one set with every field. `each`: one set for each item of the named list, flat. `none`: nothing can be set.
   */
  readonly write: 'whole' | { readonly each: string } | 'none'
  /** What a backup does with it: `record-only` is kept but never put back. */
  readonly backup: 'restore' | 'record-only' | 'identity'
  /** Lines that have it; absent where all have. */
  readonly series?: readonly Series[]
  readonly fields: R
  readonly sample: ValuesOf<R>
  /** Rules between fields. A method, so that `Setting<R>` can stand where `Setting` is asked for. */
  check?(value: ValuesOf<R>): readonly Issue[]
}

/** A setting with its type forgotten, as the assembled catalog holds it. */
export interface AnySetting extends Omit<Setting, 'sample' | 'check'> {
  readonly sample: object
  check?(value: object): readonly Issue[]
}

/** The type of a setting's value. */
export type ValueIn<S extends { readonly fields: Fields }> = ValuesOf<S['fields']>

export function defineSetting<const R extends Fields>(setting: Omit<Setting<R>, 'kind'>): Setting<R> {
  return { kind: 'setting', ...setting }
}

/** Everything that speaks against sending a value: the fields' own rules, then the rules between them. `had` is what the device has. */
export function validate(setting: AnySetting, value: AnyValues, had?: AnyValues): readonly Issue[] {
  const issues = validateFields(setting.fields, value, '', had)
  return issues.length > 0 ? issues : (setting.check?.(value) ?? [])
}

/** What a get and a set are called where they are spoken of: `get NTP`, `listPreset`. */
export function nameOfGet({ request: { getWord = 'get', type } }: Pick<AnySetting, 'request'>): string {
  return type === undefined ? getWord : `get ${type}`
}

export function nameOfSet({ request: { setWord = 'set', type, setType = type } }: Pick<AnySetting, 'request'>): string {
  return setType === undefined ? setWord : `set ${setType}`
}

/** The query of a get, in the order the manual's examples have it. */
export function readQuery({ request }: AnySetting, target: TargetOfLine): readonly Pair[] {
  return [
    { key: 'action', value: request.getWord ?? 'get' },
    ...(request.type === undefined ? [] : [{ key: 'type', value: request.type }]),
    ...fixed(request.query),
    ...targetPairs(request, target),
  ]
}

/** The queries of a set: one, or one for each item that differs from `before`; the item at `last` after all others. */
export function writeQueries(
  setting: AnySetting,
  target: TargetOfLine,
  before: AnyValues,
  after: AnyValues,
  last?: number,
): readonly (readonly Pair[])[] {
  const { request, write, fields } = setting
  const { setWord = 'set', type, setType = type } = request
  const head = [{ key: 'action', value: setWord }, ...(setType === undefined ? [] : [{ key: 'type', value: setType }])]
  if (write === 'none') return []
  if (write === 'whole') {
    const aim = [...head, ...targetPairs(aimOfSet(request), target), ...modePairs(request, target), ...fixed(request.setQuery)]
    return emptied(fields, before, after).map((values) => [...aim, ...encode(fields, values, 'request', target.series)])
  }
  const list = fields[write.each]
  if (list?.kind !== 'list') return []
  const [was, is] = [before[write.each], after[write.each]] as [readonly AnyValues[] | undefined, readonly AnyValues[] | undefined]
  return [...(is ?? []).entries()]
    .filter(([index, item]) => JSON.stringify(item) !== JSON.stringify(was?.[index]))
    .sort(([a], [b]) => Number(a === last) - Number(b === last))
    .map(([, item]) => [...head, ...encode(list.item, item, 'request', target.series)])
}

/** What is sent one after the other: where a list is emptied that only an order empties, off, the order, and on again. */
function emptied(fields: Fields, before: AnyValues, after: AnyValues): readonly AnyValues[] {
  const found = Object.entries(fields).flatMap(([name, field]) =>
    field.kind === 'flag' && field.empties ? [{ name, ...field.empties }] : [],
  )
  const order = found.find(({ list }) => isLong(before[list]) && !isLong(after[list]))
  if (!order) return [after]
  const off = { [order.whileOff]: false }
  return [
    ...(before[order.whileOff] === true ? [{ ...before, ...off }] : []),
    { ...after, ...off, [order.name]: true },
    ...(after[order.whileOff] === true ? [after] : []),
  ]
}

function isLong(value: AnyValues[string]): boolean {
  return Array.isArray(value) && value.length > 0
}

/** Parameters that name channel, stream or card, and the part. */
export function targetPairs(aim: Aim, target: TargetOfLine): readonly Pair[] {
  const { scope, channelKey = 'cameraID', streamKey = 'streamID' } = aim
  const part = partOf(aim, target.series)
  const { channel = 1, stream = 1, card = 1, part: wanted = part?.optional ? undefined : part?.first } = target
  const pair = (key: string, value: number) => ({ key, value: String(value) })
  const picked = part === undefined || wanted === undefined ? [] : [pair(part.key, wanted)]
  switch (scope) {
    case 'device':
      return picked
    case 'channel':
      return [pair(channelKey, channel), ...picked]
    case 'stream':
      return [pair(channelKey, channel), pair(streamKey, stream), ...picked]
    case 'card':
      return [pair('netCardId', card), ...picked]
  }
}

/** What a set says besides the part that was picked. */
function modePairs(aim: Aim, target: TargetOfLine): readonly Pair[] {
  const part = partOf(aim, target.series)
  if (!part?.setMode || target.part === undefined) return []
  const { key, first, others } = part.setMode
  return [{ key, value: target.part === part.first ? first : others }]
}

/** The part a device of a line has several of. */
export function partOf({ part }: Aim, series: Series | undefined): Part | undefined {
  return series !== undefined && part?.series?.includes(series) === false ? undefined : part
}

/** True where devices of a line have no such setting, or not several of it where another than the first is meant: it would be taken for that. */
export function isLackedBy(series: Series, { series: lines, request }: Pick<AnySetting, 'series' | 'request'>, target: Target): boolean {
  if (lines?.includes(series) === false) return true
  return request.part !== undefined && partOf(request, series) === undefined && (target.part ?? request.part.first) !== request.part.first
}

/** What a set is about, as the set spells it. */
export function aimOfSet(request: SettingRequest): Aim {
  return request.setChannelKey === undefined ? request : { ...request, channelKey: request.setChannelKey }
}

/** Where a set goes; lines that have a program of their own have it for both. */
export function setCgiOf({ cgi, setCgi = cgi, cgiOf }: SettingRequest): Pick<SettingRequest, 'cgi' | 'cgiOf'> {
  return { cgi: setCgi, ...(cgiOf ? { cgiOf } : {}) }
}

/** Pairs of parameters that are always the same. */
export function fixed(query: Readonly<Record<string, string>> | undefined): readonly Pair[] {
  return Object.entries(query ?? {}).map(([key, value]) => ({ key, value }))
}
