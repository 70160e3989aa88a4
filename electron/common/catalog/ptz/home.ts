import { defineAction } from '../../schema/action.ts'
import { anyPtz, plain } from './parts.ts'

/** Among the words of the program, "back to square one" (manual line 780); its request is printed nowhere. */
export const goHome = defineAction({
  id: 'ptz.goHome',
  title: 'Go to the home position',
  manual: '2.5.1',
  request: { ...anyPtz, action: 'goHome' },
  ...plain,
})

export const setHome = defineAction({
  id: 'ptz.setHome',
  title: 'Make this the home position',
  help: 'Where the camera looks now.',
  manual: '2.5.3.2',
  request: { ...anyPtz, action: 'setHome' },
  ...plain,
})

export const restoreHome = defineAction({
  id: 'ptz.restoreHome',
  title: 'Reset the home position',
  manual: '2.5.3.2',
  request: { ...anyPtz, action: 'restoreHome' },
  ...plain,
})

/** Printed once more with the positions, where it is of cameras alone (manual line 1464). */
export const setNorth = defineAction({
  id: 'ptz.setNorth',
  title: 'Make this north',
  help: 'Angles count from where the camera looks now.',
  manual: '2.5.3.2',
  repeats: ['2.5.9.1.3'],
  request: { ...anyPtz, action: 'setNorthPosition' },
  ...plain,
})
