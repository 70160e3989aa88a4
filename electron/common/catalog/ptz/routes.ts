import { defineAction } from '../../schema/action.ts'
import { list } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras } from '../shared/lines.ts'
import { plain, ptzCgi, routeId, routeName } from './parts.ts'

const track = routeId('track')
const scan = routeId('scan')

const oneTrack = { ...plain, args: { track }, sample: { track: 1 } } as const
const oneScan = { ...plain, args: { scan }, sample: { scan: 1 } } as const

/** Movements a camera was shown once and makes again: "self-learning" among what a guard does (manual line 1411). */
export const tracks = defineSetting({
  id: 'ptz.tracks',
  title: 'Tracks',
  manual: '2.5.5',
  request: { ...ptzCgi, getWord: 'listTrack' },
  write: 'none',
  backup: 'record-only',
  series: cameras,
  fields: { tracks: list('Tracks', 'track', { numberIn: 'track', item: { track, name: routeName('track') } }) },
  sample: {
    tracks: [
      { track: 0, name: 'sd' },
      { track: 1, name: 'cd' },
    ],
  },
})

export const beginTrack = defineAction({
  id: 'ptz.beginTrack',
  title: 'Begin a track',
  help: 'The track begins where the camera looks now, and ends with “End the track”.',
  manual: '2.5.5.1',
  request: { ...ptzCgi, action: 'trackAddBegin' },
  ...oneTrack,
})

export const endTrack = defineAction({
  id: 'ptz.endTrack',
  title: 'End the track',
  manual: '2.5.5.1',
  request: { ...ptzCgi, action: 'trackAddEnd' },
  ...plain,
  args: { track, name: routeName('track') },
  sample: { track: 1, name: 'test1' },
})

export const runTrack = defineAction({
  id: 'ptz.runTrack',
  title: 'Run a track',
  manual: '2.5.5.2',
  request: { ...ptzCgi, action: 'trackInvoke' },
  ...oneTrack,
})

export const deleteTrack = defineAction({
  id: 'ptz.deleteTrack',
  title: 'Delete a track',
  manual: '2.5.5.3',
  request: { ...ptzCgi, action: 'trackDelete' },
  ...oneTrack,
  damage: 'destroys',
})

/** To and fro between two points. */
export const scans = defineSetting({
  id: 'ptz.scans',
  title: 'Scans',
  manual: '2.5.6',
  request: { ...ptzCgi, getWord: 'listScan' },
  write: 'none',
  backup: 'record-only',
  fields: { scans: list('Scans', 'scan', { numberIn: 'scan', item: { scan, name: routeName('scan') } }) },
  sample: {
    scans: [
      { scan: 0, name: 'dsf' },
      { scan: 1, name: 'bgm' },
    ],
  },
})

export const beginScan = defineAction({
  id: 'ptz.beginScan',
  title: 'Begin a scan',
  help: 'The scan begins where the camera looks now, and ends with “End the scan”.',
  manual: '2.5.6.1',
  request: { ...ptzCgi, action: 'scanAddBegin' },
  ...oneScan,
})

/** sanName in the template, scanName in the example, which is followed (manual lines 1116 and 1128). */
export const endScan = defineAction({
  id: 'ptz.endScan',
  title: 'End the scan',
  manual: '2.5.6.1',
  request: { ...ptzCgi, action: 'scanAddEnd' },
  ...plain,
  args: { scan, name: routeName('scan') },
  sample: { scan: 1, name: 'test1' },
})

export const runScan = defineAction({
  id: 'ptz.runScan',
  title: 'Run a scan',
  manual: '2.5.6.2',
  request: { ...ptzCgi, action: 'scanInvoke' },
  ...oneScan,
})

export const deleteScan = defineAction({
  id: 'ptz.deleteScan',
  title: 'Delete a scan',
  manual: '2.5.6.3',
  request: { ...ptzCgi, action: 'scanDelete' },
  ...oneScan,
  damage: 'destroys',
})
