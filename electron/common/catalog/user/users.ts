import { defineAction } from '../../schema/action.ts'
import { choice, int, list, optional, text, unmarked } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras, recorderAndLite } from '../shared/lines.ts'

/** What an account of a camera may (manual line 25393). */
const rights = {
  0: 'Live video',
  1: 'Video control',
  2: 'PTZ control',
  3: 'Audio',
  4: 'Playback',
  5: 'Backup',
  6: 'Manual recording',
  7: 'Recording schedule',
  8: 'Disk management',
  9: 'Alarm search',
  10: 'Device management',
  11: 'User management',
  12: 'Configuration',
  13: 'Video maintenance',
  14: 'Log',
  15: 'Thermal imaging',
  16: 'Intelligent detection',
} as const

const privileges = list('Privileges', 'privilege', { endValue: 'one', item: { privilege: choice('Privilege', rights) } })

const all = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16] as const
const numbered = (numbers: readonly (keyof typeof rights)[]) => numbers.map((number) => ({ privilege: rights[number] }))

/** Accounts of a camera, without their passwords. The second next mark is printed 1 (manual line 25350). */
export const users = defineSetting({
  id: 'user.users',
  title: 'Users',
  manual: '2.6.19.1.1',
  request: { cgi: 'param', type: 'User', scope: 'device', getWord: 'getAllUser' },
  write: 'none',
  backup: 'record-only',
  series: cameras,
  fields: {
    users: list('Users', 'user', {
      endValue: 'one',
      nextFrom: 1,
      item: { name: text('User name', { key: 'userName' }), group: text('Group', { key: 'groupName' }), privileges },
    }),
  },
  sample: {
    users: [
      { name: 'admin', group: 'SuperAdmin', privileges: numbered(all) },
      { name: 'test', group: 'Operator', privileges: numbered([13, 12, 4, 0, 1]) },
    ],
  },
})

/** The next mark is `next_groupURL` in the table (manual line 25578) and that of users in the reply (line 25491). */
export const groups = defineSetting({
  id: 'user.groups',
  title: 'Groups',
  manual: '2.6.19.1.3',
  request: { cgi: 'param', type: 'User', scope: 'device', getWord: 'getAllGroup' },
  write: 'none',
  backup: 'record-only',
  series: cameras,
  fields: {
    groups: list('Groups', 'group', {
      markers: { next: ['next_groupURL', 'next_userURL'] },
      endValue: 'one',
      item: { name: text('Group', { key: 'groupName' }), description: optional(text('Description', { key: 'describe' })), privileges },
    }),
  },
  sample: {
    groups: [
      { name: 'Administrators', privileges: numbered(all) },
      { name: 'Operator', privileges: numbered([13, 12, 4, 0, 1]) },
      { name: 'Media user', description: 'Media user', privileges: numbered([0]) },
    ],
  },
})

export const userPrivileges = defineAction({
  id: 'user.privilegesOfUser',
  title: 'Privileges of a user',
  manual: '2.6.19.1.5',
  request: { cgi: 'param', action: 'getUserPrivileges', type: 'User', scope: 'device' },
  args: { name: text('User name', { key: 'user', min: 1 }) },
  reply: 'pairs',
  answer: { privileges },
  answerSample: { privileges: numbered(all) },
  damage: 'none',
  series: cameras,
  sample: { name: 'kang' },
})

/** Spaces in the name of a group are sent as `_` (manual line 25295). */
export const groupPrivileges = defineAction({
  id: 'user.privilegesOfGroup',
  title: 'Privileges of a group',
  manual: '2.6.19.1.7',
  request: { cgi: 'param', action: 'getGroupPrivileges', type: 'User', scope: 'device' },
  args: { group: text('Group', { key: 'group', min: 1 }) },
  reply: 'pairs',
  answer: { privileges },
  answerSample: { privileges: numbered([0]) },
  damage: 'none',
  series: cameras,
  sample: { group: 'Media_user' },
})

const called = (...names: readonly string[]) => names.map((name) => ({ name }))

/** Accounts of a recorder, with their passwords in the clear. */
export const usersOfRecorder = defineSetting({
  id: 'user.usersOfRecorder',
  title: 'Users of a recorder',
  manual: '2.6.19.2.1',
  request: { cgi: 'param', type: 'User', scope: 'device' },
  write: 'none',
  backup: 'record-only',
  series: recorderAndLite,
  fields: {
    users: list('Users', 'userList', {
      item: {
        name: text('User name', { key: 'userName' }),
        password: text('Password', { key: 'userPasswd', secret: true }),
        group: text('Group', { key: 'userGroup' }),
        privileges: list('Privileges', 'userPrivilege', { item: { name: text('Privilege', { key: 'privilegeName' }) } }),
      },
    }),
  },
  sample: {
    users: [
      {
        name: 'admin',
        password: 'admin',
        group: 'Super admin',
        privileges: called(
          ...['live_video', 'alarm_manager', 'video_manager', 'network_manager'],
          ...['device_manager', 'systerm_config', 'system_maintenance', 'playback'],
        ),
      },
      { name: 'lishun', password: 'admin1234', group: 'Media user', privileges: called('live_video', 'video_manager', 'playback') },
    ],
  },
})

/** Who is signed in. What the number of the type says is not in the manual. */
export const onlineUsers = defineSetting({
  id: 'user.online',
  title: 'Users signed in',
  manual: '2.6.19.2.2',
  request: { cgi: 'param', type: 'onlineUser', scope: 'device' },
  write: 'none',
  backup: 'record-only',
  series: ['ipc-lite'],
  fields: {
    users: unmarked('Users', {
      markers: { count: 'userListCount' },
      item: {
        name: text('User name', { key: 'username' }),
        address: text('Address', { key: 'userIP' }),
        type: int('Type', { key: 'userType' }),
        since: text('Signed in', { key: 'userTime', as: 'dateTime' }),
      },
    }),
  },
  sample: { users: [{ name: 'admin', address: '192.168.2.156', type: 0, since: '2019/1/1 00:02:25' }] },
})
