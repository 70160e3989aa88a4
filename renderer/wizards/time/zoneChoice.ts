import type { TimeZone } from '#common/catalog/time/timeZone.ts'
import { cityOf } from '#common/time/cities.ts'
import { deviceShift } from '#common/time/civil.ts'
import { daylightOf } from '#common/time/daylight.ts'
import { changesOf } from '#common/time/shift.ts'
import { type Fit, deviceZones, zoneById, zoneByName, zonesFor } from '#common/time/zones.ts'
import type { Place } from './machine.ts'

/** One id a device may be given, and how well it suits the place that was picked. */
export interface ZoneOption {
  readonly id: number
  /** Undefined for a zone that does not suit the place, or while no place is picked. */
  readonly fit?: Fit
  /** False when the device's own list does not name it. */
  readonly listed: boolean
}

/** One entry of the list of cities: several share a zone, so the key carries both. */
export function placeKey({ zone, city }: Place): string {
  return `${zone} ${city}`
}

/** The place of a zone as this computer is set. */
export function ownPlace(zone = new Intl.DateTimeFormat().resolvedOptions().timeZone): Place {
  return { zone, city: cityOf(zone) }
}

/**
 * The zone setting for a place: the best id the device knows, and the daylight saving of the place.
 *
 * A recorder also gets the shift, where its field can say it (30 or 60 min). Where no zone of the devices has the place's standard time the
 * id stays as it is.
 */
export function zoneFor(place: string, year: number, now: TimeZone, known: readonly string[] | undefined): TimeZone {
  const daylight = daylightOf(place, year)
  const options = zonesFor(place, year)
  const names = namedIn(known)
  const best = options.find(({ id, fit }) => fit !== 'name' && (names === undefined || names.has(id))) ?? options[0]
  const { shiftMinutes } = daylight
  const shift = now.offset !== undefined && (shiftMinutes === 30 || shiftMinutes === 60) ? { offset: shiftMinutes } : {}
  return { ...now, zone: best?.id ?? now.zone, ...daylight.fields, ...shift }
}

/**
 * Every id to choose from: first those that suit the place, best first; then what the device lists besides, in order of their ids.
 *
 * What the device has now is always among them. Without a list of the device, all that Sightline knows.
 */
export function zoneOptions(
  place: string | undefined,
  year: number,
  now: TimeZone,
  known: readonly string[] | undefined,
): readonly ZoneOption[] {
  const names = namedIn(known)
  const suited = place === undefined ? [] : zonesFor(place, year).map(({ id, fit }) => ({ id, fit, listed: names?.has(id) ?? true }))
  const ids = [...new Set([...deviceZones.filter(({ id }) => names?.has(id) ?? true).map(({ id }) => id), now.zone])].sort((a, b) => a - b)
  const others = ids
    .filter((id) => !suited.some((one) => one.id === id))
    .map((id) => ({ id, listed: names?.has(id) ?? zoneById(id) !== undefined }))
  return [...suited, ...others]
}

/** The next two changes of clocks at a place, in its wall time just before the change, as ms of a clock that shows UTC. */
export function nextChanges(place: string, nowMs: number): readonly number[] {
  const year = new Date(nowMs).getUTCFullYear()
  return [...changesOf(place, year), ...changesOf(place, year + 1)]
    .filter(({ at }) => at > nowMs)
    .slice(0, 2)
    .map(({ at, before }) => at + before * 60_000)
}

/** s the clock is likely off after its zone was changed and its hands were not: the civil time it shows then means another instant. */
export function offsetIfLeft(offsetSeconds: number, before: TimeZone, after: TimeZone, nowMs: number): number | undefined {
  const [was, is] = [deviceShift(nowMs, before), deviceShift(nowMs, after)]
  return was === undefined || is === undefined ? undefined : offsetSeconds + (was - is) * 60
}

/** Ids the device's own list names; undefined when it gave no list Sightline can read. */
function namedIn(known: readonly string[] | undefined): ReadonlySet<number> | undefined {
  const ids = (known ?? []).flatMap((name) => zoneByName(name)?.id ?? [])
  return ids.length === 0 ? undefined : new Set(ids)
}
