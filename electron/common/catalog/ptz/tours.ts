import { defineAction } from '../../schema/action.ts'
import { list, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { plain, presetId, ptzCgi, routeId, routeName, staySeconds, tourSpeed } from './parts.ts'

const tour = routeId('tour')

const one = { ...plain, args: { tour }, sample: { tour: 1 } } as const

/** One preset after the other. */
export const tours = defineSetting({
  id: 'ptz.tours',
  title: 'Tours',
  manual: '2.5.7',
  request: { ...ptzCgi, getWord: 'listTour' },
  write: 'none',
  backup: 'record-only',
  fields: {
    tours: list('Tours', 'tour', {
      numberIn: 'tour',
      item: {
        tour,
        name: routeName('tour'),
        presets: list('Presets', 'preset', { item: { preset: presetId, stay: staySeconds, speed: optional(tourSpeed) } }),
      },
    }),
  },
  sample: {
    tours: [
      { tour: 0, name: 'sdf', presets: [{ preset: 1, stay: 5, speed: 1 }] },
      { tour: 1, name: 'bt', presets: [{ preset: 1, stay: 5 }] },
    ],
  },
})

export const beginTour = defineAction({
  id: 'ptz.beginTour',
  title: 'Begin a tour',
  help: 'Then add its presets one by one, and end it.',
  manual: '2.5.7.1',
  request: { ...ptzCgi, action: 'tourAddBegin' },
  ...one,
})

/** It says of no tour that it is meant: the one that was begun. */
export const addToTour = defineAction({
  id: 'ptz.addToTour',
  title: 'Add a preset to the tour',
  help: 'To the tour that was begun; the preset must be there.',
  manual: '2.5.7.1',
  request: { ...ptzCgi, action: 'tourAddPreset' },
  ...plain,
  args: { preset: presetId, stay: staySeconds, speed: optional(tourSpeed) },
  sample: { preset: 1, stay: 10, speed: 1 },
})

export const endTour = defineAction({
  id: 'ptz.endTour',
  title: 'End the tour',
  manual: '2.5.7.1',
  request: { ...ptzCgi, action: 'tourAddEnd' },
  ...plain,
  args: { tour, name: routeName('tour') },
  sample: { tour: 1, name: 'test1' },
})

export const runTour = defineAction({
  id: 'ptz.runTour',
  title: 'Run a tour',
  manual: '2.5.7.2',
  request: { ...ptzCgi, action: 'tourRun' },
  ...one,
})

/**
 * Among the words of the program (manual line 750); its request is printed nowhere. That it may name the tour as the run does is ours.
 */
export const stopTour = defineAction({
  id: 'ptz.stopTour',
  title: 'Stop a tour',
  manual: '2.5.1',
  request: { ...ptzCgi, action: 'tourStop' },
  ...plain,
  args: { tour: optional(tour) },
  sample: { tour: 1 },
})

export const deleteTour = defineAction({
  id: 'ptz.deleteTour',
  title: 'Delete a tour',
  manual: '2.5.7.3',
  request: { ...ptzCgi, action: 'tourDelete' },
  ...one,
  damage: 'destroys',
})
