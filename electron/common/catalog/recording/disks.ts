import { defineAction } from '../../schema/action.ts'
import { choice, flag, int, list, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras, camerasButLite } from '../shared/lines.ts'

/**
 * Where recordings go, disk by disk. A set names its disk and may change name, switch, group, threshold and file system; the sample
 * leaves diskId out, which get and set both name (manual lines 5703 and 5741).
 */
export const recordDirectories = defineSetting({
  id: 'recording.directories',
  title: 'Recording directories',
  manual: '2.6.3.2',
  request: { cgi: 'param', type: 'recordDirInfo', scope: 'device' },
  write: { each: 'directories' },
  backup: 'restore',
  fields: {
    directories: list('Directory', 'recordDirInfo', {
      markers: { next: 'recordDirInfoNextURL' },
      item: {
        disk: optional(int('Disk', { key: 'diskId', min: 0 })),
        name: text('Name', { key: 'diskName' }),
        path: optional(text('Path', { key: 'diskPath', readOnly: true })),
        wholePath: optional(text('Whole path', { key: 'diskWholePath', readOnly: true })),
        enabled: flag('In use', { key: 'enableFlag' }),
        threshold: optional(int('Warn when filled to', { key: 'alarmThreshold', min: 0, max: 100, unit: '%' })), // unit and bounds are ours
        access: optional(
          choice(
            'Access',
            { 0: 'Read only', 1: 'Read and write', 2: 'Redundant', 11: 'Not available' },
            { key: 'attribute', readOnly: true },
          ),
        ),
        type: optional(
          choice('Type', { 1: 'Local disk', 2: 'SD card', 3: 'FTP', 4: 'Network share' }, { key: 'diskType', readOnly: true }),
        ),
        free: optional(int('Free', { key: 'freeSpace', unit: 'MB', readOnly: true })),
        group: int('Group', { key: 'groupID', min: 0 }),
        status: optional(
          choice(
            'Status',
            {
              0: 'Normal',
              1: 'Connection failed',
              2: 'Not formatted',
              3: 'Read only',
              4: 'Faulty',
              5: 'No card',
              6: 'Asleep',
            },
            { key: 'status', readOnly: true },
          ),
        ),
        used: optional(int('Used', { key: 'usableSpace', readOnly: true })),
        slot: optional(int('Slot', { key: 'channel', series: ['nvr'], readOnly: true })),
        host: optional(int('Host', { key: 'hostId', series: ['nvr'], readOnly: true })),
        model: optional(text('Model', { key: 'module', series: ['nvr'], readOnly: true })),
        serial: optional(text('Serial number', { key: 'SN', series: ['nvr'], readOnly: true })),
        account: optional(text('User', { key: 'diskaccount', readOnly: true })),
        password: optional(text('Password', { key: 'diskpassword', secret: true, readOnly: true })),
        ftp: optional(choice('FTP', { 0: 'FTP', 1: 'FTPS' }, { key: 'ftpSecurityEnable', readOnly: true })),
        total: optional(int('Size', { key: 'totalspace', unit: 'MB', readOnly: true })),
        fileSystem: optional(
          choice('File system', { 0: 'Unknown', 1: 'SD card', 2: 'FAT32', 3: 'ext2', 4: 'ext3', 5: 'CIFS' }, { key: 'fileSystemFormat' }),
        ),
      },
    }),
  },
  sample: {
    directories: [{ disk: 1, name: 'SD0001', enabled: true, group: 2 }],
  },
})

export const disks = defineSetting({
  id: 'recording.disks',
  title: 'Disks',
  manual: '2.6.3.4',
  request: { cgi: 'param', type: 'deviceDiskInfo', scope: 'device' },
  write: 'none',
  backup: 'record-only',
  fields: {
    disks: list('Disk', 'diskInfo', {
      item: {
        disk: int('Disk', { key: 'diskID', min: 0 }),
        total: int('Size', { key: 'diskTotalSize' }),
        free: int('Free', { key: 'diskFreeSize' }),
        status: int('Status', {
          key: 'diskStatus',
          help: '1 normal, 2 faulty, 3 not there, 4 write-protected, 5 not formatted, 6 being formatted.',
        }),
      },
    }),
  },
  sample: {
    disks: [
      { disk: 1, total: 14_912, free: 64, status: 1 },
      { disk: 2, total: 0, free: 0, status: 0 },
    ],
  },
})

/** Everything recorded on it is lost. Cameras answer this one on record.cgi; `maintenance.format` is the request of all lines. */
export const formatDisk = defineAction({
  id: 'recording.format',
  title: 'Format the card of a camera',
  manual: '2.6.3.4',
  request: { cgi: 'record', action: 'format', scope: 'device' },
  args: { disk: int('Disk', { key: 'diskID', min: 0 }) },
  reply: 'ok',
  damage: 'destroys',
  series: cameras,
  sample: { disk: 0 },
})

export const startRecording = defineAction({
  id: 'recording.start',
  title: 'Start recording',
  manual: '2.6.3.3',
  request: { cgi: 'param', action: 'start', type: 'manualRecord', scope: 'channel' },
  args: {},
  reply: 'ok',
  damage: 'none',
  series: camerasButLite,
  sample: {},
})

export const stopRecording = defineAction({
  id: 'recording.stop',
  title: 'Stop recording',
  manual: '2.6.3.3',
  request: { cgi: 'param', action: 'stop', type: 'manualRecord', scope: 'channel' },
  args: {},
  reply: 'ok',
  damage: 'none',
  series: camerasButLite,
  sample: {},
})

const storage = { 0: '0', 1: 'SD card', 2: 'FTP', 3: 'NAS' } as const // [0,1] in the table, which names 1 to 3 (manual line 6117)

/** Where a lite camera records to. Its set is nowhere printed: the one there is another's (manual line 6106), so it can be read alone. */
export const nas = defineSetting({
  id: 'recording.nas',
  title: 'Storage of a lite camera',
  manual: '2.6.3.6',
  request: { cgi: 'param', type: 'Nas', scope: 'device' },
  write: 'none',
  backup: 'record-only',
  series: ['ipc-lite'],
  fields: {
    recordings: choice('Recordings go to', storage, { key: 'recordType' }),
    pictures: choice('Pictures go to', storage, { key: 'snapRecordType' }),
    enabled: flag('In use', { key: 'ftpEnable', alsoRead: ['Enable'] }),
    media: optional(int('Kind of medium', { key: 'mediaType' })),
    server: text('Server', { key: 'Path' }),
    port: int('Port', { key: 'Port', min: 0, max: 65_535, as: 'port' }),
    user: optional(text('User', { key: 'account' })),
    password: optional(text('Password', { key: 'Password', secret: true })),
    directory: text('Directory'),
  },
  sample: {
    recordings: 'SD card',
    pictures: '0',
    enabled: true,
    media: 0,
    server: '192.168.2.123',
    port: 0,
    user: '',
    password: '',
    directory: '/2',
  },
})
