import type { Series } from '../../device/series.ts'
import type { Markers, Replacing } from '../../schema/field.ts'
import { choice, flag, int, list, optional, packed } from '../../schema/make.ts'

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
const recorderNames = { 7: 'Message push', 10: 'FTP upload', 11: 'Full screen' } as const

/** The table of a recorder's numbers is the lite series' as well (manual line 6683); its abilities have those of a camera (line 19451). */
const linkageNames: Partial<Record<Series, Readonly<Record<string, string>>>> = { nvr: recorderNames, 'ipc-lite': recorderNames }
const offeredNames: Partial<Record<Series, Readonly<Record<string, string>>>> = { nvr: recorderNames }

interface LinkageOptions {
  readonly label?: string
  readonly max?: number
  readonly markers?: { readonly [M in keyof Markers]?: string | readonly string[] | null }
  readonly replacing?: Replacing
}

/** What an alarm sets off: kind and number of each, with what some kinds need besides (manual lines 6822, 7240 and 8059). */
export function linkages({ label = 'Linkages', ...more }: LinkageOptions = {}) {
  return list(label, 'AlarmLinkage', {
    ...more,
    item: {
      number: optional(int('Number', { key: 'ActionID', min: 0 })),
      type: choice('Linkage', linkageTypes, { key: 'ActionType', namesOf: linkageNames }),
      ptzChannel: optional(int('PTZ channel', { min: 0 })),
      ptzPreset: optional(int('Preset', { min: 0 })),
      recordTime: optional(int('Recording time', { min: 0, unit: 's' })),
      fullScreenTime: optional(int('Full screen time', { min: 0, max: 3600, unit: 's' })),
      cameraPort1: optional(flag('Camera output 1')),
      cameraPort2: optional(flag('Camera output 2')),
      relayTime: optional(int('Output time', { min: 0, max: 3600, unit: 's', help: '0 is as long as the alarm lasts.' })),
      relayPort1: optional(flag('Output 1')),
      relayPort2: optional(flag('Output 2')),
    },
  })
}

/** Linkages an ability offers: bare numbers under marks of their own (manual line 6330). */
export function offeredLinkages({ label = 'Linkages offered', ...more }: LinkageOptions = {}) {
  return list(label, 'alarmLinkage', {
    markers: { next: 'next_AlarmLinkageURL' },
    ...more,
    item: { type: choice('Linkage', linkageTypes, { key: 'actionType', namesOf: offeredNames }) },
  })
}

/** What an alarm of a camera sets off, a switch each (manual line 6498); not every alarm has every one. */
export const alarmSwitches = {
  output: optional(flag('Alarm output', { key: 'alarmOut' })),
  output2: optional(flag('Alarm output 2', { key: 'alarmOut2' })),
  record: optional(flag('Recording', { key: 'alarmRecord' })),
  email: optional(flag('E-mail', { key: 'alarmSMTP' })),
  ftp: optional(flag('FTP upload', { key: 'alarmFTP' })),
  sound: optional(flag('Sound', { key: 'alarmSound' })),
  soundFile: optional(int('Sound file', { key: 'alarmSoundType', min: 0, max: 13 })),
  led: optional(flag('Alarm LED', { key: 'alarmLED' })),
  whiteLight: optional(flag('White light', { key: 'alarmWhiteLED' })),
} as const

/** What a PTZ camera does on an alarm; a camera without any leaves the list out (manual lines 6416 and 6643). */
export function ptzActions(options: Pick<LinkageOptions, 'replacing'> = {}) {
  return optional(
    list('PTZ actions', 'alarmPTZAction', {
      ...options,
      markers: { next: 'next_PTZAcitonURL' }, // spelt so in every table, line 6673
      item: {
        channel: int('Channel', { key: 'PTZChannelID', min: 0 }),
        action: int('Action', { key: 'PTZActionType', min: 0 }),
        number: int('Number', { key: 'PTZActionID', min: 0, help: 'Of the preset or the track.' }),
      },
    }),
  )
}

/** Channels of a recorder that an alarm records (manual line 6872). */
export const triggerChannels = packed(
  'Channels recorded',
  'triggerChannel',
  { betweenItems: '_', betweenParts: '', before: 'ch', none: 'clean' },
  { item: { channel: int('Channel', { min: 1 }) } },
)

/** What makes a set replace its lists instead of adding to them, where the table has it (manual lines 6609, 7090 and 6653). */
export const covers = {
  schedule: { key: 'scheduleTimeAction' },
  linkages: { key: 'AlarmLinkageParam' },
  ptz: { key: 'alarmPTZAction' },
} as const satisfies Record<string, Replacing>

/** The same where the table has a word for none besides, as for a recorder and the lite series (manual lines 6775 and 6814). */
export const coversOrCleans = {
  schedule: { key: 'scheduleTimeAction', none: 'clean' },
  linkages: { key: 'AlarmLinkageParam', none: 'clean' },
} as const satisfies Record<string, Replacing>
