import type { Field, Fields } from './field.ts'
import type { Series } from '../device/series.ts'

/** One row of a form. */
export interface FormRow {
  readonly name: string
  readonly field: Field
}

/** The rows a form shows for a device of a series, in the order the device wants them. */
export function rowsOf(fields: Fields, series?: Series): readonly FormRow[] {
  return Object.entries(fields)
    .filter(([, field]) => series === undefined || field.series === undefined || field.series.includes(series))
    .map(([name, field]) => ({ name, field }))
}
