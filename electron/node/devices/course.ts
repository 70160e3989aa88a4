import type { Endpoint } from '#common/device/device.ts'
import { fail, type ProofMismatch } from '#common/errors/appError.ts'
import type { Plan, ProofRow, Seen } from '#common/plan/plan.ts'
import { proofOf } from '#common/plan/proof.ts'
import type { Otherwise } from '#common/plan/standing.ts'
import type { Pair } from '#common/wire/pairs.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import type { ClockMeasurement } from '#common/time/measurement.ts'
import type { OpenDevice } from './ports.ts'

/** What a running plan knows: filled step by step. */
export interface Course {
  readonly id: string
  readonly plan: Plan
  readonly device: OpenDevice
  /** Gone on with after a crash, or one that takes another back: what was there before is known from elsewhere than the device. */
  readonly had: readonly AnyValues[] | undefined
  /** Goes on after its writes had begun: which had, and what to do about values that were changed otherwise since. */
  readonly resumed: { readonly sent: ReadonlySet<number>; readonly otherwise: Otherwise } | undefined
  /** Fresh from the device, by index of the change. */
  readonly now: AnyValues[]
  /** Pairs of the same answers that no field claims. */
  readonly unknown: (readonly Pair[])[]
  /** What was there before the plan, as the proof shows it; what the plan does not touch is fresh. */
  readonly fresh: AnyValues[]
  /** What is sent: the person's change laid over what the device has. */
  readonly asked: AnyValues[]
  readonly stored: (AnyValues | undefined)[]
  /** Where it answers; follows the device. */
  endpoint: Endpoint
  /** Where it answers after the move under way; undefined when DHCP decides. */
  expected: Endpoint | undefined
  /** Addresses a person gave. */
  extra: readonly Endpoint[]
  /** When the write went out that moves it, ms since the epoch; undefined while it is where we know it to be. */
  movedAt: number | undefined
  /** A person asked to look once more. */
  again: boolean
  found: { readonly endpoint: Endpoint; readonly identity: OpenDevice['identity'] } | undefined
  clockBefore: Pick<ClockMeasurement, 'offsetSeconds'> | undefined
  /** ms for one question and its answer. */
  roundTripMs: number | undefined
  clockAfter: ClockMeasurement | undefined
  /** Indexes of the changes that were sent. */
  readonly sent: Set<number>
}

export interface StepDoors {
  readonly signal: AbortSignal
  readonly onSeen: (seen: Seen) => void
  readonly onProof: (rows: readonly ProofRow[]) => void
  readonly onMoving: (to: Endpoint | undefined) => void
}

export type Facts = Readonly<Record<string, string | number>>

/** Offset of a clock, set from this computer or by a time server, that still counts as right, s. */
export const clockTolerance = 0.25

export function startCourse(
  id: string,
  plan: Plan,
  device: OpenDevice,
  { had, resumed }: { readonly had?: readonly AnyValues[]; readonly resumed?: NonNullable<Course['resumed']> } = {},
): Course {
  return {
    id,
    plan,
    device,
    had,
    resumed,
    now: [],
    unknown: [],
    fresh: [],
    asked: [],
    stored: [],
    endpoint: device.endpoint,
    expected: undefined,
    extra: [],
    movedAt: undefined,
    again: false,
    found: undefined,
    clockBefore: undefined,
    roundTripMs: undefined,
    clockAfter: undefined,
    sent: new Set(),
  }
}

/** Everything a plan proves: a row for each changed value, and the clock where the plan is to put it right. */
export function proofRows(course: Course): readonly ProofRow[] {
  const values = course.plan.changes.flatMap((change, index) => {
    const [before, asked, stored] = [course.fresh[index], course.asked[index], course.stored[index]]
    if (change.clock || !before || !asked) return []
    return proofOf({ setting: change.setting, before, asked, ...(stored ? { stored } : {}) })
  })
  return rightsClock(course.plan) ? [...values, clockRow(course)] : values
}

/** True for plans after which the clock must be right: set from this computer, or by a time server. */
export function rightsClock({ kind, changes }: Plan): boolean {
  if (kind === 'undo') return false // what was there before may well have been wrong
  return changes.some((change) => change.clock !== undefined || (change.setting === 'time.ntp' && change.after['enabled'] === true))
}

/** @throws AppFailure `mismatch` naming every value that is not as asked. */
export function refuseMismatch(course: Course, rows: readonly ProofRow[]): void {
  const different = rows.filter((row) => row.verdict === 'different')
  if (different.length === 0) return
  const mismatches: readonly ProofMismatch[] = different.map(({ path, label, asked, stored = 'none' }) => ({ path, label, asked, stored }))
  fail({ kind: 'mismatch', rows: mismatches, deviceId: course.plan.device, address: course.endpoint.address })
}

function clockRow({ clockBefore, clockAfter }: Course): ProofRow {
  const row = {
    setting: 'time.clock',
    path: 'offset',
    label: 'Clock',
    unit: 's',
    asked: '0',
    ...(clockBefore ? { group: String(clockBefore.offsetSeconds) } : {}),
  } as const
  if (!clockAfter) return { ...row, verdict: 'waits' }
  const right = Math.abs(clockAfter.offsetSeconds) <= clockTolerance
  return { ...row, stored: String(clockAfter.offsetSeconds), verdict: right ? 'equal' : 'different' }
}
