import { address, int, list } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'

const port = { min: 1, max: 65_535, as: 'port' } as const

/** Groups every stream is sent to. */
export const multicast = defineSetting({
  id: 'protocol.multicast',
  title: 'Multicast',
  manual: '2.6.12.4',
  request: { cgi: 'param', type: 'multicastParameters', scope: 'device' },
  write: 'whole',
  backup: 'identity', // two devices on one group disturb each other
  series: camerasButLite,
  fields: {
    channels: list('Channels', 'channel', {
      numberIn: 'channel',
      item: {
        channel: int('Channel', { key: 'channelId', min: 1 }),
        streams: list('Streams', 'stream', {
          markers: { next: 'next_StreamURL' },
          numberIn: 'stream',
          item: {
            stream: int('Stream', { key: 'streamId', min: 1 }),
            video: address('Video address', 'v4', { key: 'videoAddress', mayBeEmpty: true }),
            videoPort: int('Video port', port),
            audio: address('Audio address', 'v4', { key: 'audioAddress', mayBeEmpty: true }),
            audioPort: int('Audio port', port),
            source: address('Source address', 'v4', { key: 'sourceAddress', mayBeEmpty: true }),
            sourcePort: int('Source port', port),
          },
        }),
      },
    }),
  },
  sample: {
    channels: [
      {
        channel: 1,
        streams: [
          {
            stream: 1,
            video: '238.255.255.254',
            videoPort: 25_331,
            audio: '238.255.255.254',
            audioPort: 25_431,
            source: '238.255.255.254',
            sourcePort: 25_531,
          },
          {
            stream: 2,
            video: '238.255.255.253',
            videoPort: 25_342,
            audio: '238.255.255.253',
            audioPort: 25_442,
            source: '238.255.255.253',
            sourcePort: 25_542,
          },
        ],
      },
    ],
  },
})
