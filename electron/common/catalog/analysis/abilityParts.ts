import { choice, flag, int, list, optional, real, text } from '../../schema/make.ts'
import { offeredLinkages } from '../shared/linkage.ts'
import { targetTypes } from './parts.ts'

/** What regions a device takes. */
export const drawing = {
  regions: flag('Regions can be drawn', { key: 'region' }),
  maxCorners: int('Corners of a region', { key: 'maxEdgeNum', min: 0 }),
  maxRegions: int('Regions', { key: 'maxRegionNum', min: 0 }),
} as const

export const details = { uploadDetails: flag('Sends target details', { key: 'uploadDetail' }) } as const

/** Kinds of targets that can be told apart. */
export const typeLimits = {
  limitType: flag('Kind of target can be chosen', { key: 'targetTypeConstrain' }),
  limitTypeFrom: int('Kind switch from', { key: 'targetTypeConstrainMin' }),
  limitTypeTo: int('Kind switch to', { key: 'targetTypeConstrainMax' }),
  types: list('Kinds of target', 'targetType', { endValue: 'one', item: { type: choice('Target', targetTypes, { key: 'targetType' }) } }),
} as const

export const sizeSwitch = {
  limitSize: flag('Size of targets can be limited', { key: 'targetSizeConstrain' }),
  limitSizeFrom: int('Size switch from', { key: 'targetSizeConstrainMin' }),
  limitSizeTo: int('Size switch to', { key: 'targetSizeConstrainMax' }),
  limitSizeUnit: text('Unit of the size switch', { key: 'targetSizeConstrainUnit' }),
} as const

/** Sizes that can be limited. The table has 0 and 1 of the smallest size swapped (manual line 13723, against 13745). */
export const sizeLimits = {
  ...sizeSwitch,
  minSize: flag('Smallest size can be set', { key: 'minTargetSize' }),
  minSizeFrom: int('Smallest size from', { key: 'minTargetSizeMin' }),
  minSizeTo: int('Smallest size to', { key: 'minTargetSizeMax' }),
  minSizeUnit: text('Unit of the smallest size', { key: 'minTargetSizeUnit' }),
  maxSize: flag('Largest size can be set', { key: 'maxTargetSize' }),
  maxSizeFrom: int('Largest size from', { key: 'maxTargetSizeMin' }),
  maxSizeTo: int('Largest size to', { key: 'maxTargetSizeMax' }),
  maxSizeUnit: text('Unit of the largest size', { key: 'maxTargetSizeUnit' }),
} as const

export const sensitivities = {
  sensitivities: list('Sensitivities', 'sensitivity', { endValue: 'one', item: { sensitivity: int('Sensitivity') } }),
} as const

/** The angle of wrong direction. */
export const angles = {
  angle: flag('Angle can be set', { key: 'converseAngle' }),
  angleFrom: real('Angle from', { key: 'converseAngleMin' }),
  angleTo: real('Angle to', { key: 'converseAngleMax' }),
  angleUnit: text('Unit of the angle', { key: 'converseAngleUnit' }),
} as const

export const lines = { draw: flag('Lines can be shown in the video', { key: 'draw' }) } as const

export const presets = {
  presets: optional(flag('Preset positions', { key: 'presetMode', help: 'One set of regions for each preset.' })),
} as const

/** What an alarm can set off. */
export const linkageOffer = {
  outputs: int('Alarm outputs', { key: 'alarmOutCount', min: 0 }),
  linkages: offeredLinkages(),
} as const

/** Samples of the parts above, which the manual prints alike in every ability. */
export const printed = {
  drawing: { regions: true, maxCorners: 8, maxRegions: 8 },
  details: { uploadDetails: false },
  typeLimits: {
    limitType: true,
    limitTypeFrom: 0,
    limitTypeTo: 1,
    types: [{ type: 'Person or vehicle' }, { type: 'Person' }, { type: 'Vehicle' }],
  },
  sizeSwitch: { limitSize: false, limitSizeFrom: 0, limitSizeTo: 1, limitSizeUnit: '' },
  sizeLimits: {
    limitSize: false,
    limitSizeFrom: 0,
    limitSizeTo: 1,
    limitSizeUnit: '',
    minSize: false,
    minSizeFrom: 0,
    minSizeTo: 1_000_000,
    minSizeUnit: 'cm2',
    maxSize: false,
    maxSizeFrom: 0,
    maxSizeTo: 1_000_000,
    maxSizeUnit: 'cm2',
  },
  sensitivities: { sensitivities: [1, 2, 3, 4, 5].map((sensitivity) => ({ sensitivity })) },
  lines: { draw: true },
  presets: { presets: false },
  linkageOffer: { outputs: 1, linkages: [{ type: 'E-mail' }, { type: 'Recording' }, { type: 'FTP upload' }, { type: 'Sound' }] },
} as const
