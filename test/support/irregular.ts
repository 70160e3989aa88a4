import { it } from 'vitest'
import { decode } from '#common/schema/decode.ts'
import type { Fields } from '#common/schema/field.ts'
import { int, list, numbered } from '#common/schema/make.ts'
import { pairsOf, printedForms, textAt } from './manual.ts'

/** One test for one irregular form, by the name the list of forms has for it. */
export function form(name: string, says: string, test: () => void) {
  it(`${name}: ${says}`, test)
}

/** Reads the text that begins at a line of the manual. */
export function readAt<R extends Fields>(line: number, fields: R) {
  return decode(fields, pairsOf(textAt(line)))
}

/** What stands at a line of the manual, word by word. */
export function printedAt(line: number): string | undefined {
  return printedForms.forms.flatMap((found) => found.lines).find((found) => found.line === line)?.printed
}

/** Periods numbered inside one weekday: `startTime1`, `endTime1`. */
const periods = numbered('Periods', {
  item: { from: int('From', { key: 'startTime{n}' }), to: int('To', { key: 'endTime{n}' }) },
})
export const day = { day: int('Day', { key: 'weekDay' }) }
export const week = list('Week', 'weekDay', { item: { ...day, periods } })
/** The other form: the weekday comes again for each period. */
export const plainWeek = list('Week', 'weekDay', {
  item: { ...day, from: int('From', { key: 'startTime' }), to: int('To', { key: 'endTime' }) },
})
export const linkage = list('Linkage', 'AlarmLinkage', {
  item: { id: int('ID', { key: 'ActionID' }), type: int('Type', { key: 'ActionType' }) },
})
export const allDay = [{ from: 0, to: 86_400 }]
