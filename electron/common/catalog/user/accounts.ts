import { defineAction } from '../../schema/action.ts'
import { choice, int, optional, text } from '../../schema/make.ts'
import { cameras } from '../shared/lines.ts'

const group = text('Group', { help: 'An account with all rights must name the group.' })
const note = text('Note')
const target = text('User name', { key: 'user', min: 1 })

/** How often a recorder wants a new password (manual line 26212). */
const changes = {
  '0d': 'Never',
  '1d': 'Every day',
  '2d': 'Every 2 days',
  '3d': 'Every 3 days',
  '1w': 'Every week',
  '2w': 'Every 2 weeks',
  '3w': 'Every 3 weeks',
  '1m': 'Every month',
  '2m': 'Every 2 months',
  '3m': 'Every 3 months',
  '6m': 'Every 6 months',
  '1y': 'Every year',
} as const

const expiry = {
  change: optional(choice('Change password', changes, { key: 'userPasswordTimeOut' })),
  expires: optional(
    int('Password expires', { key: 'userPasswordExpireDate', min: 0, as: 'unixTime', special: { 0: 'never' } }), // `UsePasswordExpireDate` in the table
  ),
} as const

/** The password is `newpasswd` on a camera and `newpassword` on a recorder (manual lines 26141 and 26143). */
const ofCamera = text('Password', { key: 'newpasswd', secret: true })
const ofRecorder = text('Password', { key: 'newpassword', secret: true })

export const addUser = defineAction({
  id: 'user.add',
  title: 'Add a user',
  manual: '2.6.19.3',
  request: { cgi: 'param', action: 'add', type: 'User', scope: 'device' },
  args: { name: text('User name', { key: 'newuser', min: 1 }), password: ofCamera, group: optional(group), note: optional(note) },
  reply: 'ok',
  damage: 'none',
  series: cameras,
  sample: { name: 'asdfg34', password: 'asdfg', group: 'Administrators', note: 'admin' },
})

export const addUserOfRecorder = defineAction({
  id: 'user.addOfRecorder',
  title: 'Add a user of a recorder',
  manual: '2.6.19.3',
  request: { cgi: 'param', action: 'add', type: 'User', scope: 'device' },
  args: {
    name: text('User name', { key: 'newuser', min: 1 }),
    password: ofRecorder,
    group: optional(group),
    note: optional(note),
    ...expiry,
  },
  reply: 'ok',
  damage: 'none',
  series: ['nvr'],
  sample: { name: 'test', password: 'admin123', group: 'Administrators', note: 'admin', change: 'Every year', expires: 86_400 },
})

export const modifyUser = defineAction({
  id: 'user.modify',
  title: 'Change a user',
  manual: '2.6.19.4',
  request: { cgi: 'param', action: 'modify', type: 'User', scope: 'device' },
  args: { name: target, password: ofCamera, group: optional(group), note: optional(note) },
  reply: 'ok',
  damage: 'none',
  series: cameras,
  sample: { name: 'asdfg', password: '12345', group: 'Administrators', note: 'admin' },
})

export const modifyUserOfRecorder = defineAction({
  id: 'user.modifyOfRecorder',
  title: 'Change a user of a recorder',
  manual: '2.6.19.4',
  request: { cgi: 'param', action: 'modify', type: 'User', scope: 'device' },
  args: { name: target, password: ofRecorder, group: optional(group), note: optional(note), ...expiry },
  reply: 'ok',
  damage: 'none',
  series: ['nvr'],
  sample: { name: 'test', password: 'a12345', group: 'Administrators', note: 'admin', change: 'Every 3 days', expires: 86_400_000 },
})

export const deleteUser = defineAction({
  id: 'user.delete',
  title: 'Delete a user',
  manual: '2.6.19.5',
  request: { cgi: 'param', action: 'delete', type: 'User', scope: 'device' },
  args: { name: target },
  reply: 'ok',
  damage: 'destroys',
  sample: { name: 'asdfg34' },
})

/** Of the account that is signed in. Not digits or letters alone, no special characters, more than five (manual line 25841). */
export const changePassword = defineAction({
  id: 'user.changePassword',
  title: 'Change own password',
  manual: '2.6.19.2.3',
  request: { cgi: 'param', action: 'modify', type: 'UserPassword', scope: 'device' },
  args: {
    old: text('Password now', { key: 'oldpassword', secret: true }),
    password: text('New password', { key: 'newpassword', min: 6, secret: true }),
  },
  reply: 'ok',
  damage: 'none',
  series: ['nvr'],
  sample: { old: 'admin', password: 'admin123' },
})
