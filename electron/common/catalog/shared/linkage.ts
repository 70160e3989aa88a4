import type { Series } from '../../device/series.ts'
import type { Markers } from '../../schema/field.ts'
import { choice, int, list, optional } from '../../schema/make.ts'

/** What an alarm sets off, by its number (manual lines 6381, 6822 and 7096). */
const linkageTypes = {
  1: 'Alarm output',
  2: 'E-mail',
  3: 'PTZ',
  4: 'Recording',
  5: 'Buzzer',
  6: 'Message on screen',
  7: 'FTP upload',
  8: 'E-mail with picture',
  9: 'Video on screen',
  10: 'Sound',
  11: 'LED',
  12: 'Camera alarm output',
  14: 'White light',
} as const

/** 7, 10 and 11 are something else on a recorder (manual line 6822). */
const linkageNames: Partial<Record<Series, Readonly<Record<string, string>>>> = {
  nvr: { 7: 'Message push', 10: 'FTP upload', 11: 'Full screen' },
}

interface LinkageOptions {
  readonly label?: string
  readonly max?: number
  readonly markers?: { readonly [M in keyof Markers]?: string | readonly string[] | null }
}

/** What an alarm sets off: kind and number of each, with what some kinds need besides (manual lines 7240 and 8059). */
export function linkages({ label = 'Linkages', ...more }: LinkageOptions = {}) {
  return list(label, 'AlarmLinkage', {
    ...more,
    item: {
      number: optional(int('Number', { key: 'ActionID', min: 0 })),
      type: choice('Linkage', linkageTypes, { key: 'ActionType', namesOf: linkageNames }),
      ptzChannel: optional(int('PTZ channel', { min: 0 })),
      ptzPreset: optional(int('Preset', { min: 0 })),
      recordTime: optional(int('Recording time', { min: 0, unit: 's' })),
      relayTime: optional(int('Output time', { min: 0, unit: 's' })),
      relayPort1: optional(int('Output 1', { min: 0 })),
      relayPort2: optional(int('Output 2', { min: 0 })),
    },
  })
}

/** Linkages an ability offers: bare numbers under marks of their own (manual line 6330). */
export function offeredLinkages({ label = 'Linkages offered', ...more }: LinkageOptions = {}) {
  return list(label, 'alarmLinkage', {
    markers: { next: 'next_AlarmLinkageURL' },
    ...more,
    item: { type: choice('Linkage', linkageTypes, { key: 'actionType', namesOf: linkageNames }) },
  })
}
