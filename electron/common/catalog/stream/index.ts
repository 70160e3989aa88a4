import { chapter } from '../chapter.ts'
import { audio, talk } from './audio.ts'
import { avStream, streamAbility } from './avStream.ts'
import { httpVideo, rtspUrl, snapshot, snapshotOfStream } from './live.ts'
import { roi, roiAbility, svc, svcAbility } from './regions.ts'
import { snapshotAbility, snapshotSettings } from './snapshot.ts'

export const stream = chapter({
  title: 'Video streams',
  settings: [avStream, streamAbility, snapshotSettings, snapshotAbility, roi, roiAbility, svc, svcAbility],
  actions: [rtspUrl, snapshot, snapshotOfStream, talk],
  feeds: [httpVideo, audio],
})
