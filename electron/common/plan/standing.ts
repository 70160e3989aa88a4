import { findSetting } from '../catalog/index.ts'
import type { DeviceKey } from '../device/device.ts'
import { diff } from '../schema/diff.ts'
import type { AnyValue, AnyValues } from '../schema/infer.ts'
import type { AppError } from '../errors/appError.ts'
import type { PlanKind, StepKind } from './kinds.ts'
import { shown } from './proof.ts'

/** One value a plan was to change: what was there, what the plan writes, what the device has now. */
export interface StandingRow {
  readonly setting: string
  readonly path: string
  readonly label: string
  readonly group?: string
  readonly unit?: string
  readonly before: string
  readonly wrote: string
  readonly now: string
  /** `other`: somebody changed it since; neither what was there nor what was written. */
  readonly is: 'before' | 'written' | 'other'
}

/** A plan held against its device: what of it is there, and which ways are open. */
export interface PlanStanding {
  readonly job: string
  readonly device: DeviceKey
  readonly kind: PlanKind
  /** When it began, ms since the epoch. */
  readonly at: number
  /** The step that was under way when it was cut short. */
  readonly inFlight?: { readonly step: StepKind; readonly setting?: string }
  readonly rows: readonly StandingRow[]
  /** Its clock change, which no backup can bring back. */
  readonly clock: boolean
  /** Why it cannot be gone on with, or taken back; absent where it can. */
  readonly noResume?: AppError
  readonly noUndo?: AppError
}

/** What to do about values that were changed otherwise since: refuse, leave those as they are, or write over them. */
export type Otherwise = 'refuse' | 'keep' | 'overwrite'

/** A plan that was begun and neither ended nor left: a crash, or the device never came back. */
export interface UnfinishedPlan {
  readonly job: string
  readonly device: DeviceKey
  readonly kind: PlanKind
  /** When it began, ms since the epoch. */
  readonly at: number
  readonly inFlight?: { readonly step: StepKind; readonly setting?: string }
  /** Which of its steps that was, counted from 1, and how many there are. */
  readonly number: number
  readonly steps: number
  /** Changes whose write was begun, of all. */
  readonly sent: number
  readonly of: number
  /** Number of its last line in the journal. */
  readonly line: number
}

interface Values {
  readonly setting: string
  readonly had: AnyValues
  readonly wrote: AnyValues
  readonly now: AnyValues
}

/** Three ways held side by side, a row for every value the plan changes. */
export function standingOf({ setting: id, had, wrote, now }: Values): readonly StandingRow[] {
  const setting = findSetting(id)
  if (!setting) return []
  const present = new Map(diff(setting.fields, {}, now).map(({ path, after }) => [path, after]))
  return diff(setting.fields, had, wrote)
    .filter((change) => !change.secret)
    .map(({ path, label, group, unit, before, after }) => {
      const has = present.get(path)
      return {
        setting: id,
        path,
        label,
        ...(group === undefined ? {} : { group }),
        ...(unit === undefined ? {} : { unit }),
        before: shown(before),
        wrote: shown(after),
        now: shown(has),
        is: has === after ? 'written' : has === before ? 'before' : 'other',
      }
    })
}

/**
 * What a plan wrote, with what follows of itself: a card sent to DHCP has whatever address it was leased, and taking DHCP back
 * takes the address back too.
 */
export function withLease(setting: string, had: AnyValues, wrote: AnyValues, now: AnyValues): AnyValues {
  if (setting !== 'network.ipv4') return wrote
  const cards = itemsOf(wrote['cards']).map((card, index) => {
    const [was, is] = [itemsOf(had['cards'])[index], itemsOf(now['cards'])[index]]
    if (was?.['automatic'] === true || card['automatic'] !== true || is?.['automatic'] !== true) return card
    const leased = Object.fromEntries(['address', 'mask', 'gateway', 'dns1', 'dns2'].map((name) => [name, is[name]]))
    return { ...card, ...leased }
  })
  return { ...wrote, cards }
}

/** `after`, with the values at these paths as they are in `before`: they are no part of the change any more. */
export function leaveOut(before: AnyValues, after: AnyValues, paths: ReadonlySet<string>, at = ''): AnyValues {
  const result: Record<string, AnyValue> = {}
  for (const name of Object.keys({ ...before, ...after })) {
    const path = at === '' ? name : `${at}.${name}`
    const [was, is] = [before[name], after[name]]
    const value = paths.has(path)
      ? was
      : Array.isArray(is)
        ? itemsOf(is).map((item, index) => leaveOut(itemsOf(was)[index] ?? {}, item, paths, `${path}[${index}]`))
        : is
    if (value !== undefined) result[name] = value
  }
  return result
}

function itemsOf(value: AnyValue | undefined): readonly AnyValues[] {
  return Array.isArray(value) ? (value as readonly AnyValues[]) : []
}
