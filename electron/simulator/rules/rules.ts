import { analysisOf } from '#common/analysis/analyses.ts'
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
  ruleOf(motion, stays.moved),
  ruleOf(tripwire, tripwireCrossed),
  ruleOf(perimeter, stays.perimeterEntered),
  ruleOf(doubleTripwire, doubleTripwireCrossed),
  ruleOf(loitering, stays.loitered),
  ruleOf(groupLoitering, stays.groupLoitered),
  ruleOf(objectLeft, stays.thingLeft),
  ruleOf(objectRemoved, stays.thingRemoved),
  ruleOf(abnormalSpeed, stays.wrongSpeed),
  ruleOf(wrongDirection, stays.wrongWay),
  ruleOf(illegalParking, stays.parked),
  ruleOf(smartMotion, stays.peopleMoved),
  ruleOf(areaEntered, (rule, film) => areaCrossed(rule, film, 'in')),
  ruleOf(areaLeft, (rule, film) => areaCrossed(rule, film, 'out')),
]

/** A rule that was never written, or is off, sees nothing. */
function ruleOf<F extends Fields>(
  { id, fields }: { readonly id: string; readonly fields: F },
  judge: (rule: ValuesOf<F>, film: Film) => readonly Episode[],
): Rule {
  const tells = analysisOf(id)?.tells
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
