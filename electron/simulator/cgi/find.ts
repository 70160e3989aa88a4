import { actions, feeds, settings } from '#common/catalog/index.ts'
import type { Series } from '#common/device/series.ts'
import type { AnyAction, AnyFeed } from '#common/schema/action.ts'
import { fold } from '#common/schema/names.ts'
import { type AnySetting, type Cgi, setCgiOf, type SettingRequest } from '#common/schema/setting.ts'
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
  const isAt = ({ cgi, cgiOf }: Pick<SettingRequest, 'cgi' | 'cgiOf'>) => (cgiOf?.[series] ?? cgi) === request.program

  const isThis = (entry: AnyAction | AnyFeed) =>
    has(entry, series) && isAt(entry.request) && isAsked(entry.request, word, type) && carries(request, entry)
  const action = oneOf(actions.filter(isThis), request)
  if (action) return { kind: 'action', action }
  const feed = oneOf(feeds.filter(isThis), request)
  if (feed) return { kind: 'feed', feed }

  const here = settings.filter((entry) => has(entry, series))
  const readable = here.filter(({ request: own }) => isSame(own.getWord ?? 'get', word) && isAt(own) && isSame(own.type, type))
  // The name of a device is a part of deviceInfo, and set by another type.
  const whole = readable.filter(({ request: own }) => own.setType === undefined)
  const read = oneOf(whole.length > 0 ? whole : readable, request)
  if (read) return { kind: 'get', setting: read }
  const writable = here.filter(
    ({ request: own, write }) =>
      write !== 'none' && isSame(own.setWord ?? 'set', word) && isAt(setCgiOf(own)) && isSame(own.setType ?? own.type, type),
  )
  const written = oneOf(writable, request)
  return written && { kind: 'set', setting: written }
}

interface Entry {
  readonly request: { readonly query?: Readonly<Record<string, string>> }
}

/** Of entries that share a type the one whose fixed parameters the request carries; IPProtoVer tells IPv4 from IPv6. */
function oneOf<E extends Entry>(candidates: readonly E[], request: CgiRequest): E | undefined {
  return candidates.length < 2 ? candidates[0] : (candidates.find((entry) => carries(request, entry)) ?? candidates[0])
}

function carries(request: CgiRequest, { request: { query = {} } }: Entry): boolean {
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
