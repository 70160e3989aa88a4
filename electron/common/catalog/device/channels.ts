import { choice, int, list, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'

/** Name of one channel, as the picture and the recorder show it. */
export const cameraInfo = defineSetting({
  id: 'device.channelName',
  title: 'Channel name',
  manual: '2.6.1.6',
  request: { cgi: 'param', type: 'cameraInfo', scope: 'channel' },
  write: 'whole',
  backup: 'identity',
  fields: {
    name: text('Name', { key: 'cameraName', max: 64 }), // length is ours: the manual gives none
  },
  sample: { name: 'OEM' },
})

/** What hangs on a recorder, channel by channel. Ids have gaps; a channel of another maker has an empty model. */
export const channelInfo = defineSetting({
  id: 'device.channels',
  title: 'Channels',
  manual: '2.6.1.5',
  request: { cgi: 'param', type: 'channelInfo', scope: 'device' },
  write: 'none',
  backup: 'record-only',
  series: ['nvr'],
  fields: {
    total: int('Channels', { key: 'channelNum', min: 0 }),
    channels: list('Channel', 'channel', {
      markers: {
        count: 'channelBinded',
        begin: ['channelBegin', 'cameraBegin'],
        next: ['next_channelURL', 'next_cameraURL'],
        end: ['channelEnd', 'cameraEnd'],
      }, // camera…: the table, manual line 2279
      item: {
        channel: int('Channel', { key: 'channelId', min: 0 }),
        name: optional(text('Name', { key: 'channelName' })),
        model: optional(text('Model', { key: 'channelModel' })),
        firmware: optional(text('Firmware', { key: 'channelFirmware' })),
        hardware: optional(text('Hardware', { key: 'channelHardware' })),
        status: optional(
          choice(
            'Status', // the table says [1,4] and lists 0 to 7
            {
              0: 'unbound',
              1: 'unreachable',
              2: 'wrongPassword',
              3: 'accessDenied',
              4: 'processDenied',
              5: 'online',
              6: 'tooManyCameras',
              7: 'encodingUnsupported',
            },
            { key: 'channelStatus' },
          ),
        ),
        protocol: optional(
          choice('Protocol', { 0: 'unknown', 1: 'onvif', 2: 'private', 3: 'local', 101: 'custom' }, { key: 'channelProtocol' }),
        ),
        type: optional(
          choice(
            'Type',
            {
              1: 'camera',
              2: 'videoRecorder',
              3: 'videoServer',
              4: 'ptz',
              5: 'recorder',
              6: 'onvif',
              7: 'encoder',
              8: 'lpr',
              9: 'fisheye',
              10: 'digitalRecorder', // 2 and 10 are both "digital video recorder" in the table
              11: 'panorama',
              13: 'thermal',
              14: 'bodyTemperature',
              15: 'face',
              16: 'lprDomestic',
              17: 'dualThermal',
              18: 'multiObject',
              100: 'recorderHk',
              101: 'recorderAl',
              102: 'recorderDh',
            },
            { key: 'channelType' },
          ),
        ),
        streams: list('Stream', 'stream', {
          markers: { count: 'streamNum' },
          item: {
            stream: int('Stream', { key: 'streamId', min: 0 }),
            encoder: optional(choice('Encoding', { 1: 'H.264', 2: 'H.265' }, { key: 'streamEncoder' })),
            width: optional(int('Width', { key: 'streamWidth', unit: 'px' })),
            height: optional(int('Height', { key: 'streamHeight', unit: 'px' })),
          },
        }),
      },
    }),
  },
  sample: {
    total: 16,
    channels: [
      {
        channel: 1,
        name: 'Device',
        model: 'SN-Q204M-B',
        firmware: 't4.4.1207.1004.0.0.2.12.0',
        hardware: '120704101',
        status: 'online',
        protocol: 'private',
        type: 'camera',
        streams: [
          { stream: 1, encoder: 'H.264', width: 2560, height: 1440 },
          { stream: 2, encoder: 'H.264', width: 704, height: 576 },
        ],
      },
    ],
  },
})
