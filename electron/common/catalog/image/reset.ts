import { defineAction } from '../../schema/action.ts'
import { camerasButLite } from '../shared/lines.ts'
import { recorderAndLite } from './words.ts'

const whole = { args: {}, reply: 'ok', damage: 'destroys', sample: {} } as const

/** Sets everything of the picture back to what it was at the factory. */
export const resetPicture = defineAction({
  id: 'image.reset',
  title: 'Reset the picture',
  manual: '2.8.11',
  request: { cgi: 'sensor', action: 'set', type: 'ResetParameters', scope: 'channel' },
  series: camerasButLite,
  ...whole,
})

/** The same of recorders and lite cameras. */
export const resetPictureOfRecorder = defineAction({
  id: 'image.resetOfRecorder',
  title: 'Reset the picture of a recorder or lite camera',
  manual: '2.8.19.1',
  request: { cgi: 'sensor', action: 'reset', type: 'sensorParam', scope: 'channel' },
  series: recorderAndLite,
  ...whole,
})
