import { defineAction } from '../../schema/action.ts'
import { list, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { anyPtz, plain, presetId } from './parts.ts'

const name = text('Name', { key: 'presetName' })

/** Numbers and names; where a preset looks is known to the device alone, so none can be put back from a backup. */
export const presets = defineSetting({
  id: 'ptz.presets',
  title: 'Presets',
  manual: '2.5.4',
  request: { ...anyPtz, getWord: 'listPreset' },
  write: 'none',
  backup: 'record-only',
  fields: { presets: list('Presets', 'preset', { numberIn: 'preset', item: { preset: presetId, name } }) },
  sample: {
    presets: [
      { preset: 1, name: 'A' },
      { preset: 2, name: 'sd' },
      { preset: 3, name: 'fd' },
    ],
  },
})

export const addPreset = defineAction({
  id: 'ptz.addPreset',
  title: 'Keep this as a preset',
  help: 'Where the camera looks now.',
  manual: '2.5.4.1',
  request: { ...anyPtz, action: 'presetAdd' },
  ...plain,
  args: { preset: presetId, name },
  sample: { preset: 1, name: '001' },
})

const one = { args: { preset: presetId }, sample: { preset: 1 } } as const

export const callPreset = defineAction({
  id: 'ptz.callPreset',
  title: 'Go to a preset',
  manual: '2.5.4.2',
  request: { ...anyPtz, action: 'presetInvoke' },
  ...plain,
  ...one,
})

export const deletePreset = defineAction({
  id: 'ptz.deletePreset',
  title: 'Delete a preset',
  manual: '2.5.4.3',
  request: { ...anyPtz, action: 'presetDelete' },
  ...plain,
  ...one,
  damage: 'destroys',
})
