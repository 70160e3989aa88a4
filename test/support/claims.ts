import { actions, feeds, settings } from '#common/catalog/index.ts'
import { actionQuery, type AnyAction, type AnyFeed } from '#common/schema/action.ts'
import { received } from '#common/schema/received.ts'
import { decode } from '#common/schema/decode.ts'
import { encode } from '#common/schema/encode.ts'
import type { Fields } from '#common/schema/field.ts'
import { type AnyValues, erase } from '#common/schema/infer.ts'
import { fold, tableOf } from '#common/schema/names.ts'
import { odditiesOf } from '#common/schema/oddities.ts'
import { type AnySetting, type Aim, aimOfSet, fixed, readQuery, setCgiOf, type Target, writeQueries } from '#common/schema/setting.ts'
import type { Oddity } from '#common/wire/oddity.ts'
import type { Pair } from '#common/wire/pairs.ts'
import { pairsOf, type PrintedRequest, type PrintedText } from './manual.ts'

/** What of the catalog a request of the manual belongs to. */
export type Claim =
  | { readonly as: 'get' | 'set'; readonly entry: AnySetting }
  | { readonly as: 'action'; readonly entry: AnyAction }
  | { readonly as: 'feed'; readonly entry: AnyFeed }

/** Everything in the catalog that is this request: by the section it stands in, its action and its type. */
export function claimsOf(request: PrintedRequest): readonly Claim[] {
  const told = actions.filter((entry) => asks(entry, request) && isTold(entry, request))
  if (told.length > 0) return told.map((entry) => ({ as: 'action', entry }))
  const here = settings.filter((entry) => stands(entry, request))
  return [
    ...here.filter(({ request: { getWord = 'get', type } }) => is(request, getWord, type)).map((entry) => ({ as: 'get', entry }) as const),
    ...here
      .filter(({ write, request: { setWord = 'set', type, setType = type } }) => write !== 'none' && is(request, setWord, setType))
      .map((entry) => ({ as: 'set', entry }) as const),
    ...actions.filter((entry) => asks(entry, request)).map((entry) => ({ as: 'action', entry }) as const),
    ...feeds.filter((entry) => asks(entry, request)).map((entry) => ({ as: 'feed', entry }) as const),
  ]
}

function stands({ manual, repeats = [] }: Pick<AnySetting, 'manual' | 'repeats'>, { section }: PrintedRequest): boolean {
  return [manual, ...repeats].some((place) => section === place || section.startsWith(`${place}.`))
}

function is({ action, type, texts }: PrintedRequest, word: string | undefined, name: string | undefined): boolean {
  const same = (a: string | undefined, b: string | undefined) => fold(a ?? '') === fold(b ?? '')
  if (same(action, word) && same(type, name)) return true
  // One of several printed examples may be another request than its heading says (manual lines 387 and 9872).
  return texts.some((text) => text.source === 'query' && same(wordIn(text, 'action'), word) && same(wordIn(text, 'type'), name))
}

function wordIn(text: PrintedText, word: string): string | undefined {
  return pairsOf(text).find(({ key }) => fold(key) === word)?.value ?? undefined
}

function asks(entry: AnyAction | AnyFeed, request: PrintedRequest): boolean {
  return stands(entry, request) && is(request, entry.request.action, entry.request.type)
}

/** Fixed parameters of an action in every example: it is that one and no setting of its type. */
function isTold({ request: { query } }: AnyAction, { texts }: PrintedRequest): boolean {
  const examples = texts.filter(({ source }) => source === 'query').map(pairsOf)
  const carries = (pairs: readonly Pair[]) =>
    fixed(query).every(({ key, value }) => pairs.some((pair) => pair.key === key && pair.value === value))
  return query !== undefined && examples.every(carries)
}

/** What reads the reply to a claimed request: its fields, and what the catalog shows as a reply. */
export function readerOf(claim: Claim): { readonly fields: Fields; readonly sample: object } | undefined {
  if (claim.as === 'get') return claim.entry
  if ((claim.as !== 'action' && claim.as !== 'feed') || !claim.entry.answer) return undefined
  return { fields: claim.entry.answer, sample: claim.entry.answerSample ?? {} }
}

export interface Reading {
  readonly value: AnyValues
  readonly unknown: readonly Pair[]
  readonly odd: readonly Oddity[]
  /** What is printed and we would print otherwise, and what only we would print; marks of lists apart, and how numbers are written. */
  readonly reprinted: readonly string[]
}

/** A printed reply as the catalog reads it; throws as reading does. */
export function readPrinted(fields: Fields, text: PrintedText): Reading {
  const pairs = pairsOf(text)
  const decoded = decode(fields, pairs)
  const value = erase(decoded.value)
  const marks = tableOf(fields).allMarks
  const words = (list: readonly Pair[]) =>
    list.filter(({ key }) => !marks.has(fold(key))).map(({ key, value: own }) => `${fold(key)}=${plainNumber(own)}`)
  const [theirs, ours] = [words(pairs), words(encode(fields, value))]
  return { value, unknown: decoded.unknown, odd: odditiesOf(fields, pairs, decoded), reprinted: unlike(ours, theirs) }
}

/** A printed request beside what we would send for the same values: `-` theirs alone, `+` ours alone. */
export function difference(claim: Claim, text: PrintedText): readonly string[] {
  const theirs = pairsOf(text)
  const spelt = (pairs: readonly Pair[]) => pairs.map(({ key, value }) => `${key}=${plainNumber(value)}`)
  const [ours, printed] = [spelt(queryOf(claim, theirs)), spelt(theirs)]
  const program = /\/cgi-bin\/\s*(?<program>\w+)\s*\.\s*cgi/.exec(text.printed)?.groups?.['program']
  const own = claim.as === 'set' ? setCgiOf(claim.entry.request).cgi : claim.entry.request.cgi
  const elsewhere = program === undefined || program === own ? [] : [`-${program}.cgi`, `+${own}.cgi`]
  const common = (list: readonly string[], other: readonly string[]) => list.filter((word) => other.includes(word)).join('&')
  const isShuffled = common(ours, printed) !== common(printed, ours)
  return [...elsewhere, ...unlike(ours, printed), ...(isShuffled ? ['in another order'] : [])]
}

function queryOf(claim: Claim, theirs: readonly Pair[]): readonly Pair[] {
  const target = targetOf(claim.as === 'set' ? aimOfSet(claim.entry.request) : claim.entry.request, theirs)
  if (claim.as === 'action' || claim.as === 'feed') return actionQuery(claim.entry, target, decode(claim.entry.args, theirs).value)
  if (claim.as === 'get') return readQuery(claim.entry, target)
  const { write, fields } = claim.entry
  const list = typeof write === 'object' ? fields[write.each] : undefined
  const asked =
    typeof write === 'object' && list?.kind === 'list'
      ? { [write.each]: [received(list.item, erase(decode(settable(list.item), theirs).value))] }
      : received(fields, erase(decode(settable(fields), theirs).value))
  return writeQueries(claim.entry, target, {}, asked)[0] ?? []
}

/** A set carries what can be set and nothing read-only, in the items of lists neither. */
export function settable(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, field]) => !field.readOnly)
      .map(([name, field]) => [name, field.kind === 'list' ? { ...field, item: settable(field.item) } : field]),
  )
}

function targetOf({ part, channelKey = 'cameraID', streamKey = 'streamID' }: Aim, pairs: readonly Pair[]): Target {
  const said = (key: string) => Number(pairs.find((pair) => fold(pair.key) === fold(key))?.value ?? 1)
  // Templates print `<cameraID>`.
  const number = (key: string) => (Number.isNaN(said(key)) ? 1 : said(key))
  const isPicked = part && (!part.optional || pairs.some(({ key }) => fold(key) === fold(part.key)))
  return {
    channel: number(channelKey),
    stream: number(streamKey),
    card: number('netCardId'),
    ...(isPicked ? { part: number(part.key) } : {}),
  }
}

function unlike(ours: readonly string[], theirs: readonly string[]): readonly string[] {
  return [...without(theirs, ours).map((word) => `-${word}`), ...without(ours, theirs).map((word) => `+${word}`)]
}

/** The words of one list that the other does not have as often. */
function without(list: readonly string[], other: readonly string[]): readonly string[] {
  const left = [...other]
  return list.filter((word) => {
    const at = left.indexOf(word)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

/** `23.000000` and `23` are one value, `true` and `1` are not. */
function plainNumber(value: string | null): string {
  const text = value?.trim() ?? ''
  return /^-?\d+\.\d+$/.test(text) ? String(Number(text)) : text
}
