import type { Field, Fields } from '../schema/field.ts'
import { isTemperature } from '../schema/temperature.ts'
import type { AnySetting } from '../schema/setting.ts'

/**
 * Why a field stays as it is unless a person wants it copied: it tells devices apart, is drawn on the picture of one camera, or is a number
 * in the unit its device is set to.
 */
export type Own = 'identity' | 'picture' | 'unit'

/** A field of a setting that is no list, by its pattern: the names on the way to it, `cards.mtu`. */
export interface Leaf {
  readonly pattern: string
  readonly label: string
  readonly own?: Own
}

/** Names of devices and of what hangs on them, and what else tells them apart, in settings that are otherwise the same for all. */
const identities: ReadonlySet<string> = new Set([
  'device.channelName name',
  'device.domeAddress address',
  'alarm.input name',
  'alarm.cameraInput name',
  'alarm.output name',
  'serial.ptz heads.address',
  'service.poe address',
  'service.ddns domain',
])

/** What all devices of a network share, in settings that otherwise tell them apart. */
const shared: ReadonlySet<string> = new Set([
  ...['mask', 'gateway', 'dns1', 'dns2', 'mtu'].map((name) => `network.ipv4 cards.${name}`),
  ...['prefix', 'gateway', 'dns1', 'dns2', 'mtu'].map((name) => `network.ipv6 cards.${name}`),
  'device.basics unit',
  'device.basics hasOwnRatio',
])

/** Settings about places in the picture, beside every outline. */
const pictures: ReadonlySet<string> = new Set(['privacy.masks', 'stream.regions'])

/** Every field of a setting that can be copied: what is read-only cannot, and a secret is never read. */
export function leavesOf(setting: AnySetting): readonly Leaf[] {
  return setting.write === 'none' || setting.backup === 'record-only' ? [] : walk(setting, setting.fields, '', undefined)
}

function walk(setting: AnySetting, fields: Fields, before: string, own: Own | undefined): readonly Leaf[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const pattern = before + name
    if (field.readOnly || field.secret) return []
    const mine = own ?? ownOf(setting, pattern, field)
    if (field.kind === 'list') return walk(setting, field.item, `${pattern}.`, mine)
    if (shared.has(`${setting.id} ${pattern}`)) return [{ pattern, label: field.label }]
    return [{ pattern, label: field.label, ...(mine ? { own: mine } : {}) }]
  })
}

function ownOf({ id, backup }: AnySetting, pattern: string, field: Field): Own | undefined {
  if (backup === 'identity' || identities.has(`${id} ${pattern}`)) return 'identity'
  if (isTemperature(field)) return 'unit'
  return pictures.has(id) || (field.kind === 'list' && field.as === 'polygon') ? 'picture' : undefined
}

/** The pattern of a path: `cards[1].mtu` is one of `cards.mtu`. */
export function patternOf(path: string): string {
  return path.replace(/\[\d+\]/g, '')
}
