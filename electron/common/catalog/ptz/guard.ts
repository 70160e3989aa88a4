import { defineAction } from '../../schema/action.ts'
import { choice, int, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras } from '../shared/lines.ts'
import { plain, ptzCgi } from './parts.ts'

/** 6 stands below {1,2,3,4} in the table (manual lines 1407 and 1413). */
const does = choice('Goes to', { 1: 'Preset', 2: 'Scan', 3: 'Track', 4: 'Tour', 6: 'Home position' }, { key: 'keeperType' })

const fields = {
  does,
  number: int('Number', { key: 'keeperID', min: 0, help: 'Of the preset, scan, track or tour.' }),
  /** {1,2} and 0x00 and 0x02 in the table (manual lines 1425 to 1428): the words name 0 and 2. */
  status: optional(choice('Guard', { 0: 'Off', 2: 'On' }, { key: 'StatusId', readOnly: true })),
  after: int('After', { key: 'time', min: 1, max: 240, unit: 'min', help: 'Without anybody moving the camera.' }),
} as const

/** What a camera goes back to when nobody has moved it for a while. */
export const guard = defineSetting({
  id: 'ptz.guard',
  title: 'Guard position',
  manual: '2.5.8',
  request: { ...ptzCgi, getWord: 'getKeeper', setWord: 'keeperSet' },
  write: 'whole',
  backup: 'restore',
  series: cameras,
  fields,
  sample: { does: 'Scan', number: 1, status: 'On', after: 12 },
})

/** A recorder takes one and tells none: the get is of cameras alone (manual line 1369). */
export const guardOfRecorder = defineAction({
  id: 'ptz.guardOfRecorder',
  title: 'Set the guard position at a recorder',
  manual: '2.5.8.1',
  request: { ...ptzCgi, action: 'keeperSet' },
  ...plain,
  args: { does, number: fields.number, after: fields.after },
  series: ['nvr'],
  sample: { does: 'Preset', number: 1, after: 1 },
})

/** Its table speaks of keeperID (manual line 1418), template and example of StatusId, which is followed. */
export const runGuard = defineAction({
  id: 'ptz.runGuard',
  title: 'Switch the guard',
  manual: '2.5.8.3',
  request: { ...ptzCgi, action: 'keeperRun' },
  ...plain,
  args: { guard: choice('Guard', { 0: 'Off', 2: 'On' }, { key: 'StatusId' }) },
  series: cameras,
  sample: { guard: 'On' },
})
