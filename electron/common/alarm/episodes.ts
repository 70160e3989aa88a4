import type { DeviceKey } from '../device/device.ts'
import type { AlarmLine } from './alarm.ts'

/** An alarm from its beginning to its end, or a time nobody listened. */
export type Episode =
  | {
      readonly what: 'alarm'
      /** Of the line it began with. */
      readonly id: number
      readonly device: DeviceKey
      readonly kind: string
      readonly subtype: number
      readonly source: number
      /** ms since the epoch, when it was heard. */
      readonly began: number
      /** By the device's clock. */
      readonly time: string
      readonly isTold: boolean
      /** `undefined` while it goes on. */
      readonly ended: number | undefined
      /** Times the device told it while it went on. */
      readonly count: number
    }
  | Extract<AlarmLine, { readonly what: 'gap' }>

/** Lines as episodes, newest first. An end nobody heard the beginning of is an episode of its own, begun and ended at once. */
export function episodesOf(lines: readonly AlarmLine[]): readonly Episode[] {
  const episodes: Episode[] = []
  const open = new Map<string, number>()
  for (const line of lines) {
    if (line.what === 'gap') {
      episodes.push(line)
      continue
    }
    const { device, kind, subtype, source, id, active, time, isTold, at } = line
    const key = `${device} ${kind} ${subtype} ${source}`
    const place = open.get(key)
    const going = place === undefined ? undefined : episodes[place]
    if (place !== undefined && going?.what === 'alarm') {
      episodes[place] = active ? { ...going, count: going.count + 1 } : { ...going, ended: at }
      if (!active) open.delete(key)
      continue
    }
    if (active) open.set(key, episodes.length)
    episodes.push({
      what: 'alarm',
      ...{ id, device, kind, subtype, source, time, isTold },
      began: at,
      ended: active ? undefined : at,
      count: 1,
    })
  }
  return episodes.reverse()
}
