import { channelInfo } from '#common/catalog/device/channels.ts'
import type { DeviceKey, DeviceSummary } from '#common/device/device.ts'
import { nameOf } from '../../components/devices/deviceWords.ts'
import { type AskSetting, readSetting } from '../../composables/readSetting.ts'

/** One picture of the wall. */
export interface WallPicture {
  readonly id: string
  readonly device: DeviceKey
  readonly channel: number
  readonly name: string
}

export interface WallChannel {
  readonly channel: number
  /** What the recorder calls it; empty on a camera with several lenses. */
  readonly name: string
}

/** How many pictures fit at once. */
export const layouts = [1, 4, 9, 16] as const
export type Layout = (typeof layouts)[number]

/** The smallest layout that holds them all; the largest where none does. */
export function layoutFor(count: number): Layout {
  return layouts.find((layout) => layout >= count) ?? 16
}

/**
 * The channels of a device: a recorder is asked, for its ids have gaps; a camera counts its lenses. A recorder that does not
 * tell is taken at its count.
 */
export async function channelsOf({ key, identity }: DeviceSummary, ask?: AskSetting): Promise<readonly WallChannel[]> {
  const counted = Array.from({ length: Math.max(1, identity.channels) }, (_, index) => ({ channel: index + 1, name: '' }))
  if (identity.series !== 'nvr') return counted
  try {
    const { channels } = await readSetting(key, channelInfo, ask)
    return channels.map(({ channel, name = '' }) => ({ channel, name }))
  } catch {
    return counted
  }
}

/** A picture for each channel of each device, in order; devices whose channels are not known yet have their first. */
export function picturesOf(
  devices: readonly DeviceSummary[],
  known: ReadonlyMap<DeviceKey, readonly WallChannel[]>,
  channelWord: (channel: number) => string,
): readonly WallPicture[] {
  return devices.flatMap((device) => {
    const channels = known.get(device.key) ?? [{ channel: 1, name: '' }]
    return channels.map(({ channel, name }) => ({
      id: `${device.key}/${channel}`,
      device: device.key,
      channel,
      name: channels.length > 1 ? `${nameOf(device)}, ${name || channelWord(channel)}` : nameOf(device),
    }))
  })
}

/** Where an arrow key leads in a grid so many columns wide; undefined for other keys and beyond the edge. */
export function stepFrom(key: string, index: number, count: number, columns: number): number | undefined {
  const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }
  const next = key === 'Home' ? 0 : key === 'End' ? count - 1 : index + (steps[key] ?? NaN)
  return next >= 0 && next < count && next !== index ? next : undefined
}
