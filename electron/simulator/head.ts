import { guard, runGuard } from '#common/catalog/ptz/guard.ts'
import { move, stop, zoom } from '#common/catalog/ptz/moving.ts'
import { goTo, moveBy, position } from '#common/catalog/ptz/position.ts'
import { addPreset, callPreset, deletePreset, presets } from '#common/catalog/ptz/presets.ts'
import { deleteScan, deleteTrack, endScan, endTrack, scans, tracks } from '#common/catalog/ptz/routes.ts'
import { addToTour, beginTour, deleteTour, endTour, tours } from '#common/catalog/ptz/tours.ts'
import type { AnyValues } from '#common/schema/infer.ts'

/** What a head is taught and where it looks, as its device keeps it; of one channel. */
export interface Head {
  readonly kept: (settingId: string) => AnyValues
  readonly keep: (settingId: string, value: AnyValues) => void
  /** ms since the epoch. */
  readonly nowMs: number
}

/** Does it, or says that it cannot: there is no such preset, track, scan or tour. */
type Deed = (head: Head, args: AnyValues) => boolean

interface Look {
  readonly pan: number
  readonly tilt: number
  readonly zoom: number
}

/** Where it looked at a time, and how it has moved since, by the second. */
interface Course extends Look {
  readonly since?: number
  readonly by?: Look
}

/** Degrees, and steps of the zoom, a second at the highest speed. Ours. */
const fastest = { turn: 60, zoom: 5 } as const

const still = { pan: 0, tilt: 0, zoom: 0 } as const

/** Where a head looks: it goes on until it is stopped. The zoom ends at 30, which is ours. */
export function looksAt(kept: AnyValues | Look, nowMs: number): Look {
  const { pan, tilt, zoom: factor, by = still, since = nowMs } = kept as unknown as Course
  const seconds = (nowMs - since) / 1000
  return {
    pan: (((pan + by.pan * seconds) % 360) + 360) % 360,
    tilt: within(tilt + by.tilt * seconds, 90),
    zoom: within(factor + by.zoom * seconds, 30),
  }
}

/** What an action does to a head, by its id; those that are not here leave no trace. */
export const headDeeds: Readonly<Record<string, Deed>> = {
  [move.id]: (head, { pan, tilt }) => drive(head, { pan: turning(pan), tilt: turning(tilt), zoom: 0 }),
  [zoom.id]: (head, { direction }) => drive(head, { ...still, zoom: direction === 'In' ? fastest.zoom : -fastest.zoom }),
  [stop.id]: (head) => drive(head, still),
  [goTo.id]: (head, { pan, tilt, zoom: factor }) => look(head, { pan, tilt, zoom: factor }),
  [moveBy.id]: (head, by) => {
    const at = here(head)
    const sum = (axis: 'pan' | 'tilt' | 'zoom') => at[axis] + Number(by[axis])
    return look(head, { ...looksAt({ pan: sum('pan'), tilt: sum('tilt'), zoom: sum('zoom') }, head.nowMs) })
  },

  [addPreset.id]: (head, { preset, name }) => add(head, 'presets', 'preset', { preset, name, ...here(head) }),
  [callPreset.id]: (head, { preset }) => {
    const found = itemsOf(head, 'presets').find((item) => item['preset'] === preset)
    // Those of the factory have no place of their own.
    return found !== undefined && look(head, { ...(typeof found['pan'] === 'number' ? looksAt(found, head.nowMs) : here(head)) })
  },
  [deletePreset.id]: (head, { preset }) => remove(head, 'presets', 'preset', preset),

  [endTrack.id]: (head, item) => add(head, 'tracks', 'track', item),
  [deleteTrack.id]: (head, { track }) => remove(head, 'tracks', 'track', track),
  [endScan.id]: (head, item) => add(head, 'scans', 'scan', item),
  [deleteScan.id]: (head, { scan }) => remove(head, 'scans', 'scan', scan),

  [beginTour.id]: (head) => note(head, tours.id, { begun: [] }),
  [addToTour.id]: (head, stay) => {
    const { begun } = head.kept(tours.id)
    const isThere = itemsOf(head, 'presets').some(({ preset }) => preset === stay['preset'])
    return Array.isArray(begun) && isThere && note(head, tours.id, { begun: [...(begun as readonly AnyValues[]), stay] })
  },
  [endTour.id]: (head, { tour, name }) => {
    const { begun } = head.kept(tours.id)
    return Array.isArray(begun) && add(head, 'tours', 'tour', { tour, name, presets: begun as readonly AnyValues[] })
  },
  [deleteTour.id]: (head, { tour }) => remove(head, 'tours', 'tour', tour),

  [runGuard.id]: (head, { guard: status }) => note(head, guard.id, { status }),
}

const ids = { presets: presets.id, tracks: tracks.id, scans: scans.id, tours: tours.id } as const

function here(head: Head): Look {
  return looksAt(head.kept(position.id), head.nowMs)
}

function drive(head: Head, by: Look): boolean {
  head.keep(position.id, { ...here(head), since: head.nowMs, by } as unknown as AnyValues)
  return true
}

function look(head: Head, at: AnyValues): boolean {
  head.keep(position.id, at)
  return true
}

function note(head: Head, id: string, facts: AnyValues): boolean {
  head.keep(id, { ...head.kept(id), ...facts })
  return true
}

function itemsOf(head: Head, list: keyof typeof ids): readonly AnyValues[] {
  return (head.kept(ids[list])[list] ?? []) as readonly AnyValues[]
}

/** In the place of the one of that number, or behind those there are. */
function add(head: Head, list: keyof typeof ids, number: string, item: AnyValues): boolean {
  const others = itemsOf(head, list).filter((other) => other[number] !== item[number])
  const all = [...others, item].sort((a, b) => Number(a[number]) - Number(b[number]))
  head.keep(ids[list], { [list]: all })
  return true
}

function remove(head: Head, list: keyof typeof ids, number: string, wanted: AnyValues[string]): boolean {
  const items = itemsOf(head, list)
  const left = items.filter((item) => item[number] !== wanted)
  head.keep(ids[list], { [list]: left })
  return left.length < items.length
}

function turning(speed: AnyValues[string]): number {
  return (Number(speed) / 63) * fastest.turn
}

function within(value: number, max: number): number {
  return Math.min(Math.max(value, 0), max)
}
