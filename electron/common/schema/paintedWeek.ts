import type { Field, Fields, ListField } from './field.ts'

/** A list whose items are periods of days: a week one paints. Days with periods of their own are not. */
export function isPaintedWeek(field: Field): field is ListField {
  return field.kind === 'list' && field.as === 'week' && ['day', 'from', 'to'].every((name) => name in field.item)
}

/** The name of the week of a setting, where it has one that is painted. */
export function paintedWeek(fields: Fields): string | undefined {
  return Object.entries(fields).find(([, field]) => isPaintedWeek(field))?.[0]
}
