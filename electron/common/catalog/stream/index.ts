import { chapter } from '../chapter.ts'
import { audio, talk } from './audio.ts'
import { avStream, streamAbility } from './avStream.ts'
import { httpVideo, rtspUrl, snapshot, snapshotOfStream } from './live.ts'

export const stream = chapter({
  title: 'Video streams',
  settings: [avStream, streamAbility],
  actions: [rtspUrl, snapshot, snapshotOfStream, talk],
  feeds: [httpVideo, audio],
})
