import type { Clip } from '../video/clip.ts'
import { tracks } from './address.ts'
import { payloadType } from './packetizer.ts'
import { type Family, setsOf } from './units.ts'

/** The family of a clip's pictures; `undefined` for stills, which are not sent over RTSP. */
export function familyOf({ contentType }: Clip): Family | undefined {
  if (contentType === 'image/jpeg') return undefined
  return contentType === 'video/h265' ? 'h265' : 'h264'
}

/** What DESCRIBE answers: the video, sound in A-law and a track of data, as cameras do (the last two are never sent). */
export function describeClip(clip: Clip, family: Family): string {
  const sets = clip.units.map((unit) => setsOf(unit, family)).find((found) => found.length > 0) ?? []
  const coded = sets.map((set) => set.toString('base64'))
  const format =
    family === 'h264'
      ? `packetization-mode=1;profile-level-id=${sets[0]?.subarray(1, 4).toString('hex') ?? ''};sprop-parameter-sets=${coded.join(',')}`
      : `sprop-vps=${coded[0] ?? ''}; sprop-sps=${coded[1] ?? ''}; sprop-pps=${coded[2] ?? ''}`
  return [
    'v=0',
    'o=- 1 1 IN IP4 0.0.0.0',
    's=Media Presentation',
    'c=IN IP4 0.0.0.0',
    't=0 0',
    'a=control:*',
    'a=range:npt=now-',
    `m=video 0 RTP/AVP ${payloadType}`,
    `a=rtpmap:${payloadType} ${family.toUpperCase()}/90000`,
    `a=fmtp:${payloadType} ${format}`,
    `a=control:${tracks.video}`,
    'm=audio 0 RTP/AVP 8',
    'a=rtpmap:8 PCMA/8000',
    `a=control:${tracks.sound}`,
    'm=application 0 RTP/AVP 107',
    'a=rtpmap:107 vnd.onvif.metadata/90000',
    `a=control:${tracks.data}`,
    '',
  ].join('\r\n')
}
