import { defineAction, defineFeed } from '../../schema/action.ts'
import { flag, int, optional } from '../../schema/make.ts'

/** Where the device offers a stream over RTSP. The answer is one line; its opaque tail belongs to it. */
export const rtspUrl = defineAction({
  id: 'stream.rtspUrl',
  title: 'RTSP address',
  manual: '2.1.1.1',
  request: { cgi: 'video', type: 'RTSP', scope: 'stream' },
  args: {},
  reply: 'text',
  damage: 'none',
  sample: {},
})

/**
 * Live video over HTTP, multipart, one access unit or JPEG a part.
 *
 * Headed "(IPC)"; "IPC (The lite series) and NVR do not support playback for the time being" (manual line 202). What it means by
 * playback it does not say: a lite device is asked, and one that refuses has snapshots.
 */
export const httpVideo = defineFeed({
  id: 'stream.httpVideo',
  title: 'Live video',
  manual: '2.1.1.2',
  request: { cgi: 'video', type: 'HTTP', scope: 'stream' },
  args: {
    mjpeg: optional(flag('MJPEG', { key: 'mjpegplay' })),
    audio: optional(flag('With audio', { key: 'AudioFlag' })), // 1 when left out (manual 2.1.2)
  },
  message: 'video',
  series: ['ipc', 'ipc-lite', 'thermal', 'body-thermal', 'lpr', 'fisheye', 'ptz'],
  sample: {},
})

/** One JPEG. NVR and lite also want `type=snap` and a stream (manual 2.3.1). */
export const snapshot = defineAction({
  id: 'stream.snapshot',
  title: 'Snapshot',
  manual: '2.3.1',
  request: { cgi: 'image', scope: 'channel' },
  args: { quality: int('Quality', { min: 1, max: 9 }) },
  reply: 'jpeg',
  damage: 'none',
  sample: { quality: 5 },
})

export const snapshotOfStream = defineAction({
  id: 'stream.snapshotOfStream',
  title: 'Snapshot of a stream',
  manual: '2.3.1',
  request: { cgi: 'image', type: 'snap', scope: 'stream' },
  args: { quality: int('Quality', { min: 1, max: 9 }) },
  reply: 'jpeg',
  damage: 'none',
  series: ['nvr', 'ipc-lite'],
  sample: { quality: 5 },
})
