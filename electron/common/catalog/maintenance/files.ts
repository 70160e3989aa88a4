import { defineAction } from '../../schema/action.ts'
import { int, numbered, optional } from '../../schema/make.ts'
import { cameras, camerasButLite, recorderAndLite } from '../shared/lines.ts'

/** A piece of a camera's own file, at most 10 KB; `uploadState` is 0 with each and 1 once all are there, when it restarts. */
const pieces = { part: 'file', most: 10_240, state: 'uploadState' } as const

/** The configuration as the camera's own file, which only a camera of its kind takes back. */
export const exportConfiguration = defineAction({
  id: 'maintenance.exportConfiguration',
  title: 'Export the configuration file',
  manual: '2.6.23.2',
  request: { cgi: 'param', action: 'get', type: 'exportConfig', scope: 'device' },
  args: {},
  reply: 'binary',
  damage: 'none',
  series: cameras,
  sample: {},
})

/** The file must end in `.bin` (manual line 27608). */
export const importConfiguration = defineAction({
  id: 'maintenance.importConfiguration',
  title: 'Import a configuration file',
  help: 'Replaces all settings, the address too.',
  manual: '2.6.23.1',
  request: { cgi: 'param', action: 'set', type: 'importConfig', scope: 'device', method: 'post', upload: pieces },
  args: {},
  reply: 'ok',
  damage: 'destroys',
  series: cameras,
  sample: {},
})

/** Asks whether there is room; any answer but OK says there is not. */
export const upgradeSpace = defineAction({
  id: 'maintenance.upgradeSpace',
  title: 'Ask for room for a firmware file',
  manual: '2.10.1.1',
  request: { cgi: 'upgrade', action: 'get', type: 'UpdateStatus', scope: 'device' },
  args: { size: int('Size', { key: 'FlashSpace', min: 1, unit: 'MB' }) },
  reply: 'ok',
  damage: 'none',
  series: camerasButLite,
  sample: { size: 26 },
})

/** Sends the firmware, piece by piece. */
export const upgrade = defineAction({
  id: 'maintenance.upgrade',
  title: 'Send firmware',
  manual: '2.10.1.2',
  request: { cgi: 'param', type: 'UpdateData', scope: 'device', method: 'post', upload: pieces },
  args: {},
  reply: 'ok',
  damage: 'restarts',
  series: camerasButLite,
  sample: {},
})

/** The same on the program of its own, as the protocol's drawing has it: a GET with a body, 100 ms after the one before (manual line 30204). */
export const upgradeByGet = defineAction({
  id: 'maintenance.upgradeByGet',
  title: 'Send firmware to the upgrade program',
  manual: '2.10.3.2',
  request: {
    cgi: 'upgrade',
    action: 'update',
    type: 'UpdateData',
    scope: 'device',
    query: { UpdateData: 'data' },
    upload: { part: 'UpdateData', most: 10_240 },
  },
  args: {},
  reply: 'ok',
  damage: 'none',
  series: camerasButLite,
  sample: {},
})

export const endUpgradeByGet = defineAction({
  id: 'maintenance.endUpgradeByGet',
  title: 'Start the firmware sent',
  manual: '2.10.3.2',
  request: { cgi: 'upgrade', action: 'get', type: 'UpdateOver', scope: 'device' },
  args: {},
  reply: 'ok',
  damage: 'restarts',
  series: camerasButLite,
  sample: {},
})

/**
 * Opens the upgrade of a recorder or of cameras behind it. Answers `OK port:32768`, once printed `prot`: the port to send to.
 *
 * The text says kilobytes (manual line 30121), the example has 89789872: a number the unit cannot be right for.
 */
export const openUpgrade = defineAction({
  id: 'maintenance.openUpgrade',
  title: 'Open an upgrade',
  manual: '2.10.2.1',
  request: { cgi: 'param', action: 'set', type: 'UpdateStatus', scope: 'device' },
  args: {
    channel: optional(int('Channel', { key: 'channel_id', min: 0, special: { 0: 'the device itself' } })),
    channels: optional(int('Number of cameras', { key: 'channel_num', min: 1 })),
    size: int('Size of the file', { key: 'FlashSpace', min: 1 }),
  },
  reply: 'text',
  damage: 'none',
  series: recorderAndLite,
  sample: { channel: 0, size: 89_789_872 },
})

/** Names the cameras that are meant, in keys numbered from 1. */
export const upgradeChannels = defineAction({
  id: 'maintenance.upgradeChannels',
  title: 'Choose cameras to upgrade',
  manual: '2.10.2.1',
  request: { cgi: 'param', action: 'set', type: 'UpdateIPC', scope: 'device' },
  args: { channels: numbered('Channels', { min: 1, item: { channel: int('Channel', { key: 'channel{n}', min: 1 }) } }) },
  reply: 'ok',
  damage: 'none',
  series: ['nvr'],
  sample: { channels: [{ channel: 1 }, { channel: 2 }] },
})

export const upgradeOfRecorder = defineAction({
  id: 'maintenance.upgradeOfRecorder',
  title: 'Send firmware to a recorder',
  manual: '2.10.2.3',
  request: { cgi: 'param', type: 'UpdateData', scope: 'device', method: 'post', upload: { part: 'file', most: 51_200 } },
  args: {},
  reply: 'ok',
  damage: 'none',
  series: recorderAndLite,
  sample: {},
})

export const endUpgrade = defineAction({
  id: 'maintenance.endUpgrade',
  title: 'End an upgrade',
  manual: '2.10.2.2',
  request: { cgi: 'param', action: 'set', type: 'UpdateOver', scope: 'device' },
  args: {},
  reply: 'ok',
  damage: 'restarts',
  series: recorderAndLite,
  sample: {},
})
