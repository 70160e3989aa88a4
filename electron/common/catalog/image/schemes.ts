import { choice, int } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'
import { scheme, schemeNames, tens } from './words.ts'

/**
 * When a scheme is in use.
 *
 * The description of the get speaks of schemeID, its example is without (manual lines 28081 and 28084). A recorder has one scheme
 * and calls the values otherwise (line 28118).
 */
export const schemeTimes = defineSetting({
  id: 'image.schemeTimes',
  title: 'Times of a scheme',
  manual: '2.8.1',
  request: { cgi: 'sensor', type: 'sensorMode', scope: 'channel', part: scheme() },
  write: 'whole',
  backup: 'restore',
  fields: {
    mode: choice(
      'Switch',
      { 0: 'never', 1: 'by time', 2: 'by time, night' },
      { key: 'switchMode', namesOf: { nvr: { 0: 'automatically', 1: 'by time, day', 2: 'by time, night' } } },
    ),
    fromHour: int('From, hour', { key: 'beginHour', min: 0, max: 24 }),
    fromMinute: tens('From, minute', 'beginMinute'),
    toHour: int('To, hour', { key: 'endHour', min: 0, max: 24 }),
    toMinute: tens('To, minute', 'endMinute'),
  },
  sample: { mode: 'never', fromHour: 0, fromMinute: 0, toHour: 24, toMinute: 0 },
})

/** Which scheme the camera shows now. */
export const currentScheme = defineSetting({
  id: 'image.scheme',
  title: 'Scheme in use',
  manual: '2.8.2',
  request: { cgi: 'sensor', type: 'sensorScheme', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    scheme: choice('Scheme', schemeNames, { key: 'schemeID' }),
    mode: choice('Mode', { 0: 'trying out', 1: 'normal' }, { help: 'Trying out shows the scheme whatever the times say.' }),
  },
  sample: { scheme: 'Scheme 2', mode: 'trying out' },
})
