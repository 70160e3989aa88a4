import { analysisOf } from '../analysis/analyses.ts'
import { figuresOf, recordAt } from '../analysis/figures.ts'
import type { Point } from '../geometry/outline.ts'
import { setsNothingOff } from '../analysis/offered.ts'
import { findSetting } from '../catalog/index.ts'
import { fitCamera } from '../perspective/fit.ts'
import type { Perspective } from '../perspective/kept.ts'
import { isTooSmall } from '../perspective/least.ts'
import { areaOf as areaInCm2, leastOf } from '../perspective/rule.ts'
import type { AnyValues } from '../schema/infer.ts'
import { itemOf, type WalkLine, type WalkReason } from './walk.ts'

export interface WhyNotAbout {
  readonly line: WalkLine
  /** The rule as the device has it. */
  readonly values: AnyValues
  /** What the device's clock shows, as if it were UTC; ms since the epoch. */
  readonly deviceNow: number
  /** What it should show by its own zone, by the same reckoning; undefined where nobody knows. */
  readonly rightNow: number | undefined
  /** It was heard all the time. */
  readonly isHeard: boolean
  /** Alarms of other rules came meanwhile. */
  readonly hadOthers: boolean
  /** The other kind of target set it off, the same way. */
  readonly otherFired?: boolean
  /** Where a technician has found how large people are in this picture. */
  readonly perspective?: Perspective | undefined
}

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
/** ms a clock may be off before schedules and people disagree. Ours. */
const clockOff = 60_000
/** Percent of the picture below which nobody fits into a region. Ours: a person is some 8 high and 2 wide. */
const smallest = 0.5

/** Why a rule may not have told anything, the likeliest first. Everything here is read off the device; nothing is guessed. */
export function whyNot({
  line,
  values,
  deviceNow,
  rightNow,
  isHeard,
  hadOthers,
  otherFired = false,
  perspective,
}: WhyNotAbout): readonly WalkReason[] {
  const item = line.number === undefined ? {} : regionOf(line, values)
  const rule = { ...values, ...item }
  const reasons: readonly (readonly [WalkReason, boolean])[] = [
    ['notHeard', !isHeard],
    ['noNumber', analysisOf(line.setting)?.tells === undefined],
    ['schedule', !isArmedAt(values, deviceNow)],
    ['clock', rightNow !== undefined && Math.abs(deviceNow - rightNow) > clockOff],
    ['target', rule['limitType'] === true && rule['type'] !== 'Person or vehicle'],
    ['kind', otherFired],
    ['size', rule['limitSize'] === true || rule['limitShape'] === true],
    ['tooFar', perspective !== undefined && isTooFar(line, values, perspective)],
    ['small', isSmall(line, values)],
    ['linkage', setsNothingOff(values)],
    ['elsewhere', hadOthers],
  ]
  return reasons.flatMap(([reason, holds]) => (holds ? [reason] : []))
}

/** By the device's own clock; a rule without a schedule is always armed, one with an empty schedule never. */
function isArmedAt({ schedule }: AnyValues, deviceNow: number): boolean {
  if (!Array.isArray(schedule)) return true
  const date = new Date(deviceNow)
  const [day, second] = [days[date.getUTCDay()], date.getUTCHours() * 3600 + date.getUTCMinutes() * 60 + date.getUTCSeconds()]
  return (schedule as readonly AnyValues[]).some(
    (period) => period['day'] === day && Number(period['from']) <= second && second < Number(period['to']),
  )
}

function regionOf(line: WalkLine, values: AnyValues): AnyValues {
  return recordAt(values, itemOf(line) ?? '') ?? {}
}

function isSmall(line: WalkLine, values: AnyValues): boolean {
  const item = itemOf(line)
  const outline = figuresOf(findSetting(line.setting)?.fields ?? {}, values).find(
    (figure) => figure.item === item && figure.shape !== 'line',
  )
  return outline !== undefined && areaOf(outline.points) < smallest
}

/** A target is smaller than the rule asks even where it stands nearest to the camera. */
function isTooFar(line: WalkLine, values: AnyValues, { lens, marks, target }: Perspective): boolean {
  const fields = findSetting(line.setting)?.fields ?? {}
  const item = itemOf(line)
  const [list = ''] = (item ?? '').split('[')
  const least = leastOf(fields, item === undefined ? values : { ...values, [list]: [recordAt(values, item) ?? {}] })
  if (!least) return false
  if (areaInCm2(target) < least.area) return true
  const fit = fitCamera(marks, lens)
  const ys = figuresOf(fields, values).flatMap((figure) => (figure.item === item ? figure.points.map(({ y }) => y) : []))
  return typeof fit !== 'string' && isTooSmall(fit.camera, Math.max(...ys, item === undefined ? 100 : 0), target, least.box) === true
}

/** Percent of the picture. */
function areaOf(points: readonly Point[]): number {
  const [first, second] = points
  if (points.length === 2 && first && second) return Math.abs((second.x - first.x) * (second.y - first.y)) / 100
  const twice = points.reduce((sum, a, index) => {
    const b = points[(index + 1) % points.length] ?? a
    return sum + a.x * b.y - b.x * a.y
  }, 0)
  return Math.abs(twice) / 200
}
