import { defineAction } from '../../schema/action.ts'
import { choice, flag, int, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras } from '../shared/lines.ts'
import { plain, ptzCgi } from './parts.ts'

/** When the wiper works by itself. An OK is printed where its reply should stand, so the keys are those of the set (manual line 1651). */
export const wiper = defineSetting({
  id: 'ptz.wiper',
  title: 'Wiper',
  manual: '2.5.11',
  request: { ...ptzCgi, type: 'WiperParam' },
  write: 'whole',
  backup: 'restore',
  series: cameras,
  fields: {
    mode: choice('Wipes', { 0: 'By hand', 1: 'Automatically', 2: 'At a set time' }, { key: 'WipeMode' }),
    sensitivity: optional(
      choice('Sensitivity', { 0: 'Slow', 1: 'Medium', 2: 'Fast' }, { key: 'Sensitivity', help: 'Automatically only.' }),
    ),
    interval: optional(int('Interval', { key: 'IntervalTime', min: 1, max: 60, unit: 'min', help: 'Automatically only.' })),
    duration: optional(int('Duration', { key: 'DurationTime', min: 0, unit: 's', help: 'At a set time only.' })), // min is ours: there is none
    from: optional(text('From', { key: 'BeginTime', as: 'time', max: 5, help: 'At a set time only; hours and minutes, 19:30.' })),
  },
  sample: { mode: 'Automatically', sensitivity: 'Medium', interval: 30 },
})

export const startWiper = defineAction({
  id: 'ptz.startWiper',
  title: 'Start the wiper',
  help: 'It wipes until it is stopped.',
  manual: '2.5.10.1',
  request: { ...ptzCgi, action: 'open', type: 'Wiper' },
  ...plain,
  series: cameras,
})

export const stopWiper = defineAction({
  id: 'ptz.stopWiper',
  title: 'Stop the wiper',
  manual: '2.5.10.2',
  request: { ...ptzCgi, action: 'close', type: 'Wiper' },
  ...plain,
  series: cameras,
})

export const washLens = defineAction({
  id: 'ptz.washLens',
  title: 'Wash the lens',
  help: 'Takes 5 s and ends by itself.',
  manual: '2.5.12',
  request: { ...ptzCgi, action: 'open', type: 'Wash' },
  ...plain,
  series: cameras,
})

export const heating = defineAction({
  id: 'ptz.heating',
  title: 'Switch the heating',
  manual: '2.5.13',
  request: { ...ptzCgi, action: 'heating' },
  ...plain,
  args: { on: flag('Heating', { key: 'HeatingSwitch' }) },
  sample: { on: true },
})
