import { defineAction } from '../../schema/action.ts'
import { choice, flag, int, list, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'

const kinds = { 1: 'Colour', 2: 'Mosaic', 3: 'Colour and mosaic' } as const // line 8607

const percent = { min: 0, max: 100, unit: '%', as: 'percent' } as const
const mask = int('Number', { key: 'areaID', min: 0 }) // the bound is ours
const ability = 'privacy.ability'

/** Parts of the picture that nobody sees, neither live nor recorded; their places are percent of the picture. */
export const masks = defineSetting({
  id: 'privacy.masks',
  title: 'Privacy masks',
  help: 'Parts of the picture that are covered, live and in every recording.',
  manual: '2.6.5',
  request: { cgi: 'param', type: 'blindArea', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  fields: {
    masks: list('Mask', 'BlindAreaParam', {
      markers: { next: 'next_areaParamURL' },
      replacing: { key: 'areaParamAction' },
      numberIn: 'mask',
      limitedBy: { ability, most: 'most' },
      item: {
        mask,
        enabled: flag('In use', { key: 'enableFlag' }),
        left: int('Left', { key: 'topX', ...percent }),
        top: int('Top', { key: 'topY', ...percent }),
        height: int('Height', percent),
        width: int('Width', percent),
        name: text('Name', { key: 'BlindAreaName' }),
        kind: choice('Cover', kinds, { key: 'blindType', limitedBy: { ability, options: 'kinds.kind' } }),
        colour: optional(text('Colour', { key: 'blindColor', as: 'colour', limitedBy: { ability, options: 'kinds.colours.colour' } })),
      },
    }),
  },
  sample: {
    masks: [
      { mask: 4, enabled: true, left: 14, top: 22, height: 31, width: 27, name: 'PrivacyMask4', kind: 'Colour' },
      { mask: 3, enabled: true, left: 10, top: 68, height: 16, width: 16, name: 'PrivacyMask3', kind: 'Colour' },
    ],
  },
})

export const masksAbility = defineSetting({
  id: ability,
  title: 'What privacy masks can be',
  manual: '2.6.5.1',
  request: { cgi: 'param', type: 'blindAreaAbility', scope: 'device' },
  write: 'none',
  backup: 'record-only',
  series: camerasButLite,
  fields: {
    stream: int('Stream', { key: 'streamID', min: 0 }),
    largest: int('Part of the picture at most', { key: 'blindAreaRate', unit: '%' }),
    most: int('Masks at most', { key: 'maxBlindAreaNum', min: 0 }),
    kinds: list('Covers', 'blindType', {
      endValue: 'one',
      item: {
        kind: choice('Cover', kinds, { key: 'blindType' }),
        colours: list('Colours', 'blindColor', {
          endValue: 'one',
          item: { colour: text('Colour', { key: 'blindColor', as: 'colour' }) },
        }),
      },
    }),
  },
  sample: {
    stream: 1,
    largest: 100,
    most: 4,
    kinds: [
      {
        kind: 'Colour',
        colours: ['FFFFFF', '000000', 'FF0000', 'FF6400', 'FFFF00', '00FF00', '00FFFF', '0000FF', 'FF00FF'].map((colour) => ({ colour })),
      },
    ],
  },
})

/** Channel and mask are in the table alone (lines 8470 and 8475). */
export const goToMask = defineAction({
  id: 'privacy.goTo',
  title: 'Turn to a privacy mask',
  help: 'Turns a PTZ camera to where the mask is.',
  manual: '2.6.5.3',
  request: { cgi: 'param', action: 'goto', type: 'blindArea', scope: 'channel' },
  args: { mask: optional(mask) },
  reply: 'ok',
  damage: 'none',
  series: camerasButLite,
  sample: { mask: 1 },
})

/** Without a number it deletes all of them (line 8533). */
export const deleteMask = defineAction({
  id: 'privacy.delete',
  title: 'Delete privacy masks',
  help: 'Without a number all masks are deleted.',
  manual: '2.6.5.6',
  request: { cgi: 'param', action: 'delete', type: 'blindArea', scope: 'channel' },
  args: { mask: optional(mask) },
  reply: 'ok',
  damage: 'destroys',
  sample: { mask: 2 },
})
