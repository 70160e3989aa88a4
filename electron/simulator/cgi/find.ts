import { actions, feeds, settings } from '#common/catalog/index.ts'
import type { Series } from '#common/device/series.ts'
import type { AnyAction, AnyFeed } from '#common/schema/action.ts'
import { fold } from '#common/schema/names.ts'
import type { AnySetting, Cgi } from '#common/schema/setting.ts'
import { type CgiRequest, parameter } from './request.ts'

/** What a request is for, as far as this product line has it. */
export type Found =
  | { readonly kind: 'get' | 'set'; readonly setting: AnySetting }
  | { readonly kind: 'action'; readonly action: AnyAction }
  | { readonly kind: 'feed'; readonly feed: AnyFeed }

const programs: ReadonlySet<string> = new Set<Cgi>([
  'param',
  'operate',
  'video',
  'image',
  'system',
  'network',
  'sensor',
  'alarm',
  'record',
  'ptz',
  'audio',
  'upgrade',
])

/** Programs the interface has at all; others are a 404. */
export function isProgram(name: string): boolean {
  return programs.has(name)
}

/** Looks a request up in the catalog. A type that answers on another program of this line is not found. */
export function findRequest(request: CgiRequest, series: Series): Found | undefined {
  const [word, type] = [parameter(request, 'action'), parameter(request, 'type')]
  const isHere = ({ cgi, cgiOf }: { readonly cgi: Cgi; readonly cgiOf?: Partial<Record<Series, Cgi>> }) =>
    (cgiOf?.[series] ?? cgi) === request.program

  const action = actions.filter((entry) => has(entry, series)).find((entry) => isHere(entry.request) && isAsked(entry.request, word, type))
  if (action) return { kind: 'action', action }
  const feed = feeds.filter((entry) => has(entry, series)).find((entry) => isHere(entry.request) && isAsked(entry.request, word, type))
  if (feed) return { kind: 'feed', feed }

  const here = settings.filter((entry) => has(entry, series) && isHere(entry.request))
  if (isSame(word, 'get')) {
    const readable = here.filter((entry) => isSame(entry.request.type, type) && entry.request.setType === undefined)
    const setting = oneOf(readable, request)
    return setting && { kind: 'get', setting }
  }
  if (isSame(word, 'set')) {
    const writable = here.filter((entry) => isSame(entry.request.setType ?? entry.request.type, type) && entry.write !== 'none')
    const setting = oneOf(writable, request)
    return setting && { kind: 'set', setting }
  }
  return undefined
}

/** Of settings that share a type the one whose fixed parameters the request carries; IPProtoVer tells IPv4 from IPv6. */
function oneOf(candidates: readonly AnySetting[], request: CgiRequest): AnySetting | undefined {
  return candidates.length < 2 ? candidates[0] : (candidates.find((entry) => carries(request, entry)) ?? candidates[0])
}

function carries(request: CgiRequest, { request: { query = {} } }: AnySetting): boolean {
  return Object.entries(query).every(([key, value]) => parameter(request, key) === value)
}

function isAsked(
  { action, type }: { readonly action?: string; readonly type?: string },
  word: string | undefined,
  asked: string | undefined,
): boolean {
  return isSame(action, word) && isSame(type, asked)
}

/** Types are "not case sensitive" (manual 2.1.2), and printed with blanks in them. */
function isSame(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined ? a === b : fold(a) === fold(b)
}

function has({ series: lines }: { readonly series?: readonly Series[] }, series: Series): boolean {
  return lines === undefined || lines.includes(series)
}
