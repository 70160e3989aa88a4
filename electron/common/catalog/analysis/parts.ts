import type { Fields, LimitedBy, Replacing } from '../../schema/field.ts'
import { choice, flag, int, list, optional, real } from '../../schema/make.ts'
import type { Part } from '../../schema/setting.ts'
import { alarmSwitches } from '../shared/linkage.ts'
import { polygon } from '../shared/polygon.ts'

/** What an analysis looks for (manual line 14084). */
export const targetTypes = { 0: 'Person or vehicle', 1: 'Person', 2: 'Vehicle' } as const

const channels = { 0: 'none', 1: 'Channel 1', 2: 'Channel 2', 3: 'Channels 1 and 2' } as const

/**
 * The rules of a PTZ camera wherever it looks, or those of one preset position (manual lines 13912 to 13935 and 14219 to 14227; no reply and no
 * request with one is printed).
 *
 * `presetID` picks them in a get and a set, 0 the normal ones, which a request without it is about as well: so all printed ones are. -1 asks for
 * those of all presets at once; nobody here does. A set names the mode besides, as the table has it. The manual does not say whether marks
 * stand around the rules of one preset: a reply is read with them and without.
 */
export const ofPreset = {
  key: 'presetID',
  label: 'Preset position',
  first: 0,
  last: 400, // line 998
  names: { 0: 'Everywhere (normal)' },
  series: ['ptz'],
  optional: true,
  setMode: { key: 'presetMode', first: '1', others: '2' },
  around: {
    count: ['presetCount'],
    begin: ['presetBegin', 'resetBegin'], // lines 20956 and 13924
    next: ['next_PresetURL'],
    end: ['presetEnd', 'p resetEnd'], // lines 14225 and 13442
  },
} as const satisfies Part

/** Whose rules a reply tells; a set says it with the preset it is for. */
export const presetMode = {
  mode: optional(choice('Mode', { 1: 'Normal', 2: 'Preset position' }, { key: 'presetMode', series: ['ptz'], readOnly: true })),
} as const

export const enabled = { enabled: flag('Enabled', { key: 'enableFlag' }) } as const

/** How an analysis shows itself and what it tells. */
export const shown = {
  uploadDetails: optional(flag('Send target details', { key: 'uploadDetail' })),
  draw: optional(flag('Show lines in the video', { key: 'draw', help: 'The lines become part of the picture and of every recording.' })),
} as const

/** Sensitivity, in the steps the ability offers. */
export function sensitivity(ability?: string) {
  const limitedBy: LimitedBy | undefined = ability === undefined ? undefined : { ability, options: 'sensitivities.sensitivity' }
  return { sensitivity: optional(int('Sensitivity', { min: 0, ...(limitedBy ? { limitedBy } : {}) })) } as const // the bound is ours
}

const { output, output2, record, email, led, ftp, sound, soundFile, whiteLight } = alarmSwitches

/** What an alarm sets off, a switch each (manual line 13965). The linked channels are those of a device with two lenses. */
export const linkageSwitches = {
  clearLinkages: optional(choice('Existing linkages', { clean: 'clear all' }, { key: 'AlarmLinkageParam', order: true })),
  output,
  output2,
  record,
  recordChannels: optional(choice('Channels recorded', channels, { key: 'alarmRecordLinkChannel' })),
  email,
  emailChannels: optional(choice('Channels in the e-mail', channels, { key: 'alarmSMTPLinkChannel' })),
  led,
  ftp,
  ftpChannels: optional(choice('Channels uploaded', channels, { key: 'alarmFTPLinkChannel' })),
  sound,
  clearArea: optional(
    flag('Delete the regions', { key: 'clearArea', order: true, empties: { list: 'regions', whileOff: 'enabled' } }), // manual line 13958
  ),
  soundFile,
  whiteLight,
} as const

const squareCentimetres = { min: 0, max: 1_000_000, unit: 'cm²' } as const // line 15598

/** Which targets count: kind and size. Replies have them before the regions or in each of them. */
export const targetKind = {
  limitType: optional(flag('Only one kind of target', { key: 'targetTypeEnable' })),
  type: optional(choice('Target', targetTypes, { key: 'targetType', countsIf: 'limitType' })),
} as const

export const targetSize = {
  limitSize: optional(flag('Only targets of a size', { key: 'targetSizeEnable' })),
  maxSize: optional(int('Largest target', { key: 'targetMaxSize', countsIf: 'limitSize', ...squareCentimetres })),
  minSize: optional(int('Smallest target', { key: 'targetMinSize', countsIf: 'limitSize', ...squareCentimetres })),
} as const

export const targets = { ...targetKind, ...targetSize } as const

/** Size by width and height, after the schedule (manual line 14109). The manual gives no unit. */
export const targetShape = {
  limitShape: optional(flag('Only targets of a width and height', { key: 'targetSizeEnableV2' })),
  maxWidth: optional(real('Largest width', { key: 'maxTargetWidth', min: 0, countsIf: 'limitShape' })),
  maxHeight: optional(real('Largest height', { key: 'maxTargetHeight', min: 0, countsIf: 'limitShape' })),
  minWidth: optional(real('Smallest width', { key: 'minTargetWidth', min: 0, countsIf: 'limitShape' })),
  minHeight: optional(real('Smallest height', { key: 'minTargetHeight', min: 0, countsIf: 'limitShape' })),
} as const

/** A line from its start to its end, in percent of the picture (manual line 18108). */
export const line = lineOf()

function lineOf() {
  const percent = { min: 0, max: 100, unit: '%' } as const
  return {
    startX: optional(real('Start X', { key: 'lineCrossStartX', ...percent })),
    startY: optional(real('Start Y', { key: 'lineCrossStartY', ...percent })),
    endX: optional(real('End X', { key: 'lineCrossEndX', ...percent })),
    endY: optional(real('End Y', { key: 'lineCrossEndY', ...percent })),
  } as const
}

interface RegionOptions {
  /** The ability that says how many regions. */
  readonly ability?: string
  /** Value of `regionEnd`; 1 in all but the fence. */
  readonly endValue?: 'count' | 'one'
  readonly replacing?: Replacing
}

/** Regions of whatever fields (manual line 15547: up to 32; the ability says how many this device takes). */
export function regionsOf<const I extends Fields>(item: I, { ability, endValue = 'one', ...more }: RegionOptions = {}) {
  const limitedBy = ability === undefined ? {} : { limitedBy: { ability, most: 'maxRegions' } }
  return list('Regions', 'region', { endValue, max: 32, item, ...limitedBy, ...more })
}

/** The outline of a region; a device that has none drawn prints none. */
export function outline(ability?: string) {
  const limitedBy = ability === undefined ? {} : { limitedBy: { ability, most: 'maxCorners' } }
  return { ...polygon(), ...limitedBy }
}
