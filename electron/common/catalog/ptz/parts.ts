import { int, text } from '../../schema/make.ts'
import type { Part } from '../../schema/setting.ts'

/** Every request of a PTZ goes there and is about a channel. */
export const ptzCgi = { cgi: 'ptz', scope: 'channel' } as const

/**
 * A fisheye in single channel mode has several PTZs in its picture, "1 fisheye + 7 PTZ" being the mode named; elsewhere the parameter
 * means nothing (manual lines 659 and 988).
 */
const onePtz: Part = { key: 'PTZID', label: 'PTZ', first: 1, last: 7, series: ['fisheye'], optional: true }

/** The same of a PTZ that may be one of several in a fisheye's picture. */
export const anyPtz = { ...ptzCgi, part: onePtz } as const

/** What asks for nothing but itself. */
export const plain = { args: {}, reply: 'ok', damage: 'none', sample: {} } as const

export const presetId = int('Preset', { key: 'presetID', min: 1, max: 400 })

/** How long a tour stays at a preset. */
export const staySeconds = int('Stays', { key: 'time', min: 1, max: 255, unit: 's' })

/** [1,7] in the table, whose words say 1 to 8 (manual lines 1339 and 1341): the wider is followed. */
export const tourSpeed = int('Speed', { key: 'speed', min: 1, max: 8 })

/** A track, a scan or a tour. [1,n] in the tables, while the printed lists begin with 0 (manual lines 1071, 1171 and 1280). */
export function routeId(kind: 'track' | 'scan' | 'tour') {
  return int('Number', { key: `${kind}ID`, min: 0 })
}

export function routeName(kind: 'track' | 'scan' | 'tour') {
  return text('Name', { key: `${kind}Name` })
}
