import { actions, feeds, settings } from '../catalog/index.ts'
import type { Series } from '../device/series.ts'
import type { ActionRequest, AnyAction, AnyFeed } from '../schema/action.ts'
import { type AnySetting, type Cgi, setCgiOf } from '../schema/setting.ts'
import type { Pair } from '../wire/pairs.ts'
import type { TypedRequest } from './typed.ts'

/** What the catalog knows a request as. */
export type Recognised =
  | { readonly as: 'get' | 'set'; readonly entry: AnySetting }
  | { readonly as: 'action'; readonly entry: AnyAction }
  | { readonly as: 'feed'; readonly entry: AnyFeed }
  | { readonly as: 'unknown' }

/**
 * What it costs to send it, and so what is said before.
 *
 * `reads` changes nothing; `acts` is done once and over; `changes` is a set; `unknown` counts as one; `goesOn` never ends and `file` needs a
 * file: neither can be sent from here.
 */
export type Weight = 'reads' | 'acts' | 'changes' | 'unknown' | 'restarts' | 'destroys' | 'goesOn' | 'file'

interface Candidate {
  readonly recognised: Recognised
  readonly fixed: readonly Pair[]
  readonly series: readonly Series[] | undefined
}

type Known = Exclude<Recognised, { readonly as: 'unknown' }>

const heaviest: readonly Weight[] = ['destroys', 'restarts', 'file', 'goesOn', 'changes', 'unknown', 'acts', 'reads']

let candidates: ReadonlyMap<string, readonly Candidate[]> | undefined

/**
 * What a request is to the catalog. The entry whose own parameters it has goes before one that asks for none, the device's line before
 * others, and what costs more before what costs less.
 */
export function recognise({ program, query }: TypedRequest, series?: Series): Recognised {
  const of = (name: string) => query.filter(({ key }) => key.toLowerCase() === name)
  const [[action, ...moreActions], [type, ...moreTypes]] = [of('action'), of('type')]
  // Which of two the device takes, nobody knows.
  if (moreActions.length > 0 || moreTypes.length > 0) return { as: 'unknown' }
  candidates ??= collect()
  const cgi = program.slice('/cgi-bin/'.length, -'.cgi'.length)
  const found = (candidates.get(nameOf(cgi, action?.value, type?.value)) ?? []).filter(({ fixed }) => fixed.every((one) => has(query, one)))
  const isOwn = (one: Candidate) => series === undefined || (one.series?.includes(series) ?? true)
  const [best] = [...found].sort(
    (a, b) =>
      b.fixed.length - a.fixed.length ||
      Number(isOwn(b)) - Number(isOwn(a)) ||
      heaviest.indexOf(weightOf(a.recognised)) - heaviest.indexOf(weightOf(b.recognised)),
  )
  return best?.recognised ?? { as: 'unknown' }
}

/** What it costs. Some actions say `action=get` and do something all the same. */
export function weightOf(recognised: Recognised): Weight {
  switch (recognised.as) {
    case 'get':
      return 'reads'
    case 'set':
      return 'changes'
    case 'feed':
      return 'goesOn'
    case 'unknown':
      return 'unknown'
    case 'action': {
      const { damage, reply, request } = recognised.entry
      if (request.method === 'post' || request.upload) return 'file'
      if (damage !== 'none') return damage
      return reply === 'ok' || request.action === 'set' ? 'acts' : 'reads'
    }
  }
}

/** Ids of the settings of which nobody knows any more what the device has, once this was sent; `all` where it may be any. */
export function staleAfter(recognised: Recognised): readonly string[] | 'all' {
  if (weightOf(recognised) === 'reads') return []
  if (recognised.as !== 'set') return 'all'
  const { cgi, type, setType } = recognised.entry.request
  const same = (one: AnySetting) => one.request.type === type || (setType !== undefined && one.request.setType === setType)
  return type === undefined ? 'all' : settings.filter((one) => same(one) && one.request.cgi === cgi).map(({ id }) => id)
}

function has(query: readonly Pair[], { key, value }: Pair): boolean {
  return query.some((one) => one.key.toLowerCase() === key.toLowerCase() && one.value?.toLowerCase() === value?.toLowerCase())
}

function nameOf(cgi: string, action: string | null | undefined, type: string | null | undefined): string {
  return [cgi, action ?? '', type ?? ''].join(' ').toLowerCase()
}

function collect(): ReadonlyMap<string, readonly Candidate[]> {
  const map = new Map<string, Candidate[]>()
  const add = (recognised: Known, cgis: readonly Cgi[], action: string | undefined, type: string | undefined, fixed = {}) => {
    const pairs = Object.entries<string>(fixed).map(([key, value]) => ({ key, value }))
    for (const cgi of new Set(cgis)) {
      const name = nameOf(cgi, action, type)
      map.set(name, [...(map.get(name) ?? []), { recognised, fixed: pairs, series: recognised.entry.series }])
    }
  }
  for (const entry of settings) {
    const { type, setType = type, getWord = 'get', setWord = 'set', query, setQuery } = entry.request
    add({ as: 'get', entry }, cgisOf(entry.request), getWord, type, query)
    const isWritten = entry.write !== 'none'
    if (isWritten) add({ as: 'set', entry }, cgisOf({ ...entry.request, ...setCgiOf(entry.request) }), setWord, setType, setQuery)
  }
  for (const entry of actions)
    add({ as: 'action', entry }, cgisOf(entry.request), entry.request.action, entry.request.type, entry.request.query)
  for (const entry of feeds)
    add({ as: 'feed', entry }, cgisOf(entry.request), entry.request.action, entry.request.type, entry.request.query)
  return map
}

function cgisOf({ cgi, cgiOf }: Pick<ActionRequest, 'cgi' | 'cgiOf'>): readonly Cgi[] {
  return [cgi, ...Object.values(cgiOf ?? {})]
}
