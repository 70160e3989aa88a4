import { choice, flag, int, list, optional, text, unmarked } from '../../schema/make.ts'
import { defineSetting, type ValueIn } from '../../schema/setting.ts'

const videoEncoders = { 1: 'H.264', 2: 'MJPEG', 4: 'H.264 Main', 5: 'H.264 High', 8: 'H.265' } as const
const audioEncoders = { 102: 'G.711 A-law', 103: 'G.711 µ-law', 107: 'AMR', 108: 'PCM', 109: 'none' } as const

/** One video stream: how it is encoded, how large, how fast. */
export const avStream = defineSetting({
  id: 'stream.video',
  title: 'Video stream',
  manual: '2.6.2.1',
  request: { cgi: 'param', type: 'AVStream', scope: 'stream' },
  write: 'whole',
  backup: 'restore',
  fields: {
    name: optional(text('Name', { key: 'streamName' })), // IPC excluding the lite series
    encoder: choice('Encoding', videoEncoders, { key: 'videoEncoderType' }),
    audio: optional(choice('Audio', audioEncoders, { key: 'audioEncoderType' })),
    resolution: text('Resolution', { key: 'resolution' }), // 1920*1080
    frameRate: int('Frame rate', { min: 1, max: 60, unit: 'fps' }),
    keyFrameInterval: optional(int('Key frame every', { key: 'iFrameInterval', min: 1, max: 250, unit: 'frames' })), // [1,45] in the table, 50 in the sample
    rateControl: optional(choice('Bit rate control', { 1: 'constant', 2: 'variable' }, { key: 'bitRateType' })),
    bitRate: int('Bit rate', { min: 32, max: 16_000, unit: 'kbit/s' }),
    quality: optional(int('Quality', { min: 1, max: 9 })),
    smart: optional(flag('Smart encoding', { key: 'streamEncoderFlag' })),
  },
  sample: {
    name: 'stream1',
    encoder: 'H.264 Main',
    audio: 'G.711 A-law',
    resolution: '1920*1080',
    frameRate: 15,
    keyFrameInterval: 50,
    rateControl: 'variable',
    bitRate: 2048,
    quality: 5,
    smart: false,
  },
})

/**
 * What each stream can be set to.
 *
 * The IPC's reply spells MaxFrameRate, MinFrameRate, MaxBitRate, MinBitRate and prints them under each resolution; the manual
 * has maxFrameRate, maxBit. `audioEncoderType` is repeated inside an item on an NVR (manual line 4784).
 */
export const streamAbility = defineSetting({
  id: 'stream.ability',
  title: 'What the streams can do',
  manual: '2.6.2.1.3',
  request: { cgi: 'param', type: 'streamAbility', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  fields: {
    streams: list('Stream', 'AVStream', {
      item: {
        stream: int('Stream', { key: 'streamID' }),
        encoders: list('Encoding', 'AVStreamEncoderAbility', {
          markers: { next: ['next_AVStreamEncoderAbilityURL', 'next_AVStreamEncoderURL'] }, // the second: the table, manual line 4950
          item: {
            encoder: choice('Encoding', videoEncoders, { key: 'streamEncoderType' }),
            resolutions: list('Resolution', 'videoResolution', {
              item: {
                audio: unmarked('Audio', { item: { encoder: choice('Audio', audioEncoders, { key: 'audioEncoderType' }) } }),
                resolution: text('Resolution'),
                minFrameRate: optional(int('Frame rate from', { unit: 'fps' })),
                maxFrameRate: optional(int('Frame rate to', { unit: 'fps' })),
                minBitRate: optional(int('Bit rate from', { key: 'minBit', alsoRead: ['MinBitRate'], unit: 'kbit/s' })),
                maxBitRate: optional(int('Bit rate to', { key: 'maxBit', alsoRead: ['MaxBitRate'], unit: 'kbit/s' })),
              },
            }),
          },
        }),
      },
    }),
  },
  sample: {
    streams: [
      {
        stream: 1,
        encoders: [
          {
            encoder: 'H.264',
            resolutions: [
              { audio: [], resolution: '1920*1080', minFrameRate: 1, maxFrameRate: 25, minBitRate: 200, maxBitRate: 4096 },
              { audio: [], resolution: '1280*720', minFrameRate: 1, maxFrameRate: 25, minBitRate: 200, maxBitRate: 4096 },
            ],
          },
        ],
      },
    ],
  },
})

export type AvStream = ValueIn<typeof avStream>
