import { motion } from '#common/catalog/alarm/motion.ts'
import { areaEntered, areaLeft } from '#common/catalog/analysis/area.ts'
import { groupLoitering, loitering } from '#common/catalog/analysis/loitering.ts'
import { abnormalSpeed, illegalParking, wrongDirection } from '#common/catalog/analysis/movement.ts'
import { objectLeft, objectRemoved } from '#common/catalog/analysis/objects.ts'
import { perimeter } from '#common/catalog/analysis/perimeter.ts'
import { smartMotion } from '#common/catalog/analysis/smartMotion.ts'
import { doubleTripwire, tripwire } from '#common/catalog/analysis/tripwire.ts'
import type { Fields } from '#common/schema/field.ts'
import { type AnyValues, restore, type ValuesOf } from '#common/schema/infer.ts'
import type { Raised } from '../alarms/alarms.ts'
import { areaCrossed, doubleTripwireCrossed, tripwireCrossed } from './crossings.ts'
import type { Episode, Film } from './film.ts'
import * as stays from './stays.ts'

/** A rule a device can be given: what it is told by, and when it sees it in a film. */
export interface Rule {
  readonly setting: string
  /** As manual 4.2 lists it; nothing for what it lists no number for: it is judged and never told. */
  readonly tells?: Pick<Raised, 'kind' | 'subtype'>
  readonly judge: (kept: AnyValues, film: Film) => readonly Episode[]
}

export const rules: readonly Rule[] = [
  ruleOf(motion, { kind: 'Security', subtype: 2 }, stays.moved),
  ruleOf(tripwire, analysis(21), tripwireCrossed),
  ruleOf(perimeter, analysis(24), stays.perimeterEntered),
  ruleOf(doubleTripwire, analysis(25), doubleTripwireCrossed),
  ruleOf(loitering, analysis(26), stays.loitered),
  ruleOf(groupLoitering, analysis(27), stays.groupLoitered),
  ruleOf(objectLeft, analysis(28), stays.thingLeft),
  ruleOf(objectRemoved, analysis(29), stays.thingRemoved),
  ruleOf(abnormalSpeed, analysis(30), stays.wrongSpeed),
  ruleOf(wrongDirection, analysis(31), stays.wrongWay),
  ruleOf(illegalParking, analysis(32), stays.parked),
  ruleOf(smartMotion, { kind: 'Further analysis', subtype: 52 }, stays.peopleMoved),
  ruleOf(areaEntered, undefined, (rule, film) => areaCrossed(rule, film, 'in')),
  ruleOf(areaLeft, undefined, (rule, film) => areaCrossed(rule, film, 'out')),
]

function analysis(subtype: number): Rule['tells'] {
  return { kind: 'Analysis', subtype }
}

/** A rule that was never written, or is off, sees nothing. */
function ruleOf<F extends Fields>(
  { id, fields }: { readonly id: string; readonly fields: F },
  tells: Rule['tells'],
  judge: (rule: ValuesOf<F>, film: Film) => readonly Episode[],
): Rule {
  return {
    setting: id,
    ...(tells ? { tells } : {}),
    judge: (kept, film) => (kept['enabled'] === true ? united(judge(restore(fields, kept), film)) : []),
  }
}

/** What overlaps is one; what only touches is two. */
function united(episodes: readonly Episode[]): readonly Episode[] {
  const one: Episode[] = []
  for (const next of episodes.toSorted((a, b) => a.from - b.from)) {
    const last = one.at(-1)
    if (last && next.from < last.to) one[one.length - 1] = { from: last.from, to: Math.max(last.to, next.to) }
    else one.push(next)
  }
  return one
}

/** A period of a week, seconds from midnight. */
interface Period {
  readonly day: string
  readonly from: number
  readonly to: number
}

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** True when a rule's schedule has it on at a moment of the device's own clock; without a period it never is. */
export function isArmed({ schedule }: AnyValues, weekday: number, secondOfDay: number): boolean {
  const periods = (schedule ?? []) as unknown as readonly Period[]
  return periods.some(({ day, from, to }) => day === days[weekday] && from <= secondOfDay && secondOfDay < to)
}
