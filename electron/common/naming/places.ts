import { osdCanvas, osdInfo } from '../catalog/osd/texts.ts'
import { deviceName } from '../catalog/device/deviceName.ts'
import type { DeviceIdentity } from '../device/device.ts'
import type { Issue } from '../schema/field.ts'
import type { AnyValues } from '../schema/infer.ts'
import { type AnySetting, type Target, validate } from '../schema/setting.ts'

/** Where a name is written: to the device itself, or on its pictures. */
export const namePlaces = ['device', 'picture'] as const
export type NamePlace = (typeof namePlaces)[number]

/** A setting of a device, and what it shall have. */
export interface Wish {
  readonly setting: AnySetting
  readonly target: Target
  readonly give: (before: AnyValues) => AnyValues
}

/** Where the first text of a name stands that a camera has none of yet: lower left, in percent; ours. */
const corner = { x: 2, y: 90 }

/**
 * What is written to give a device its name.
 *
 * A recorder's pictures are those of its cameras and keep their names. On a camera the name takes the place of the first text it has, and the
 * first time of none; the time stays in the first canvas, which alone may have it (manual line 3346).
 */
export function wishesFor(
  { series, channels }: Pick<DeviceIdentity, 'series' | 'channels'>,
  name: string,
  places: readonly NamePlace[],
): readonly Wish[] {
  const own: Wish = { setting: deviceName, target: {}, give: (before) => ({ ...before, name }) }
  const onPicture = Array.from({ length: channels }, (_, index) => pictureWish(series, index + 1, name))
  return [...(places.includes('device') ? [own] : []), ...(places.includes('picture') && series !== 'nvr' ? onPicture : [])]
}

/** What a device does not take of a name. */
export function nameIssues(name: string, places: readonly NamePlace[]): readonly Issue[] {
  const ofDevice = places.includes('device') ? validate(deviceName, { name }, { name: '' }) : []
  const text = { canvas: 2, ...corner, size: 'Medium', align: 'Left', lines: [{ line: 0, isShown: true, kind: 'Text', content: name }] }
  return [...ofDevice, ...(places.includes('picture') ? validate(osdCanvas, { texts: [text] }, { texts: [] }) : [])]
}

function pictureWish(series: DeviceIdentity['series'], channel: number, name: string): Wish {
  return series === 'ipc-lite'
    ? { setting: osdInfo, target: { channel, part: 2 }, give: (before) => ({ ...before, isShown: true, content: name }) }
    : { setting: osdCanvas, target: { channel }, give: (before) => withText(before, name) }
}

function withText(before: AnyValues, name: string): AnyValues {
  const texts = (before['texts'] ?? []) as readonly AnyValues[]
  const at = texts.findIndex(({ lines }) => Array.isArray(lines) && (lines as readonly AnyValues[])[0]?.['kind'] === 'Text')
  const line = { line: 0, isShown: true, kind: 'Text', content: name }
  if (at >= 0) return { ...before, texts: texts.map((text, index) => (index === at ? { ...text, lines: [line] } : text)) }
  const used = texts.map(({ canvas }, index) => canvas ?? index + 1)
  const canvas = [2, 3, 4, 5, 6, 7, 8].find((number) => !used.includes(number))
  return canvas === undefined
    ? before
    : { ...before, texts: [...texts, { canvas, ...corner, size: 'Medium', align: 'Left', lines: [line] }] }
}
