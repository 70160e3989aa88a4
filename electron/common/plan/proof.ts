import { findSetting } from '../catalog/index.ts'
import { type Change, diff } from '../schema/diff.ts'
import type { AnyValues } from '../schema/infer.ts'
import type { ProofRow } from './plan.ts'

/** One written setting: what it was, what was asked for and, once read back, what is stored. */
export interface Written {
  readonly setting: string
  readonly before: AnyValues
  readonly asked: AnyValues
  readonly stored?: AnyValues
}

/** A row for every value a plan changes. Without `stored` the rows wait. Secrets are proven by signing in, never shown. */
export function proofOf({ setting: id, before, asked, stored }: Written): readonly ProofRow[] {
  const setting = findSetting(id)
  if (!setting) return []
  const isKept = ({ path }: Change) => !setting.fields[path]?.order
  const missed = new Map(
    (stored === undefined ? [] : diff(setting.fields, asked, stored).filter(isKept)).map((change) => [change.path, change]),
  )
  const wanted = diff(setting.fields, before, asked).filter((change) => !change.secret && isKept(change))
  const strayed = [...missed.values()].filter((change) => !change.secret && !wanted.some((other) => other.path === change.path))
  return [...wanted.map((change) => row(id, change, stored, missed.get(change.path))), ...strayed.map((change) => strayedRow(id, change))]
}

function row(setting: string, change: Change, stored: AnyValues | undefined, miss: Change | undefined): ProofRow {
  const asked = shown(change.after)
  return {
    ...place(setting, change),
    asked,
    ...(stored === undefined ? {} : { stored: miss ? shown(miss.after) : asked }),
    verdict: stored === undefined ? 'waits' : miss ? 'different' : 'equal',
  }
}

/** A value nobody asked to change and that is another after the write. */
function strayedRow(setting: string, change: Change): ProofRow {
  return { ...place(setting, change), asked: shown(change.before), stored: shown(change.after), verdict: 'different' }
}

function place(setting: string, { path, label, group, unit }: Change): Omit<ProofRow, 'asked' | 'stored' | 'verdict'> {
  return { setting, path, label, ...(group === undefined ? {} : { group }), ...(unit === undefined ? {} : { unit }) }
}

/** An empty value is the word "none", a switch is on or off. */
export function shown(value: string | number | boolean | undefined): string {
  if (value === undefined || value === '') return 'none'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return String(value)
}
