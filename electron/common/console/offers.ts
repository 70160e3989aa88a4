import { actions, settings } from '../catalog/index.ts'
import type { Series } from '../device/series.ts'
import { actionQuery } from '../schema/action.ts'
import { aimOfSet, type AnySetting, fixed, readQuery, setCgiOf, targetPairs, type TargetOfLine } from '../schema/setting.ts'
import { formatQuery, type Pair } from '../wire/pairs.ts'
import { recognise, type Weight, weightOf } from './recognise.ts'
import { readTyped } from './typed.ts'

/** A request of the catalog, as far as it can be written before a person gives it values. */
export interface Offer {
  readonly title: string
  readonly weight: Weight
  /** `/cgi-bin/param.cgi?action=get&type=dateTime` */
  readonly text: string
}

/** Every request of the catalog that can be sent to a device of a line, reads before sets; about `target` where it needs one. */
export function offersFor(series: Series, target: TargetOfLine): readonly Offer[] {
  const aim = { ...target, series }
  const isHere = (one: { readonly series?: readonly Series[] }) => one.series?.includes(series) ?? true
  const here = settings.filter(isHere)
  const written = [
    ...here.map((one) => offer(one.title, one.request.cgiOf?.[series] ?? one.request.cgi, readQuery(one, aim))),
    ...here
      .filter(({ write }) => write !== 'none')
      .map((one) => offer(one.title, one.request.cgiOf?.[series] ?? setCgiOf(one.request).cgi, setHead(one, aim))),
    ...actions
      .filter(isHere)
      .map((one) => offer(one.title, one.request.cgiOf?.[series] ?? one.request.cgi, actionQuery({ ...one, args: {} }, aim, {}))),
  ]
  return written.flatMap((one) => {
    const typed = readTyped(one.text)
    if (typeof typed === 'string') return []
    const weight = weightOf(recognise(typed, series))
    return weight === 'file' || weight === 'goesOn' ? [] : [{ ...one, weight }]
  })
}

/** Most that are offered at once. Ours: the list stays on the screen. */
const mostOffered = 8

/** Those in which every word occurs, in the title or in the request. */
export function matching(offers: readonly Offer[], text: string): readonly Offer[] {
  const words = text
    .toLowerCase()
    .split(/[\s?&/]+/)
    .filter((word) => word !== '')
  if (words.length === 0) return []
  const found = offers.filter((one) => {
    const whole = `${one.title} ${one.text}`.toLowerCase()
    return words.every((word) => whole.includes(word))
  })
  return found.slice(0, mostOffered)
}

function offer(title: string, cgi: string, query: readonly Pair[]): Omit<Offer, 'weight'> {
  return { title, text: `/cgi-bin/${cgi}.cgi${query.length === 0 ? '' : `?${formatQuery(query)}`}` }
}

/** A set without its values. */
function setHead({ request }: AnySetting, target: TargetOfLine): readonly Pair[] {
  const { setWord = 'set', type, setType = type } = request
  return [
    { key: 'action', value: setWord },
    ...(setType === undefined ? [] : [{ key: 'type', value: setType }]),
    ...targetPairs(aimOfSet(request), target),
    ...fixed(request.setQuery),
  ]
}
