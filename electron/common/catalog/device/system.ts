import { choice, flag, int, list, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'

const formats = { 0: 'NTSC', 1: 'PAL' } as const

export const videoSystemAbility = defineSetting({
  id: 'device.videoSystemAbility',
  title: 'Video systems a camera knows',
  manual: '2.6.1.9.1',
  request: { cgi: 'param', type: 'videoSystemAbility', scope: 'device' },
  write: 'none',
  backup: 'record-only',
  series: camerasButLite,
  fields: {
    formats: list('Video systems', 'videoFormat', {
      markers: { next: 'next_FormatURL' },
      endValue: 'one',
      item: {
        format: choice('Video system', formats, { key: 'videoFormat' }),
        frequencies: list('Frequencies', 'frequency', {
          markers: { next: 'next_FreqURL' },
          endValue: 'one',
          item: { frequency: int('Frequency', { key: 'frequency', unit: 'Hz' }) },
        }),
      },
    }),
  },
  sample: {
    formats: [
      { format: 'PAL', frequencies: [{ frequency: 50 }] },
      { format: 'NTSC', frequencies: [{ frequency: 60 }] },
    ],
  },
})

export const videoSystem = defineSetting({
  id: 'device.videoSystem',
  title: 'Video system',
  manual: '2.6.1.9',
  request: { cgi: 'param', type: 'videoSystem', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    format: choice('Video system', formats, { key: 'videoFormat' }),
    frequency: optional(
      int('Mains frequency', {
        key: 'frequency',
        min: 0,
        unit: 'Hz',
        limitedBy: { ability: 'device.videoSystemAbility', options: 'formats.frequencies.frequency' },
      }),
    ),
  },
  sample: { format: 'NTSC', frequency: 60 },
})

/** Language of the device's own pages, and how they are reached. The printed set sends language 0, which the table does not have. */
export const systemParam = defineSetting({
  id: 'device.system',
  title: 'System',
  manual: '2.6.1.18',
  request: { cgi: 'param', type: 'SystemParam', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    language: choice('Language', {
      1: 'English',
      2: 'Simplified Chinese',
      3: 'Russian',
      4: 'French',
      7: 'Spanish',
      8: 'Portuguese',
      9: 'Polish',
      16: 'Czech',
      25: 'Hungarian',
      26: 'Italian',
    }),
    web: choice('Web access', { 1: 'HTTP', 2: 'HTTP and HTTPS', 3: 'HTTPS' }, { key: 'webModel' }),
  },
  sample: { language: 'English', web: 'HTTP' },
})

export const multiCameraAbility = defineSetting({
  id: 'device.multiCameraAbility',
  title: 'What joined pictures can do',
  manual: '2.6.1.19.1',
  request: { cgi: 'param', type: 'multiCameraAbility', scope: 'device' },
  write: 'none',
  backup: 'record-only',
  series: camerasButLite,
  fields: {
    isThere: flag('Several lenses', { key: 'MultiCameraEnable', words: 'words' }),
    hasDistance: flag('Joining distance', { key: 'MultiCameraButDisSupport', words: 'words' }),
    hasMode: flag('Joining mode', { key: 'MultiCameraWorkModeSupport', words: 'words' }),
  },
  sample: { isThere: true, hasDistance: true, hasMode: true },
})

/** Whether the pictures of several lenses are joined. Its reply is nowhere printed: the one there is the video system's (manual line 4348). */
export const multiCamera = defineSetting({
  id: 'device.multiCamera',
  title: 'Joined pictures',
  manual: '2.6.1.19',
  request: { cgi: 'param', type: 'multiCamera', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    mode: choice('Mode', { 0: 'Separate channels', 1: 'Joined picture' }, { key: 'MultiCameraMode' }),
    distance: int('Joining distance', { key: 'ButtingDistance', min: 2, max: 200, unit: 'm' }),
    channel: optional(int('Channel', { key: 'ChannelNum', readOnly: true })),
  },
  sample: { mode: 'Separate channels', distance: 6 },
})

/** A recorder's own name and units; its language can be read alone. */
export const basicSettings = defineSetting({
  id: 'device.basics',
  title: 'Basic settings of a recorder',
  manual: '2.6.1.24',
  request: { cgi: 'param', type: 'BasicSettings', scope: 'device' },
  write: 'whole',
  backup: 'identity',
  series: ['nvr'],
  fields: {
    unit: choice('Temperature unit', { 1: '°C', 2: '°F' }, { key: 'systemTemperatureUnit' }),
    hasOwnRatio: flag('Pictures in their own proportions', { key: 'systemOriginalScale' }),
    name: text('Name', { key: 'systemName' }),
    language: optional(text('Language', { key: 'systemLanguage', readOnly: true })),
  },
  sample: { unit: '°C', hasOwnRatio: false, name: 'Device', language: 'english' },
})

/** What happens after wrong passwords. No unit is given for the time. */
export const security = defineSetting({
  id: 'device.security',
  title: 'Locking of accounts',
  manual: '2.6.1.25',
  request: { cgi: 'param', type: 'securityParam', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  fields: {
    enabled: flag('Lock after wrong passwords', { key: 'accountsLockEnableFlag' }),
    attempts: int('Attempts', { key: 'errorCount', min: 1, max: 30 }),
    lockTime: int('Locked for', { min: 1, max: 30 }),
  },
  sample: { enabled: false, attempts: 5, lockTime: 15 },
})
