import type { Field, Fields } from '#common/schema/field.ts'
import type { AnyValue, AnyValues } from '#common/schema/infer.ts'

/** A record with one of its values replaced; `undefined` takes it out. */
export function withValue(values: AnyValues, name: string, value: AnyValue | undefined): AnyValues {
  const { [name]: _, ...rest } = values
  return value === undefined ? rest : { ...values, [name]: value }
}

/** What a new item of a list begins with: what may be left out is, the rest is the least the catalog takes. */
export function blankItem(fields: Fields): AnyValues {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]): [string, AnyValue][] => (field.optional ? [] : [[name, blankValue(field)]])),
  )
}

function blankValue(field: Field): AnyValue {
  switch (field.kind) {
    case 'text':
    case 'address':
      return ''
    case 'int':
    case 'real':
      return Math.max(field.min ?? 0, 0)
    case 'flag':
      return false
    case 'choice':
      return Object.values(field.options)[0] ?? ''
    case 'list':
      return Array.from({ length: field.min ?? 0 }, () => blankItem(field.item))
  }
}

/** A list with an item in another place. */
export function moved<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const rest = items.filter((_, index) => index !== from)
  return items.slice(from, from + 1).reduce<readonly T[]>((list, item) => [...list.slice(0, to), item, ...list.slice(to)], rest)
}

/** `12:30` or `12:30:15` as seconds from midnight, `24:00` included; NaN for anything else. */
export function secondsOf(text: string): number {
  const found = /^\s*(?<h>\d{1,2}):(?<m>\d{2})(?::(?<s>\d{2}))?\s*$/.exec(text)?.groups
  if (!found) return Number.NaN
  const [h, m, s] = [Number(found['h']), Number(found['m']), Number(found['s'] ?? 0)]
  const all = h * 3600 + m * 60 + s
  return m < 60 && s < 60 && all <= 86_400 ? all : Number.NaN
}

/** `12:30`, with seconds only where there are some. */
export function timeText(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  const time = `${two(seconds / 3600)}:${two((seconds % 3600) / 60)}`
  return seconds % 60 === 0 ? time : `${time}:${two(seconds % 60)}`
}
