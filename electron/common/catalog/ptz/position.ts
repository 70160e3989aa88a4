import { defineAction } from '../../schema/action.ts'
import { int, optional, real } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras } from '../shared/lines.ts'
import { plain, ptzCgi } from './parts.ts'

const angle = { min: 0, unit: '°' } as const

const pan = real('Pan', { ...angle, max: 360 })
const tilt = real('Tilt', { ...angle, max: 90 })
const zoom = real('Zoom', { min: 0, unit: '×' })

/** Where the camera looks. Moving there takes a while, so it is an action and not a set that is read back. */
export const position = defineSetting({
  id: 'ptz.position',
  title: 'Position',
  manual: '2.5.9.1',
  request: { ...ptzCgi, getWord: 'getPosition' },
  write: 'none',
  backup: 'record-only',
  series: cameras,
  fields: { pan, tilt, zoom, focus: optional(int('Focus')) },
  sample: { pan: 45, tilt: 30, zoom: 3 },
})

/**
 * How far it goes. Printed with Tiltmax and Zoom twice each (manual lines 1595 to 1598); the lower of each pair is spelt here as that of the
 * pan is. A device that does send Tiltmax twice would end at its lower bound, so nothing is limited by this.
 */
export const range = defineSetting({
  id: 'ptz.range',
  title: 'Range of positions',
  manual: '2.5.9.4',
  request: { ...ptzCgi, getWord: 'getPositionRange' },
  write: 'none',
  backup: 'record-only',
  series: cameras,
  fields: {
    panMax: real('Pan to', { key: 'Panmax', unit: '°' }),
    panMin: real('Pan from', { key: 'Panmin', unit: '°' }),
    tiltMax: real('Tilt to', { key: 'Tiltmax', unit: '°' }),
    tiltMin: optional(real('Tilt from', { key: 'Tiltmin', unit: '°' })),
    zoomMin: optional(real('Zoom from', { key: 'Zoommin', unit: '×' })),
    zoomMax: optional(real('Zoom to', { key: 'Zoommax', alsoRead: ['Zoom'], unit: '×' })),
  },
  sample: { panMax: 360, panMin: 0, tiltMax: 100, tiltMin: 0, zoomMin: 0, zoomMax: 90 },
})

export const goTo = defineAction({
  id: 'ptz.goTo',
  title: 'Go to a position',
  manual: '2.5.9.1.2',
  request: { ...ptzCgi, action: 'setPosition' },
  ...plain,
  args: { pan, tilt, zoom },
  series: cameras,
  sample: { pan: 45.5, tilt: 30.1, zoom: 3 },
})

/** The table bounds it as it does a position (manual lines 1567 to 1579). */
export const moveBy = defineAction({
  id: 'ptz.moveBy',
  title: 'Move by an angle',
  help: 'From where the camera looks now.',
  manual: '2.5.9.3',
  request: { ...ptzCgi, action: 'setRelativePosition' },
  ...plain,
  args: {
    pan: real('Pan by', { key: 'pan', ...angle, max: 360 }),
    tilt: real('Tilt by', { key: 'tilt', ...angle, max: 90 }),
    zoom: real('Zoom by', { key: 'zoom', min: 0 }),
  },
  series: cameras,
  sample: { pan: 320, tilt: 3, zoom: 3 },
})

const offCentre = { min: -100, max: 100, unit: '%' } as const

/** The rate is [1,n] in the table, and below 0 where it zooms out (manual lines 1512 and 1544): no bounds here. */
export const centreOn = defineAction({
  id: 'ptz.centreOn',
  title: 'Centre on a part of the picture',
  manual: '2.5.9.2',
  request: { ...ptzCgi, action: '3DPosition' },
  ...plain,
  args: {
    x: int('X', { key: 'PontX', ...offCentre, help: 'From the centre; below 0 to the left.' }),
    y: int('Y', { key: 'PontY', ...offCentre, help: 'From the centre; below 0 upwards.' }),
    rate: real('Zoom rate', { key: 'ZoomRate', help: 'How many times the part goes into the picture; below 0 it zooms out by as much.' }),
  },
  series: cameras,
  sample: { x: 20, y: 30, rate: 2 },
})
