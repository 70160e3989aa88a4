import type { Episode } from '#common/alarm/episodes.ts'
import { alarmName } from '#common/catalog/alarm/kinds.ts'
import type { DeviceKey } from '#common/device/device.ts'

export interface AlarmFilter {
  readonly text: string
  /** Main type; undefined: all. */
  readonly kind: string | undefined
  readonly device: DeviceKey | undefined
  /** Those alone that go on. */
  readonly isGoing: boolean
}

/** What an episode is called; a time nobody listened has no name. */
export function nameOfAlarm(episode: Episode): string {
  return episode.what === 'alarm' ? alarmName(episode.kind, episode.subtype) : ''
}

/** Where it was, as a key of the messages with its number: an input, a disk, or a channel. */
export function placeOfAlarm({ kind, subtype, source }: Extract<Episode, { what: 'alarm' }>): {
  readonly word: 'input' | 'disk' | 'channel'
  readonly n: number
} {
  if (kind === 'Disk') return { word: 'disk', n: source }
  return { word: kind === 'Security' && subtype === 1 ? 'input' : 'channel', n: source }
}

/** Gaps stay as long as their device does: what is missing matters whatever one looks for. */
export function shownAlarms(
  episodes: readonly Episode[],
  { text, kind, device, isGoing }: AlarmFilter,
  nameOfDevice: (key: DeviceKey) => string,
): readonly Episode[] {
  const sought = text.trim().toLowerCase()
  return episodes.filter((episode) => {
    if (device !== undefined && episode.device !== device) return false
    const words = `${nameOfDevice(episode.device)} ${nameOfAlarm(episode)}`.toLowerCase()
    if (!words.includes(sought)) return false
    if (episode.what === 'gap') return !isGoing
    return (kind === undefined || episode.kind === kind) && (!isGoing || episode.ended === undefined)
  })
}
