import { defineAction } from '../../schema/action.ts'
import { flag, int, list, numbered, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras } from '../shared/lines.ts'

const privilege = text('Privilege', { key: 'privilegeName' })
const plain = list('Privileges', 'userPrivilege', { item: { name: privilege } })
const groups = list('Groups', 'userGroup', { item: { group: text('Group', { key: 'userGroup' }), privileges: plain } })
const user = text('User name', { key: 'user', min: 1 })

const called = (...names: readonly string[]) => names.map((name) => ({ name }))

/** Which channels a privilege is for; a channel keeps its number. Only recorders have it (manual line 26122). */
function channels(label: string, key: string) {
  return optional(
    numbered(label, { numberAs: 'channel', item: { channel: int('Channel', { min: 1 }), may: flag('Allowed', { key: `${key}-ch{n}` }) } }),
  )
}

const everyChannel = Array.from({ length: 16 }, (_, index) => ({ channel: index + 1, may: true }))

/** Groups and what each may do; names of the wire, misspellings included. A recorder has others than a camera (manual line 26019). */
export const privilegeAbility = defineSetting({
  id: 'user.privilegeAbility',
  title: 'Privileges groups can have',
  manual: '2.6.19.2.4.3',
  request: { cgi: 'param', type: 'UserPrivilege', scope: 'device', getWord: 'ability' },
  write: 'none',
  backup: 'record-only',
  fields: { groups },
  sample: {
    groups: [
      {
        group: 'Administrators',
        privileges: called(
          ...['liveVideo', 'videoManager', 'alarmManager', 'networkManager'],
          ...['deviceManager', 'systermConfig', 'playback'],
        ),
      },
      { group: 'Operator', privileges: called('liveVideo', 'videoManager', 'networkManager', 'systermConfig', 'playback') },
      { group: 'Media user', privileges: called('liveVideo', 'videoManager', 'playback') },
    ],
  },
})

export const readPrivileges = defineAction({
  id: 'user.readPrivileges',
  title: 'Read privileges',
  manual: '2.6.19.2.4.1',
  request: { cgi: 'param', action: 'get', type: 'UserPrivilege', scope: 'device' },
  args: { user },
  reply: 'pairs',
  answer: { groups },
  answerSample: { groups: [{ group: 'Administrators', privileges: called('live_video', 'video_manager', 'device_manager', 'playback') }] },
  damage: 'none',
  series: cameras,
  sample: { user: 'test' },
})

export const readPrivilegesOfRecorder = defineAction({
  id: 'user.readPrivilegesOfRecorder',
  title: 'Read privileges on a recorder',
  manual: '2.6.19.2.4.1',
  request: { cgi: 'param', action: 'get', type: 'UserPrivilege', scope: 'device' },
  args: { user },
  reply: 'pairs',
  answer: {
    group: text('Group', { key: 'userGroup' }),
    privileges: list('Privileges', 'userPrivilege', {
      item: {
        name: privilege,
        byChannel: flag('By channel', { key: 'hasDeviceFlag' }),
        live: channels('Live video', 'liveVideo'),
        ptz: channels('PTZ control', 'ptzControl'),
        playback: channels('Playback', 'playback'),
        backup: channels('Backup', 'backup'),
        faces: channels('Face recognition', 'faceRecognition'),
        thermal: channels('Thermal imaging', 'thermal'),
      },
    }),
  },
  answerSample: {
    group: 'Media user',
    privileges: [
      { name: 'liveVideo', byChannel: true, live: everyChannel },
      { name: 'playback', byChannel: true, playback: everyChannel },
      { name: 'backup', byChannel: true, backup: everyChannel },
    ],
  },
  damage: 'none',
  series: ['nvr'],
  sample: { user: 'test' },
})

export const writePrivileges = defineAction({
  id: 'user.writePrivileges',
  title: 'Change privileges',
  manual: '2.6.19.2.4.2',
  request: { cgi: 'param', action: 'modify', type: 'UserPrivilege', scope: 'device' },
  args: {
    user,
    live: optional(flag('Live video', { key: 'liveVideo' })),
    video: optional(flag('Video settings', { key: 'videoManager' })),
    alarm: optional(flag('Alarm settings', { key: 'alarmManager' })),
    device: optional(flag('Device management', { key: 'deviceManager' })),
    system: optional(flag('System settings', { key: 'systermConfig' })),
    playback: optional(flag('Playback', { key: 'playback' })),
    network: optional(flag('Network settings', { key: 'networkManager' })),
  },
  reply: 'ok',
  damage: 'none',
  series: cameras,
  sample: { user: 'test', live: true, video: true, alarm: true, device: true, system: true, playback: true, network: true },
})

export const writePrivilegesOfRecorder = defineAction({
  id: 'user.writePrivilegesOfRecorder',
  title: 'Change privileges on a recorder',
  manual: '2.6.19.2.4.2',
  request: { cgi: 'param', action: 'modify', type: 'UserPrivilege', scope: 'device' },
  args: {
    user,
    live: optional(flag('Live video', { key: 'liveVideo' })),
    liveChannels: channels('Live video by channel', 'liveVideo'),
    ptz: optional(flag('PTZ control', { key: 'ptzControl' })),
    ptzChannels: channels('PTZ control by channel', 'ptzControl'),
    playback: optional(flag('Playback', { key: 'playback' })),
    playbackChannels: channels('Playback by channel', 'playback'),
    backup: optional(flag('Backup', { key: 'backup' })),
    backupChannels: channels('Backup by channel', 'backup'),
    channelManager: optional(flag('Channel management', { key: 'channelManager' })),
    device: optional(flag('Device management', { key: 'deviceManager' })),
    system: optional(flag('System settings', { key: 'systermConfig' })),
    faces: optional(flag('Face recognition', { key: 'faceRecognition' })),
    thermal: optional(flag('Thermal imaging', { key: 'thermal' })),
  },
  reply: 'ok',
  damage: 'none',
  series: ['nvr'],
  sample: {
    user: 'test',
    live: true,
    liveChannels: [
      { channel: 1, may: false },
      { channel: 15, may: false },
    ],
  },
})
