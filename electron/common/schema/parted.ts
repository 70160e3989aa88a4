import type { Pair } from '../wire/pairs.ts'
import { WireError } from '../wire/wireError.ts'
import { fold } from './names.ts'
import { type Part, partOf, type SettingRequest, type TargetOfLine } from './setting.ts'

/**
 * The values of the part that was asked for, without the marks that may stand around those of each.
 *
 * Which one it is may stand in the reply, marks or none; what stands before the first belongs to all.
 *
 * @throws WireError when the reply says that it is about another.
 */
export function pairsOfPart(request: SettingRequest, target: TargetOfLine, pairs: readonly Pair[]): readonly Pair[] {
  const part = partOf(request, target.series)
  if (!part?.around) return pairs
  const { shared, items } = itemsOf(part, part.around, pairs)
  const found = items.length === 0 ? [] : pick(part, target.part, items)
  return [...shared, ...found.filter(({ key }) => fold(key) !== fold(part.key))]
}

function itemsOf(part: Part, around: NonNullable<Part['around']>, pairs: readonly Pair[]) {
  const shared: Pair[] = []
  const items: Pair[][] = []
  const is = (mark: keyof typeof around, key: string) => around[mark].some((spelling) => fold(spelling) === key)
  for (const pair of pairs) {
    const key = fold(pair.key)
    if (is('count', key) || is('end', key)) continue
    if (is('begin', key) || is('next', key)) {
      items.push([])
      continue
    }
    if (items.length === 0 && key === fold(part.key)) items.push([])
    ;(items.at(-1) ?? shared).push(pair)
  }
  return { shared, items: items.filter(({ length }) => length > 0) }
}

function pick(part: Part, wanted: number | undefined, items: readonly (readonly Pair[])[]): readonly Pair[] {
  const numberOf = (item: readonly Pair[]) => item.find(({ key }) => fold(key) === fold(part.key))?.value
  const [only] = items
  const found = items.find((item) => Number(numberOf(item)) === (wanted ?? part.first))
  if (found) return found
  const said = only && items.length === 1 ? numberOf(only) : undefined
  if (only && items.length === 1 && (said === undefined || wanted === undefined)) return only
  throw new WireError(part.key, 'otherPart', said ?? `none of ${items.length}`)
}
