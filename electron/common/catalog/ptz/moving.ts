import { defineAction } from '../../schema/action.ts'
import { choice, int, optional } from '../../schema/make.ts'
import { cameras } from '../shared/lines.ts'
import { anyPtz, plain } from './parts.ts'

/** Ends whatever goes on by itself. */
export const stop = defineAction({
  id: 'ptz.stop',
  title: 'Stop the PTZ',
  manual: '2.5.3.2',
  request: { ...anyPtz, action: 'stop' },
  ...plain,
})

/** Goes on until the stop. */
const held = { ...plain, until: stop.id } as const

const speed = { min: -63, max: 63 } as const

/** The request is called the left command and serves all directions (manual line 907). */
export const move = defineAction({
  id: 'ptz.move',
  title: 'Pan and tilt',
  manual: '2.5.3.3',
  request: { ...anyPtz, action: 'rotate' },
  ...held,
  args: {
    pan: int('Pan speed', { key: 'pan', ...speed, help: 'Above 0 to the right, below 0 to the left.' }),
    tilt: int('Tilt speed', { key: 'tilt', ...speed, help: 'Above 0 upwards, below 0 downwards.' }),
    speed: optional(int('Speed', { key: 'Speed', min: 0, max: 9, series: ['nvr'], help: 'Taken from version 4 on.' })),
  },
  sample: { pan: 60, tilt: 0 },
})

/** Its direction is called pan, too (manual line 851). */
export const zoom = defineAction({
  id: 'ptz.zoom',
  title: 'Zoom the PTZ',
  manual: '2.5.3.1',
  request: { ...anyPtz, action: 'zoom' },
  ...held,
  args: { direction: choice('Direction', { 1: 'In', '-1': 'Out' }, { key: 'pan' }) },
  series: cameras,
  sample: { direction: 'In' },
})

export const focusNear = defineAction({
  id: 'ptz.focusNear',
  title: 'Focus the PTZ nearer',
  manual: '2.5.3.2',
  request: { ...anyPtz, action: 'focusNear' },
  ...held,
})

export const focusFar = defineAction({
  id: 'ptz.focusFar',
  title: 'Focus the PTZ farther',
  manual: '2.5.3.2',
  request: { ...anyPtz, action: 'focusFar' },
  ...held,
})

export const openIris = defineAction({
  id: 'ptz.openIris',
  title: 'Open the iris',
  manual: '2.5.3.2',
  request: { ...anyPtz, action: 'irisIncrease' },
  ...held,
})

export const closeIris = defineAction({
  id: 'ptz.closeIris',
  title: 'Close the iris',
  manual: '2.5.3.2',
  request: { ...anyPtz, action: 'irisDecrease' },
  ...held,
})

export const autoFocus = defineAction({
  id: 'ptz.autoFocus',
  title: 'Focus the PTZ by itself',
  manual: '2.5.3.2',
  request: { ...anyPtz, action: 'runAutoFocus' },
  ...plain,
})

/** Of cameras alone (manual line 691). */
export const autoIris = defineAction({
  id: 'ptz.autoIris',
  title: 'Set the iris by itself',
  manual: '2.5.3.2',
  request: { ...anyPtz, action: 'runAutoIris' },
  ...plain,
  series: cameras,
})
