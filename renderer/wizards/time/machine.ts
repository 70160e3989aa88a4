import { dateTime } from '#common/catalog/time/dateTime.ts'
import { ntp, type Ntp } from '#common/catalog/time/ntp.ts'
import { timeZone, type TimeZone } from '#common/catalog/time/timeZone.ts'
import type { DeviceKey } from '#common/device/device.ts'
import type { AppError } from '#common/errors/appError.ts'
import type { Finding, Plan, PlanChange } from '#common/plan/plan.ts'
import { type Change, diff } from '#common/schema/diff.ts'
import type { Issue } from '#common/schema/field.ts'
import { erase } from '#common/schema/infer.ts'
import { type AnySetting, validate } from '#common/schema/setting.ts'
import type { ClockMeasurement } from '#common/time/measurement.ts'

export interface TimeDocs {
  readonly zone: TimeZone
  /** Absent where the device has no time server setting. */
  readonly ntp?: Ntp
}

/** What keeps the clock right: a time server, this computer once, or nothing (only the zone changes). */
export type TimeSource = 'server' | 'thisComputer' | 'leave'

/** A place as a person picked it: Hamburg keeps the rules of Europe/Berlin. */
export interface Place {
  readonly zone: string
  readonly city: string
}

export interface Choosing {
  readonly docs: TimeDocs
  readonly draft: TimeDocs
  readonly measured: ClockMeasurement
  readonly source: TimeSource
  /** What the person picked; undefined while the device's own zone stays. */
  readonly place?: Place
}

export type TimeWizard =
  | { readonly step: 'measure'; readonly error?: AppError }
  | ({ readonly step: 'choose' } & Choosing)
  | ({ readonly step: 'review'; readonly findings?: readonly Finding[]; readonly error?: AppError } & Choosing)
  /** A plan under way, or ended. `was` is missing when the wizard was opened while it ran. */
  | { readonly step: 'proof'; readonly job: string; readonly was?: Choosing }

export type TimeMove =
  | { readonly type: 'measured'; readonly docs: TimeDocs; readonly measured: ClockMeasurement }
  | { readonly type: 'measuredAgain'; readonly measured: ClockMeasurement }
  | { readonly type: 'failed'; readonly error: AppError }
  | { readonly type: 'retried' }
  | { readonly type: 'edited'; readonly draft: TimeDocs }
  | { readonly type: 'placeChosen'; readonly place: Place; readonly zone: TimeZone }
  | { readonly type: 'sourceChosen'; readonly source: TimeSource }
  | { readonly type: 'went'; readonly to: 'choose' | 'review' }
  | { readonly type: 'checked'; readonly findings: readonly Finding[] }
  | { readonly type: 'wrote'; readonly job: string }
  /** The wizard was opened while a plan of this device runs. */
  | { readonly type: 'joined'; readonly job: string }

export const timeStart: TimeWizard = { step: 'measure' }

/** Every legal move; anything else leaves the wizard where it is. */
export function advanceTime(at: TimeWizard, move: TimeMove): TimeWizard {
  switch (move.type) {
    case 'measured':
      return at.step === 'measure'
        ? { step: 'choose', docs: move.docs, draft: move.docs, measured: move.measured, source: firstSource(move.docs) }
        : at
    case 'measuredAgain':
      return at.step === 'choose' ? { ...at, measured: move.measured } : at
    case 'failed':
      return at.step === 'measure' || at.step === 'review' ? { ...at, error: move.error } : at
    case 'retried':
      return at.step === 'measure' || at.step === 'proof' ? timeStart : at.step === 'review' ? { step: 'review', ...choosing(at) } : at
    case 'edited':
      return at.step === 'choose' ? { ...at, draft: move.draft } : at
    case 'placeChosen':
      return at.step === 'choose' ? { ...at, place: move.place, draft: { ...at.draft, zone: move.zone } } : at
    case 'sourceChosen':
      return at.step === 'choose' ? withSource(at, move.source) : at
    case 'went':
      return goTo(at, move.to)
    case 'checked':
      return at.step === 'review' ? { step: 'review', ...choosing(at), findings: move.findings } : at
    case 'wrote':
      return at.step === 'review' && mayWriteTime(at) ? { step: 'proof', job: move.job, was: choosing(at) } : at
    case 'joined':
      return at.step === 'measure' ? { step: 'proof', job: move.job } : at
  }
}

/** The device is written to from review only, once every check is in and none fails. */
export function mayWriteTime(at: TimeWizard): boolean {
  return at.step === 'review' && at.findings !== undefined && at.findings.every((finding) => finding.verdict !== 'fail')
}

/** What would change in the settings; the clock itself comes besides when this computer sets it. */
export function timeChangesOf(at: TimeWizard): readonly (Change & { readonly setting: string })[] {
  const chosen = choosingIn(at)
  if (!chosen) return []
  return pairsOf(chosen).flatMap(({ setting, before, after }) =>
    diff(setting.fields, erase(before), erase(after)).map((change) => ({ ...change, setting: setting.id })),
  )
}

/** Everything that stays as it is, as a change from a value to itself. */
export function timeKeptOf(at: TimeWizard): readonly (Change & { readonly setting: string })[] {
  const chosen = choosingIn(at)
  if (!chosen) return []
  const changed = new Set(timeChangesOf(at).map(({ setting, path }) => `${setting} ${path}`))
  return pairsOf(chosen).flatMap(({ setting, after }) =>
    diff(setting.fields, {}, erase(after))
      .filter(({ path, secret }) => !secret && !changed.has(`${setting.id} ${path}`))
      .map((change) => ({ ...change, before: change.after, setting: setting.id })),
  )
}

/** What speaks against the draft. What the device already has is not held against it, but for a time server without an address. */
export function timeIssuesOf(at: TimeWizard): readonly (Issue & { readonly setting: string })[] {
  const chosen = choosingIn(at)
  if (!chosen) return []
  return pairsOf(chosen).flatMap(({ setting, before, after }) =>
    [...(differs(setting, before, after) ? validate(setting, erase(after), erase(before)) : []), ...serverIssues(setting, after)].map(
      (issue) => ({
        ...issue,
        setting: setting.id,
      }),
    ),
  )
}

/** Settings and the clock, as a person counts them. */
export function countOfTime(at: TimeWizard): number {
  return timeChangesOf(at).length + (choosingIn(at)?.source === 'thisComputer' ? 1 : 0)
}

/** True when leaving now would lose something a person did: the clock to be set is only an offer. */
export function isTimeEdited(at: TimeWizard): boolean {
  return (at.step === 'choose' || at.step === 'review') && timeChangesOf(at).length > 0
}

/** Zone first, then the server, the clock last: a clock set before its zone would be an hour off. */
export function timePlan(at: TimeWizard, device: DeviceKey): Plan | undefined {
  const chosen = choosingIn(at)
  if (!chosen) return undefined
  const changes: PlanChange[] = [
    ...pairsOf(chosen)
      .filter(({ setting, before, after }) => differs(setting, before, after))
      .map(({ setting, before, after }) => ({ setting: setting.id, target: {}, before: { ...erase(before) }, after: { ...erase(after) } })),
    ...(chosen.source === 'thisComputer'
      ? [{ setting: dateTime.id, target: {}, before: {}, after: {}, clock: 'thisComputer' as const }]
      : []),
  ]
  return changes.length === 0 ? undefined : { device, kind: 'time', changes }
}

/** The documents and the draft, wherever the wizard stands; undefined while there are none. */
export function choosingIn(at: TimeWizard): Choosing | undefined {
  if (at.step === 'measure') return undefined
  return at.step === 'proof' ? at.was : choosing(at)
}

function firstSource({ ntp: server }: TimeDocs): TimeSource {
  return server?.enabled === true ? 'server' : 'thisComputer'
}

/** A time server and a clock set by hand exclude each other: the switch goes with the choice. */
function withSource(at: Extract<TimeWizard, { step: 'choose' }>, source: TimeSource): TimeWizard {
  const server = at.draft.ntp
  if (!server) return { ...at, source }
  const enabled = source === 'server' ? true : source === 'thisComputer' ? false : (at.docs.ntp?.enabled ?? false)
  return { ...at, source, draft: { ...at.draft, ntp: { ...server, enabled } } }
}

function goTo(at: TimeWizard, to: 'choose' | 'review'): TimeWizard {
  if (at.step === 'measure' || at.step === 'proof') return at
  if (to === 'choose') return { ...choosing(at), step: 'choose' }
  return countOfTime(at) > 0 && timeIssuesOf(at).length === 0 ? { ...choosing(at), step: 'review' } : at
}

function choosing({ docs, draft, measured, source, place }: Choosing): Choosing {
  return { docs, draft, measured, source, ...(place === undefined ? {} : { place }) }
}

function differs(setting: AnySetting, before: object, after: object): boolean {
  return diff(setting.fields, erase(before), erase(after)).length > 0
}

function serverIssues(setting: AnySetting, after: object): readonly Issue[] {
  return setting.id === ntp.id && 'enabled' in after && after.enabled === true && 'server' in after && after.server === ''
    ? [{ path: 'server', problem: 'missing' }]
    : []
}

function pairsOf({ docs, draft }: Choosing): readonly { readonly setting: AnySetting; readonly before: object; readonly after: object }[] {
  return [
    { setting: timeZone, before: docs.zone, after: draft.zone },
    ...(docs.ntp && draft.ntp ? [{ setting: ntp, before: docs.ntp, after: draft.ntp }] : []),
  ]
}
