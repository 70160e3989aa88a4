import type { abnormalSpeed, illegalParking, wrongDirection } from '#common/catalog/analysis/movement.ts'
import type { groupLoitering, loitering } from '#common/catalog/analysis/loitering.ts'
import type { objectLeft, objectRemoved } from '#common/catalog/analysis/objects.ts'
import type { perimeter } from '#common/catalog/analysis/perimeter.ts'
import type { smartMotion } from '#common/catalog/analysis/smartMotion.ts'
import type { motion } from '#common/catalog/alarm/motion.ts'
import type { ValuesOf } from '#common/schema/infer.ts'
import { loop } from '../scene/actors.ts'
import type { Seen } from '../scene/seen.ts'
import { type Episode, type Film, presence, whileAny, whileEach } from './film.ts'
import { isInside, overlaps } from './geometry.ts'
import { isTarget } from './targets.ts'

/** s, where the rule says none: the least of most of them (manual line 15608). */
const shortest = 5

/** While a target is in a region. */
export function perimeterEntered(rule: ValuesOf<typeof perimeter.fields>, film: Film): readonly Episode[] {
  const { regions, ...shape } = rule
  return whileAny(film, (one) => regions.some((region) => isTarget(one, { ...shape, ...region }) && isInside(region.outline, one.foot)))
}

/** While somebody is in a region for longer than allowed. */
export function loitered(rule: ValuesOf<typeof loitering.fields>, film: Film): readonly Episode[] {
  const { regions, ...shape } = rule
  return regions.flatMap((region) =>
    after(
      region.time,
      whileEach(film, (one) => isTarget(one, { ...shape, ...region }, ['person']) && isInside(region.outline, one.foot)),
    ),
  )
}

/** While as many people as the rule says are in a region together for longer than allowed. */
export function groupLoitered(rule: ValuesOf<typeof groupLoitering.fields>, film: Film): readonly Episode[] {
  return rule.regions.flatMap((region) => {
    const { time = rule.time, limitPeople = rule.limitPeople, minPeople = rule.minPeople, maxPeople = rule.maxPeople } = region
    const wanted = { ...rule, ...region }
    const isCrowd = (seen: readonly Seen[]) => {
      const people = seen.filter((one) => isTarget(one, wanted, ['person']) && isInside(region.outline, one.foot)).length
      return people >= (limitPeople === false ? 2 : (minPeople ?? 2)) && (limitPeople === false || people <= (maxPeople ?? Infinity))
    }
    const crowds = { moments: film.moments.map(({ at, seen }) => ({ at, seen: isCrowd(seen) ? seen : [] })) }
    return after(
      time,
      whileAny(crowds, () => true),
    )
  })
}

/** While a thing that was put down lies in a region, from the time on that it may. */
export function thingLeft(rule: ValuesOf<typeof objectLeft.fields>, film: Film): readonly Episode[] {
  return rule.regions.flatMap((region) => {
    const lies = whileEach(film, (one) => isTarget(one, region, ['object']) && isInside(region.outline, one.foot))
    return after(
      region.time,
      lies.filter(({ from }) => from > 0),
    )
  })
}

/** From the time on that a thing which stood in a region may be gone, until the scene begins again. */
export function thingRemoved(rule: ValuesOf<typeof objectRemoved.fields>, film: Film): readonly Episode[] {
  const gone = presence(film).filter(({ to }) => to < loop)
  return rule.regions.flatMap((region) => {
    const stood = gone.filter(({ id }) =>
      film.moments[0]?.seen.some((one) => one.id === id && isTarget(one, region, ['object']) && isInside(region.outline, one.foot)),
    )
    return after(
      region.time,
      stood.map(({ to }) => ({ from: to, to: loop })),
    )
  })
}

/** While a target in a region is too slow or too fast; a highest speed of 0 is none. */
export function wrongSpeed(rule: ValuesOf<typeof abnormalSpeed.fields>, film: Film): readonly Episode[] {
  return whileAny(film, (one) =>
    rule.regions.some(
      (region) =>
        isTarget(one, region) &&
        isInside(region.outline, one.foot) &&
        (one.speed < (region.minSpeed ?? 0) || one.speed > (region.maxSpeed || Infinity)),
    ),
  )
}

/** While a target in a region goes more than 90° off the way it may. */
export function wrongWay(rule: ValuesOf<typeof wrongDirection.fields>, film: Film): readonly Episode[] {
  const { regions, ...shape } = rule
  return whileAny(film, (one) =>
    regions.some(
      (region) =>
        region.angle !== undefined &&
        isTarget(one, { ...shape, ...region }) &&
        isInside(region.outline, one.foot) &&
        isAgainst(one.heading, region.angle),
    ),
  )
}

/** ° clockwise from a way to the right, as those of number plates are (manual 2.6.20); for this one the manual says no more than "angle". */
function isAgainst(heading: number | undefined, permitted: number): boolean {
  if (heading === undefined) return false
  const off = Math.abs(heading - permitted) % 360
  return Math.min(off, 360 - off) > 90
}

/** While a car stands in a region for longer than it may. */
export function parked(rule: ValuesOf<typeof illegalParking.fields>, film: Film): readonly Episode[] {
  return rule.regions.flatMap((region) =>
    after(
      region.time,
      whileEach(film, (one) => one.speed === 0 && isTarget(one, region, ['car']) && isInside(region.outline, one.foot)),
    ),
  )
}

/** While somebody moves, or something drives, in a region. */
export function peopleMoved(rule: ValuesOf<typeof smartMotion.fields>, film: Film): readonly Episode[] {
  const { regions, ...all } = rule
  return whileAny(
    film,
    (one) =>
      one.speed > 0 &&
      regions.some(({ sensitivity = all.sensitivity, ...region }) => {
        const wanted = { ...all, ...region, ...(sensitivity === undefined ? {} : { sensitivity }) }
        return isTarget(one, wanted) && isInside(region.outline, one.foot)
      }),
  )
}

/** Of a picture that is 420 wide and 260 high (manual line 6570). */
const raster = { width: 420, height: 260 } as const

/** While anything moves in an area. */
export function moved(rule: ValuesOf<typeof motion.fields>, film: Film): readonly Episode[] {
  const areas = rule.areas.map(({ left, top, width, height }) => ({
    left: (left / raster.width) * 100,
    top: (top / raster.height) * 100,
    width: (width / raster.width) * 100,
    height: (height / raster.height) * 100,
  }))
  const wanted = { sensitivity: rule.sensitivity }
  return whileAny(film, (one) => one.speed > 0 && isTarget(one, wanted) && areas.some((area) => overlaps(area, one.box)))
}

/** What is left of each once so many s of it are over. */
function after(time = shortest, episodes: readonly Episode[]): readonly Episode[] {
  return episodes.flatMap(({ from, to }) => (to - from > time ? [{ from: from + time, to }] : []))
}
