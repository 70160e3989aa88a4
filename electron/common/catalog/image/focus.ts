import { defineAction } from '../../schema/action.ts'
import { choice, flag, int, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { lensLines, level, recorderAndLite, toggle } from './words.ts'

const modes = { 0: 'automatic', 1: 'manual', 2: 'semi-automatic' } as const

/** Shortest distances that are focused on (manual line 28939). */
const distances = { 0: 'infinity', 1: 'none', 2: '10 m', 3: '6 m', 4: '3 m', 5: '2 m', 6: '1.5 m' } as const

/** How a camera that pans and tilts focuses. The printed set sends one of the parameters alone (manual line 28762). */
export const domeFocus = defineSetting({
  id: 'image.domeFocus',
  title: 'Zoom and focus',
  manual: '2.8.7.1',
  request: { cgi: 'sensor', type: 'zoomFocus', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: ['ptz'],
  fields: {
    digitalZoom: flag('Digital zoom'),
    mode: optional(choice('Focus', modes, { key: 'focusMode' })),
    sensitivity: optional(level('Sensitivity', { key: 'focusSensitivity' })),
    distance: optional(choice('Shortest distance', distances, { key: 'leastFocusDistance' })),
    onSwitch: optional(
      flag('Focus between day and night', { key: 'focusSwitch', help: 'Each time the camera switches from one to the other.' }),
    ),
  },
  sample: { digitalZoom: false, mode: 'automatic', sensitivity: 30, distance: '10 m', onSwitch: true },
})

/** Whether a camera with a motor lens focuses anew when it switches between day and night. */
export const switchFocus = defineSetting({
  id: 'image.switchFocus',
  title: 'Focus between day and night',
  manual: '2.8.7.2',
  request: { cgi: 'sensor', type: 'zoomFocus', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: lensLines,
  fields: { enabled: flag('Focus between day and night', { key: 'DNFocusSwitch' }) },
  sample: { enabled: false },
})

/**
 * Lens of a lite camera, or of a camera at a recorder.
 *
 * Zooming, focusing and initialising begin when their value goes from 0 to 1, and those by hand last until it goes back
 * (manual lines 28990 to 29016): putting an old state back would drive the lens.
 */
export const lensOfRecorder = defineSetting({
  id: 'image.lensOfRecorder',
  title: 'Lens of a recorder or lite camera',
  manual: '2.8.7.2',
  request: { cgi: 'sensor', type: 'zoomFocus', scope: 'channel' },
  write: 'whole',
  backup: 'record-only',
  series: recorderAndLite,
  fields: {
    digitalZoom: toggle('Digital zoom', { key: 'zoomEnable' }),
    zoomOut: toggle('Zoom out'),
    zoomIn: toggle('Zoom in'),
    far: toggle('Focus farther', { key: 'farFocus' }),
    near: toggle('Focus nearer', { key: 'nearFocus' }),
    once: toggle('Focus once', { key: 'autoFocus' }),
    initialise: toggle('Initialise the lens', { key: 'init', help: 'Any change begins it.' }),
    onSwitch: toggle('Focus between day and night', { key: 'DNenable' }),
    mode: choice('Focus', { ...modes, '-1': 'not supported' }, { key: 'focusMode' }),
    sensitivity: level('Sensitivity', { key: 'autoSensitivity' }),
    distance: choice('Shortest distance', { ...distances, '-1': 'not supported' }, { key: 'leastDistance' }),
  },
  sample: {
    digitalZoom: 'off',
    zoomOut: 'off',
    zoomIn: 'off',
    far: 'off',
    near: 'off',
    once: 'on',
    initialise: 'not supported',
    onSwitch: 'not supported',
    mode: 'automatic',
    sensitivity: 50,
    distance: '3 m',
  },
})

const lens = { cgi: 'sensor', action: 'set', type: 'zoomFocus', scope: 'device' } as const

/** How long a motor runs. */
const running = { duration: int('Duration', { min: 0, max: 3000, unit: 'ms' }) }

const motor = { args: running, reply: 'ok', damage: 'none', series: lensLines, sample: { duration: 1500 } } as const

export const initialiseLens = defineAction({
  id: 'image.initialiseLens',
  title: 'Initialise the lens',
  help: 'Drives zoom and focus to their ends and back.',
  manual: '2.8.7.2.3',
  request: { ...lens, action: 'init' },
  args: {},
  reply: 'ok',
  damage: 'none',
  series: lensLines,
  sample: {},
})

export const focusOnce = defineAction({
  id: 'image.focusOnce',
  title: 'Focus once',
  manual: '2.8.7.2.4',
  request: { ...lens, query: { focusOnce: '1' } },
  args: {},
  reply: 'ok',
  damage: 'none',
  series: lensLines,
  sample: {},
})

/** Spelt zoomIN in the request and zoomIn in the table (manual lines 28869 and 28971). */
export const zoomIn = defineAction({
  id: 'image.zoomIn',
  title: 'Zoom in',
  manual: '2.8.7.2.5',
  request: { ...lens, query: { zoomIN: '1' } },
  ...motor,
})

export const zoomOut = defineAction({
  id: 'image.zoomOut',
  title: 'Zoom out',
  manual: '2.8.7.2.6',
  request: { ...lens, query: { zoomOut: '1' } },
  ...motor,
})

export const focusNear = defineAction({
  id: 'image.focusNear',
  title: 'Focus nearer',
  manual: '2.8.7.2.7',
  request: { ...lens, query: { nearFocus: '1' } },
  ...motor,
})

export const focusFar = defineAction({
  id: 'image.focusFar',
  title: 'Focus farther',
  manual: '2.8.7.2.8',
  request: { ...lens, query: { farFocus: '1' } },
  ...motor,
})
