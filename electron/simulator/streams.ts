import { avStream } from '#common/catalog/stream/avStream.ts'
import { type AnyValues, restore } from '#common/schema/infer.ts'
import type { Encoding, View } from './cgi/answer.ts'
import type { Profile } from './profile.ts'

/** What the committed clips hold: 25 frames a second, a key frame every 25, up to that many kbit/s. */
const light = [
  { encoder: 'H.264 Main', resolution: '1280*720', bitRate: 256 },
  { encoder: 'H.264 Main', resolution: '640*360', bitRate: 128 },
  { encoder: 'H.265', resolution: '640*360', bitRate: 64 },
] as const
const heat = [{ encoder: 'H.264 Main', resolution: '400*300', bitRate: 64 }] as const

/** Settings and abilities of all streams, by setting id and target. They say what is really sent. */
export function streamState(profile: Profile): Readonly<Record<string, AnyValues>> {
  return Object.fromEntries(
    profile.channels.flatMap((channel): readonly (readonly [string, AnyValues])[] => {
      const streams = Array.from({ length: profile.streams }, (_, index) => index + 1)
      return [
        ...streams.map((stream) => [`stream.video/${channel}/${stream}`, settings(profile, channel, stream)] as const),
        [`stream.ability/${channel}`, { streams: streams.map((stream) => ability(profile, channel, stream)) }],
      ]
    }),
  )
}

function settings(profile: Profile, channel: number, stream: number): AnyValues {
  return {
    name: `stream${stream}`,
    audio: 'none',
    ...sent(profile, channel, stream),
    ...(profile.h265?.includes(stream) ? { encoder: 'H.265' } : {}),
    frameRate: 25,
    keyFrameInterval: 25,
    rateControl: 'variable',
    quality: 5,
    smart: false,
  }
}

function ability(profile: Profile, channel: number, stream: number): AnyValues {
  const { encoder: video, resolution } = sent(profile, channel, stream)
  const bounds = { minFrameRate: 1, maxFrameRate: 25, minBitRate: 32, maxBitRate: 8000 }
  return {
    stream,
    encoders: [...new Set([...(profile.h265 ? ['H.265'] : []), video, 'MJPEG'])].map((encoder) => ({
      encoder,
      resolutions: [{ audio: [], resolution, ...bounds }],
    })),
  }
}

/** What a stream is set to now. */
export function encodingOf(kept: (settingId: string) => AnyValues, { channel, stream }: View): Encoding {
  const { encoder } = restore(avStream.fields, kept(`${avStream.id}/${channel}/${stream}`))
  if (encoder === 'MJPEG') return 'mjpeg'
  return encoder === 'H.265' ? 'h265' : 'h264'
}

/** The second lens of a thermal camera sees heat. */
function sent({ series }: Profile, channel: number, stream: number) {
  const clips = isThermal(series) && channel === 2 ? heat : light
  return clips[Math.min(stream, clips.length) - 1] ?? light[0]
}

export function isThermal(series: Profile['series']): boolean {
  return series === 'thermal' || series === 'body-thermal'
}
