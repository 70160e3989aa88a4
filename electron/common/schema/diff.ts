import type { Field, Fields } from './field.ts'
import type { AnyValue, AnyValues } from './infer.ts'

/** One value that differs, ready to be shown: label, before, after. `undefined` means "not there". */
export interface Change {
  readonly path: string
  readonly label: string
  /** Labels of the lists around it with their numbers: `Card 1`. */
  readonly group?: string
  readonly before: string | number | boolean | undefined
  readonly after: string | number | boolean | undefined
  readonly unit?: string
  readonly secret?: true
}

/** What differs between two values of one record. List items are compared place by place. */
export function diff(fields: Fields, before: AnyValues, after: AnyValues): readonly Change[] {
  return walk(fields, before, after, '', undefined)
}

function walk(fields: Fields, before: AnyValues, after: AnyValues, path: string, group: string | undefined): readonly Change[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const here = path === '' ? name : `${path}.${name}`
    const [was, is] = [before[name], after[name]]
    if (field.kind === 'list') return walkList(field, asItems(was), asItems(is), here, group)
    return was === is ? [] : [change(field, here, group, was, is)]
  })
}

function walkList(
  field: Field & { kind: 'list' },
  before: readonly AnyValues[],
  after: readonly AnyValues[],
  path: string,
  group: string | undefined,
): readonly Change[] {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, index) =>
    walk(
      field.item,
      before[index] ?? {},
      after[index] ?? {},
      `${path}[${index}]`,
      joined(group, `${field.label} ${numberOf(field, after[index] ?? before[index]) ?? index + 1}`),
    ),
  ).flat()
}

function numberOf({ numberIn }: Field & { kind: 'list' }, item: AnyValues | undefined): number | undefined {
  const number = numberIn === undefined ? undefined : item?.[numberIn]
  return typeof number === 'number' ? number : undefined
}

function change(field: Field, path: string, group: string | undefined, before: AnyValue | undefined, after: AnyValue | undefined): Change {
  return {
    path,
    label: field.label,
    ...(group === undefined ? {} : { group }),
    before: plain(before),
    after: plain(after),
    ...(field.unit === undefined ? {} : { unit: field.unit }),
    ...(field.secret ? { secret: true as const } : {}),
  }
}

function plain(value: AnyValue | undefined): string | number | boolean | undefined {
  return typeof value === 'object' ? undefined : value
}

function asItems(value: AnyValue | undefined): readonly AnyValues[] {
  return Array.isArray(value) ? (value as readonly AnyValues[]) : []
}

function joined(outer: string | undefined, inner: string): string {
  return outer === undefined ? inner : `${outer}, ${inner}`
}
