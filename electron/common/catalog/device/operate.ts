import { defineAction } from '../../schema/action.ts'
import { int, optional, text } from '../../schema/make.ts'

/** Restarts the device; on a recorder, the camera of a channel. */
export const restart = defineAction({
  id: 'device.restart',
  title: 'Restart',
  manual: '2.7.2',
  request: { cgi: 'operate', action: 'restart', scope: 'device' },
  args: { channel: optional(int('Channel', { key: 'cameraID', min: 0 })) }, // 0 is the recorder itself
  reply: 'ok',
  damage: 'restarts',
  sample: {},
})

/**
 * Gives a device its first password.
 *
 * The manual names the need (-528, -532) and no way out. We send modify User without signing in, which is our reading:
 * it is the one request that sets a password without knowing the old one.
 */
export const setFirstPassword = defineAction({
  id: 'device.firstPassword',
  title: 'First password',
  manual: '2.6.19.4',
  request: { cgi: 'param', action: 'modify', type: 'User', scope: 'device' },
  args: { user: text('User'), password: text('Password', { key: 'newpasswd', secret: true }) },
  reply: 'ok',
  damage: 'none',
  open: true,
  series: ['ipc', 'ipc-lite', 'thermal', 'body-thermal', 'lpr', 'fisheye', 'ptz'],
  sample: { user: 'admin', password: 'first-1234' },
})

/** The same of a recorder, which is printed with `newpassword` (manual line 26160). */
export const setFirstPasswordOfRecorder = defineAction({
  id: 'device.firstPasswordOfRecorder',
  title: 'First password of a recorder',
  manual: '2.6.19.4',
  request: { cgi: 'param', action: 'modify', type: 'User', scope: 'device' },
  args: { user: text('User'), password: text('Password', { key: 'newpassword', secret: true }) },
  reply: 'ok',
  damage: 'none',
  open: true,
  series: ['nvr'],
  sample: { user: 'admin', password: 'first-1234' },
})
