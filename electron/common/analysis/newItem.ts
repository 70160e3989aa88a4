import type { Field, Fields } from '../schema/field.ts'
import { type AnyValue, type AnyValues, erase } from '../schema/infer.ts'
import type { AnySetting } from '../schema/setting.ts'
import { type FigureList, recordAt, undrawn } from './figures.ts'

/**
 * What another item of a list begins with, before anything is drawn in it: what the last one has, else what the manual's own example has with
 * its limits off, within the bounds of the device. What it offers besides (`offers`, by name) is there, too.
 */
export function newItem(
  { path, field }: FigureList,
  setting: Pick<AnySetting, 'sample'>,
  values: AnyValues,
  offers: ReadonlySet<string> = new Set(),
): AnyValues {
  const [here, printed] = [listAt(values, path), listAt(erase(setting.sample), path)]
  const last = here.at(-1)
  const begun = last ? undrawn(field.item, last) : loosened(field.item, undrawn(field.item, printed[0] ?? {}))
  const item = { ...offeredIn(field.item, offers), ...begun, ...(field.begins as AnyValues | undefined) }
  const number = field.numberIn
  return number === undefined ? item : { ...item, [number]: freeNumber(here.map((one, index) => one[number] ?? index + 1)) }
}

/** Nothing is left out by a limit nobody has thought of: a person sees first what fires. */
function loosened(fields: Fields, item: AnyValues): AnyValues {
  return Object.fromEntries(
    Object.entries(item).flatMap(([name, value]): [string, AnyValue][] => {
      const field = fields[name]
      return value === undefined || !field ? [] : [[name, loose(name, field, value)]]
    }),
  )
}

function loose(name: string, field: Field, value: AnyValue): AnyValue {
  if (field.kind === 'flag') return name === 'enabled'
  if ((field.kind !== 'int' && field.kind !== 'real') || typeof value !== 'number') return value
  return Math.min(field.max ?? value, Math.max(field.min ?? value, value))
}

/** Switches, choices and angles a device says it has; off, and the first way over a line that an alarm is wanted of. */
function offeredIn(fields: Fields, offers: ReadonlySet<string>): AnyValues {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]): [string, AnyValue][] => {
      if (!offers.has(name)) return []
      if (field.kind === 'flag') return [[name, false]]
      if (field.kind === 'choice') return [[name, Object.values(field.options).at(-1) ?? '']]
      return field.kind === 'real' ? [[name, field.min ?? 0]] : []
    }),
  )
}

function freeNumber(used: readonly (AnyValue | undefined)[]): number {
  for (let number = 1; ; number++) if (!used.includes(number)) return number
}

function listAt(values: AnyValues, path: string): readonly AnyValues[] {
  return (recordAt(values, path) ?? []) as readonly AnyValues[]
}
